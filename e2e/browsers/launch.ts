import type { BareBrowser, Browser, BrowserName, LaunchOptions } from './browser.ts';
import { launchChromium } from './chromium/chromium.ts';
import { launch as startChromium } from './chromium/launch.ts';
import { launchFirefox } from './firefox/firefox.ts';
import { launch as startFirefox } from './firefox/launch.ts';

const launchers: Readonly<Record<BrowserName, (options: LaunchOptions) => Promise<Browser>>> = {
  chromium: launchChromium,
  firefox: launchFirefox,
};

/** The browser that the tests are run in: what the variable BROWSER says, which Vitest's projects set, or Chromium. */
export const browserName: BrowserName = process.env['BROWSER'] === 'firefox' ? 'firefox' : 'chromium';

/** Starts a browser with the built extension and waits until its background has started. */
export function launchBrowser(
  options: LaunchOptions = {},
  name: BrowserName = browserName,
): Promise<Browser> {
  return launchers[name](options);
}

/** Starts a browser as it is without the extension. */
export function launchBare(options: LaunchOptions, name: BrowserName): Promise<BareBrowser> {
  return (name === 'firefox' ? startFirefox : startChromium)(options, true);
}
