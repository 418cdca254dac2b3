import type { BrowserContext, Page, Worker } from 'playwright';
import { poll } from '../poll.ts';
import { Background } from './background.ts';
import { DevTools, type Panel } from './devtools.ts';
import { launch, type LaunchOptions } from './launch.ts';

export type { Panel } from './devtools.ts';
export type { LaunchOptions } from './launch.ts';

/** The parts of the extension API that the driver itself uses, inside the browser. */
declare const chrome: {
  action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
  devtools: { inspectedWindow: { tabId: number } };
  developerPrivate: {
    updateExtensionConfiguration(update: { extensionId: string; incognitoAccess: boolean }): Promise<void>;
  };
  extension: { isAllowedIncognitoAccess(): Promise<boolean> };
  windows: { create(data: { incognito: boolean; url: string }): Promise<unknown> };
};

/** The badge of one tab: its text (empty if there is none) and the title of the toolbar button. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** A running Chromium with the extension in it. */
export interface Chromium {
  readonly context: BrowserContext;
  readonly port: number;
  readonly extensionId: string;
  /** A new tab at `url`, or blank. */
  open(url?: string): Promise<Page>;
  /** Goes to `url`, which must fail to load, and waits until the browser's error page stands. */
  openFailing(page: Page, url: string): Promise<void>;
  /** Shows our panel in the DevTools of the tab, which are opened if they are not. */
  openPanel(page: Page): Promise<Panel>;
  /** A tab with the extension's own page at `path`, such as `extension/options/index.html`. */
  openExtensionPage(path: string): Promise<Page>;
  /** The number the extension knows the tab of `page` by. Wakes no worker. */
  tabId(page: Page): Promise<number>;
  /** What the toolbar shows for the tab of `page`. Wakes no worker. */
  badge(page: Page): Promise<Badge>;
  /** The background service worker, once it runs; it is not woken. */
  worker(): Promise<Worker>;
  isWorkerRunning(): Promise<boolean>;
  /** Stops the background service worker and waits until it is gone. */
  stopWorker(): Promise<void>;
  /** Allows the extension in private windows. It reloads, so its panels close: call this first. */
  allowPrivateWindows(): Promise<void>;
  /** A tab in a private window at `url`; its pages are in `context` too. */
  openPrivateWindow(url: string): Promise<Page>;
  close(): Promise<void>;
}

const PANEL = { title: 'OAuth', path: 'extension/panel/index.html' };

/** Starts Chromium with the built extension and waits until its background has started. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Chromium> {
  const launched = await launch(options);
  const { context, port, extension } = launched;
  const background = new Background(launched);
  const devtools = new DevTools(context, port);
  const extensionId = new URL(await background.url()).host;

  // The browser starts with a blank tab: another one beside it would take a moment more.
  let blank = context.pages().at(0);
  const open = async (url?: string): Promise<Page> => {
    const page = blank ?? (await context.newPage());
    blank = undefined;
    if (url !== undefined) await page.goto(url);
    return page;
  };

  return {
    context,
    port,
    extensionId,
    open,
    async openFailing(page, url) {
      const loaded = await page.goto(url).then(
        () => true,
        () => false,
      );
      if (loaded) throw new Error(`${url} should not have loaded`);
      // The error page arrives after goto() has failed and would interrupt the next navigation.
      await page.waitForURL('chrome-error://chromewebdata/');
    },
    openPanel: (page) => devtools.openPanel(page, PANEL),
    async openExtensionPage(path) {
      return await open(`chrome-extension://${extensionId}/${path}`);
    },
    // The hidden page that creates the panel is asked: it is there before the panel and has the whole API.
    async tabId(page) {
      const frame = await devtools.frame(page, extension.devtoolsPage);
      return frame.evaluate(() => chrome.devtools.inspectedWindow.tabId);
    },
    async badge(page) {
      const frame = await devtools.frame(page, extension.devtoolsPage);
      return frame.evaluate(async () => {
        const { tabId } = chrome.devtools.inspectedWindow;
        const text = await chrome.action.getBadgeText({ tabId });
        return { text, title: await chrome.action.getTitle({ tabId }) };
      });
    },
    worker: () => background.worker(),
    isWorkerRunning: () => background.isRunning(),
    stopWorker: () => background.stop(),
    async allowPrivateWindows() {
      const page = await open('chrome://extensions');
      await page.evaluate(
        (extensionId) =>
          chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true }),
        extensionId,
      );
      await poll('access to private windows', async () =>
        (await background.worker()).evaluate(() => chrome.extension.isAllowedIncognitoAccess()),
      );
      await page.close();
    },
    async openPrivateWindow(url) {
      const worker = await background.worker();
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        worker.evaluate((url) => chrome.windows.create({ incognito: true, url }), url),
      ]);
      await page.waitForLoadState();
      return page;
    },
    async close() {
      await devtools.close();
      await launched.close();
    },
  };
}
