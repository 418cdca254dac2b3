import { join, resolve as absolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firefox, type BrowserContext } from 'playwright';
import { findFirefox } from '../../setup/firefox.ts';
import type { LaunchOptions } from '../browser.ts';
import { copyWithHosts, readJson, temporaryFolder } from '../folders.ts';
import { preferences } from './preferences.ts';
import { enter, type Privileged } from './privileged.ts';
import { Relay } from './relay.ts';

/** A Firefox that has started. */
export interface Launched {
  readonly context: BrowserContext;
  readonly relay: Relay;
  readonly inside: Privileged;
  /** Where the extension's pages are. */
  readonly origin: string;
  close(): Promise<void>;
}

const FOLDER = 'dist/firefox';
const UUID = '6f617574-682d-4a57-b000-696e73706563';
/** The size of the browser's window, in pixels. */
const WINDOW = { width: 1440, height: 900 };

async function idOf(folder: string): Promise<string> {
  const { browser_specific_settings: settings } = (await readJson(join(folder, 'manifest.json'))) as {
    browser_specific_settings: { gecko: { id: string } };
  };
  return settings.gecko.id;
}

async function startIn(scratch: string, relay: Relay, options: LaunchOptions, isBare: boolean) {
  const { hosts = [], resolve = [], env = {}, headless = true, theme = 'default', beside = [] } = options;
  const executablePath = options.executablePath ?? (await findFirefox());
  if (executablePath === undefined) throw new Error('no Firefox found: npm test would install one');
  let folder = FOLDER;
  if (hosts.length > 0) {
    folder = join(scratch, 'extension');
    await copyWithHosts(FOLDER, folder, hosts);
  }
  const extensionId = await idOf(folder);
  const context = await firefox.launchPersistentContext(options.profile ?? join(scratch, 'profile'), {
    // Playwright drives a Firefox that it did not build by WebDriver BiDi alone, and only under the name of a channel.
    channel: 'moz-firefox',
    executablePath: fileURLToPath(new URL('executable.mjs', import.meta.url)),
    headless,
    viewport: null,
    args: ['--remote-allow-system-access'],
    env: {
      ...process.env,
      ...env,
      MOZ_HEADLESS_WIDTH: String(WINDOW.width),
      MOZ_HEADLESS_HEIGHT: String(WINDOW.height),
      FIREFOX_BEHIND: executablePath,
      FIREFOX_RELAY: String(await relay.port()),
    },
    firefoxUserPrefs: {
      ...preferences(extensionId, UUID, resolve, options.isMeasured),
      'devtools.theme': theme === 'dark' ? 'dark' : 'light',
    },
  });
  for (const path of isBare ? beside : [folder, ...beside])
    await relay.send('webExtension.install', { extensionData: { type: 'path', path: absolute(path) } });
  const inside = await enter(relay, extensionId);
  relay.onColourScheme = (contexts, scheme) => inside('setColourScheme', contexts, scheme);
  return { context, relay, inside, origin: `moz-extension://${UUID}` };
}

/** Starts Firefox, bare or with the built extension; what it needed on disk goes away with `close`. */
export async function launch(options: LaunchOptions, isBare = false): Promise<Launched> {
  const scratch = await temporaryFolder('firefox');
  const relay = new Relay();
  const cleanUp = async (): Promise<void> => {
    relay.close();
    await scratch.remove();
  };
  try {
    const launched = await startIn(scratch.path, relay, options, isBare);
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
