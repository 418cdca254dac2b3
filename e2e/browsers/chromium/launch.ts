import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { poll } from '../../poll.ts';
import { findChromium } from '../../setup/chromium.ts';
import type { LaunchOptions } from '../browser.ts';
import { copyWithHosts, temporaryFolder } from '../folders.ts';
import { type Display, startDisplay } from '../xvfb.ts';
import { type Extension, readExtension, writePreferences } from './profile.ts';

/** A Chromium that has started. */
export interface Launched {
  readonly context: BrowserContext;
  /** The debugging port, on loopback. */
  readonly port: number;
  readonly extension: Extension;
  /** Where its windows are shown, if prompts are to be answered. */
  readonly display: Display | undefined;
  close(): Promise<void>;
}

/** The size of the browser's window, in pixels; a DevTools window of its own is as large. */
export const WINDOW = { width: 1440, height: 900 };
const DEVTOOLS_WIDTH = 900;

function flags(extensions: readonly string[], headless: boolean): string[] {
  return [
    // Playwright's own headless mode has neither extensions nor DevTools.
    // Nobody looks: to draw with a graphics card that is not there takes more than to draw without.
    ...(headless ? ['--headless=new', '--disable-gpu'] : []),
    ...(extensions.length > 0
      ? [`--load-extension=${extensions.join()}`, `--disable-extensions-except=${extensions.join()}`]
      : []),
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

/** What leads these host names to this machine. */
function resolving(hosts: readonly string[]): string[] {
  return hosts.length > 0
    ? [`--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}`]
    : [];
}

async function startIn(
  scratch: string,
  display: Display | undefined,
  options: LaunchOptions,
  isBare: boolean,
): Promise<Omit<Launched, 'close'>> {
  const { theme = 'default', hosts = [], resolve = [], env = {}, beside = [], privateWindows } = options;
  const headless = display === undefined && (options.headless ?? true);
  const executablePath = options.executablePath ?? (await findChromium());
  if (!executablePath) throw new Error('no Chromium found: npm test would install one');
  const profile = options.profile ?? join(scratch, 'profile');
  // Beside a tab that is not in front a headless Chromium gives DevTools no size: its panel's text can be read, but
  // nothing in it is visible.
  const dock = headless ? 'undocked' : 'right';
  let folder = 'dist/chromium';
  if (hosts.length > 0) {
    const copy = join(scratch, 'extension');
    await copyWithHosts(folder, copy, hosts);
    folder = copy;
  }
  const extension = await readExtension(folder);
  const look = { theme, dock, width: DEVTOOLS_WIDTH } as const;
  const allowed = privateWindows === true ? [extension.id] : [];
  if (!existsSync(profile)) await writePreferences(profile, look, allowed);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    viewport: null,
    args: [...flags(isBare ? beside : [extension.folder, ...beside], headless), ...resolving(resolve)],
    env: { ...process.env, ...env, ...(display && { DISPLAY: display.name }) },
  });
  return { context, port: await debuggingPort(profile), extension, display };
}

/** Starts Chromium, bare or with the built extension; what it needed on disk goes away with `close`. */
export async function launch(options: LaunchOptions, isBare = false): Promise<Launched> {
  const scratch = await temporaryFolder('chromium');
  const display = options.prompts === true ? await startDisplay() : undefined;
  const cleanUp = async (): Promise<void> => {
    await display?.close();
    await scratch.remove();
  };
  try {
    const launched = await startIn(scratch.path, display, options, isBare);
    const close = async (): Promise<void> => {
      await launched.context.close();
      await cleanUp();
    };
    return { ...launched, close };
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
