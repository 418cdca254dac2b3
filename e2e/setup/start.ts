import type { BrowserName } from '../browsers/browser.ts';
import { buildFor } from './build.ts';
import { PROVIDERS } from './install.ts';

/** What the demonstration is given. */
export interface DemoOptions {
  readonly browser: BrowserName;
  readonly headless: boolean;
  readonly executablePath: string;
}

/** The module with the demonstration; the number is the exit status. */
export interface Demo {
  demo(options: DemoOptions): Promise<number>;
}

/** Whether a window can be shown. */
function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Builds the extension, finds a browser and runs the demonstration that `loadDemo` gives: in Chromium, or in Firefox
 * where `--firefox` is among `args`. Returns the exit status.
 */
export async function start(args: readonly string[], loadDemo: () => Promise<Demo>): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--firefox');
  if (unknown.length > 0) {
    console.error(`npm start knows only --firefox, but was given: ${unknown.join(' ')}`);
    return 2;
  }
  const browser = args.length > 0 ? 'firefox' : 'chromium';
  const executablePath = await PROVIDERS.find((provider) => provider.browser === browser)?.provide();
  if (executablePath === undefined) return 1;
  const { status, output } = await buildFor(browser);
  if (status !== 0) {
    console.error(`The build failed:\n${output}`);
    return 1;
  }
  const headless = !hasDisplay();
  if (headless) console.log('No display: the browser runs without a window.');
  const { demo } = await loadDemo();
  return demo({ browser, headless, executablePath });
}
