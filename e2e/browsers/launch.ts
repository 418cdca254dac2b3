import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { poll } from '../poll.ts';
import { findChromium } from '../setup/chromium.ts';
import {
  copyWithHosts,
  readExtension,
  temporaryFolder,
  writePreferences,
  type Dock,
  type Extension,
  type Theme,
} from './profile.ts';

/** How to start Chromium; every field has a default fit for a spec. */
export interface LaunchOptions {
  /** Folder of the built extension. */
  readonly extension?: string;
  readonly headless?: boolean;
  /** The browser; by default the one `npm test` found. */
  readonly executablePath?: string;
  /** A profile to keep, used as it is; by default a fresh one, removed at the end. */
  readonly profile?: string;
  /** Match patterns granted at install in addition to the manifest's; the extension's id differs then. */
  readonly hosts?: readonly string[];
  readonly theme?: Theme;
  /**
   * Where DevTools stands; a window of its own if headless, because beside a tab that is not in front Chromium gives
   * it no size: its panel's text can be read, but nothing in it is visible.
   */
  readonly dock?: Dock;
  readonly args?: readonly string[];
  /** Added to the environment, such as `DISPLAY` or `TZ`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Chromium that has started. */
export interface Launched {
  readonly context: BrowserContext;
  /** The debugging port, on loopback. */
  readonly port: number;
  readonly extension: Extension;
  close(): Promise<void>;
}

/** In pixels; a DevTools window of its own is as large. */
const WINDOW = { width: 1440, height: 900 };
const DEVTOOLS_WIDTH = 900;

function flags(extension: string, headless: boolean): string[] {
  return [
    // Playwright's own headless mode has neither extensions nor DevTools.
    ...(headless ? ['--headless=new'] : []),
    `--load-extension=${extension}`,
    `--disable-extensions-except=${extension}`,
    '--remote-debugging-port=0',
    `--window-size=${WINDOW.width},${WINDOW.height}`,
    '--lang=en-US',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}

/** The port Chromium chose, which it writes into its profile (the first line of the file). */
async function debuggingPort(profile: string): Promise<number> {
  return poll('the debugging port', async () =>
    Number.parseInt(await readFile(join(profile, 'DevToolsActivePort'), 'utf8'), 10),
  );
}

async function startIn(scratch: string, options: LaunchOptions): Promise<Omit<Launched, 'close'>> {
  const { headless = true, theme = 'default', hosts = [], args = [], env = {} } = options;
  const executablePath = options.executablePath ?? (await findChromium());
  if (!executablePath) throw new Error('no Chromium found: npm test would install one');
  const profile = options.profile ?? join(scratch, 'profile');
  const dock = options.dock ?? (headless ? 'undocked' : 'right');
  if (!options.profile) await writePreferences(profile, { theme, dock, width: DEVTOOLS_WIDTH });
  let folder = options.extension ?? 'dist/chromium';
  if (hosts.length > 0) {
    const copy = join(scratch, 'extension');
    await copyWithHosts(folder, copy, hosts);
    folder = copy;
  }
  const extension = await readExtension(folder);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: null,
    args: [...flags(extension.folder, headless), ...args],
    env: { ...process.env, ...env },
  });
  return { context, port: await debuggingPort(profile), extension };
}

/** Starts Chromium with the built extension; what it needed on disk goes away with `close`. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const scratch = await temporaryFolder('chromium');
  try {
    const launched = await startIn(scratch.path, options);
    const close = async (): Promise<void> => {
      await launched.context.close();
      await scratch.remove();
    };
    return { ...launched, close };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
