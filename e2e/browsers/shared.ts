import type { Page } from 'playwright';
import { poll } from '../poll.ts';
import type { Browser, Panel } from './browser.ts';
import { launchBrowser } from './launch.ts';

/** The part of the extension API that makes it new again, inside the browser. */
declare const chrome: {
  permissions: {
    getAll(): Promise<{ origins: string[] }>;
    remove(permissions: { origins: string[] }): Promise<boolean>;
  };
  runtime: { getManifest(): { host_permissions: string[] } };
  storage: Record<'local' | 'session', { set(items: object): Promise<void>; clear(): Promise<void> }>;
};

/** A name of this machine in a borrowed browser. Its extension has no access there. */
export const OTHER_HOST = 'other.example.test';

/**
 * How many tabs are kept with their DevTools. Chromium takes longer to open these than many specs take to run; of a panel
 * that loads again in Firefox's, Playwright is not told.
 */
const KEPT = { chromium: 2, firefox: 0 } as const;

interface Shared {
  readonly browser: Browser;
  /** The tabs that the next one finds. */
  kept: readonly Page[];
  /** The panels that were opened. */
  readonly panels: Map<Page, Panel>;
}

let shared: Promise<Shared> | undefined;

async function start(): Promise<Shared> {
  return { browser: await launchBrowser({ resolve: [OTHER_HOST] }), kept: [], panels: new Map() };
}

/**
 * The one browser of this process for specs that need no special one. Whoever closes it gives it back, with everything
 * forgotten; one borrows it at a time.
 */
export async function borrowBrowser(): Promise<Browser> {
  shared ??= start();
  const borrowed = await shared;
  const { browser, panels } = borrowed;
  const askedBefore = (await browser.askedByBackground()).length;
  const waiting = [...borrowed.kept];
  return {
    ...browser,
    async open(url) {
      const page = waiting.shift();
      if (!page) return browser.open(url);
      if (url !== undefined) await page.goto(url);
      return page;
    },
    async openPanel(page) {
      const panel = await browser.openPanel(page);
      panels.set(page, panel);
      return panel;
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

async function giveBack(borrowed: Shared): Promise<void> {
  const { browser, panels } = borrowed;
  const kept = [...panels.keys()].filter((page) => !page.isClosed()).slice(0, KEPT[browser.name]);
  // A browser ends with its last tab; Firefox keeps one that nobody sees.
  if (kept.length === 0 && browser.name === 'chromium') kept.push(await browser.open());
  borrowed.kept = kept;
  await browser.closeOthers(kept);
  for (const page of kept) await page.goto('about:blank');
  for (const page of panels.keys()) if (!kept.includes(page)) panels.delete(page);

  await browser.context.clearCookies();
  await browser.context.clearPermissions();
  // What the background still had to do is over before what it stored is removed; that starts it again.
  await browser.stopBackground();
  const page = await browser.openExtensionPage('extension/options/index.html');
  await page.evaluate(clearExtension);
  await browser.closeOthers(kept);

  for (const { panel, setTheme, setWidth } of panels.values()) {
    await panel.evaluate(() => Object.assign(globalThis, { isOld: true }) && location.reload());
    await poll('a new panel', () =>
      panel.evaluate(() => !('isOld' in globalThis) && document.readyState === 'complete'),
    );
    await setTheme('default');
    await setWidth(null);
  }
}

/** In a page of the extension. */
async function clearExtension(): Promise<void> {
  const { origins } = await chrome.permissions.getAll();
  const { host_permissions } = chrome.runtime.getManifest();
  const granted = origins.filter((origin) => !host_permissions.includes(origin));
  if (granted.length > 0) await chrome.permissions.remove({ origins: granted });
  localStorage.clear();
  for (const area of [chrome.storage.local, chrome.storage.session]) {
    await area.set({ last: 0 });
    await area.clear();
  }
}
