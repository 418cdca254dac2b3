import type { Page } from 'playwright';
import { resetPanel } from '../panel-parts.ts';
import type { Browser, Panel } from './browser.ts';
import { launchBrowser } from './launch.ts';

/** The part of the extension API that makes it new again, inside the browser. */
declare const chrome: {
  storage: Record<'local' | 'session', { set(items: object): Promise<void>; clear(): Promise<void> }>;
};

/** Names of this machine in a borrowed browser. Its extension has access to the granted ones alone. */
export const hostNames = {
  grantedApp: 'app.example.test',
  grantedIssuer: 'id.example.test',
  other: 'other.example.test',
  otherIssuer: 'other-id.example.test',
} as const;

/** A host that does not exist, and to which the extension of a borrowed browser has access. */
const NOWHERE = 'myapp.invalid';

interface Shared {
  readonly browser: Browser;
  /** The first tab, which stays, and its DevTools with the panel: to open these takes longer than many specs do. */
  readonly page: Page;
  readonly panel: Panel;
}

let shared: Promise<Shared> | undefined;

async function start(): Promise<Shared> {
  const { grantedApp, grantedIssuer } = hostNames;
  const browser = await launchBrowser({
    hosts: [`https://${NOWHERE}/*`, `http://${grantedApp}/*`, `http://${grantedIssuer}/*`],
    resolve: Object.values(hostNames),
    privateWindows: true,
  });
  const page = await browser.open();
  return { browser, page, panel: await browser.openPanel(page) };
}

/**
 * The one browser of this process for specs that need no special one; the extension is allowed in its private windows.
 * Whoever closes it gives it back, with everything forgotten; one borrows it at a time. The first tab that is opened in
 * it is one whose DevTools are open.
 */
export async function borrowBrowser(): Promise<Browser> {
  shared ??= start();
  const borrowed = await shared;
  const { browser } = borrowed;
  const askedBefore = (await browser.askedByBackground()).length;
  let waiting: Page | undefined = borrowed.page;
  return {
    ...browser,
    async open(url) {
      const page = waiting;
      waiting = undefined;
      if (!page) return browser.open(url);
      if (url !== undefined) await page.goto(url);
      return page;
    },
    askedByBackground: async () => (await browser.askedByBackground()).slice(askedBefore),
    async close() {
      try {
        await giveBack(borrowed);
      } catch (error) {
        shared = undefined;
        await browser.close();
        throw error;
      }
    },
  };
}

async function giveBack({ browser, page, panel }: Shared): Promise<void> {
  await browser.closeOthers([page]);
  await page.goto('about:blank');
  await browser.context.clearCookies();
  await browser.context.clearPermissions();
  // What the background still had to do is over before what it stored is removed; that starts it again.
  await browser.stopBackground();
  await panel.panel.evaluate(clearExtension);
  await resetPanel(panel.panel);
  await panel.setTheme('default');
  await panel.setWidth(null);
}

/** In the panel. Access is granted in a browser that was started for its prompts, which is no borrowed one. */
async function clearExtension(): Promise<void> {
  localStorage.clear();
  for (const area of [chrome.storage.local, chrome.storage.session]) {
    await area.set({ last: 0 });
    await area.clear();
  }
}
