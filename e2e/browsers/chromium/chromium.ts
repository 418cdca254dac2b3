import type { Frame, Page } from 'playwright';
import type { Browser, LaunchOptions } from '../browser.ts';
import { Background } from './background.ts';
import { DevTools } from './devtools.ts';
import { launch } from './launch.ts';
import { openPopup } from './popup.ts';
import { answerPrompt } from './prompt.ts';

/** The parts of the extension API that the driver itself uses, inside the browser. */
declare const chrome: {
  action: {
    getBadgeText(details: { tabId: number }): Promise<string>;
    getBadgeBackgroundColor(details: { tabId: number }): Promise<number[]>;
    getTitle(details: { tabId: number }): Promise<string>;
  };
  devtools: { inspectedWindow: { tabId: number } };
  tabs: { query(query: { active: true; windowId: number }): Promise<{ id?: number }[]> };
  developerPrivate: {
    removeHostPermission(extensionId: string, host: string): Promise<void>;
    updateExtensionConfiguration(update: { extensionId: string; errorCollection: boolean }): Promise<void>;
    updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void>;
    getExtensionInfo(extensionId: string): Promise<Record<'manifestErrors' | 'runtimeErrors', object[]>>;
  };
  windows: { create(data: { incognito: boolean; url: string }): Promise<unknown> };
};

const PANEL = { title: 'OAuth', path: 'extension/panel/index.html' };
const POPUP = 'extension/popup/index.html';

/** Starts Chromium with the built extension and waits until its background has started. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const launched = await launch(options);
  const { context, port, extension, display } = launched;
  const background = new Background(launched);
  const devtools = new DevTools(context, port);
  // Node knows no origin of such a URL.
  const { protocol, host: extensionId } = new URL(await background.url());
  const extensionUrl = (path: string): string => `${protocol}//${extensionId}/${path}`;
  const asked: string[] = [];
  // To be told of every request takes time from every page.
  if (!options.isMeasured)
    context.on('request', (request) => {
      if (request.serviceWorker()) asked.push(request.url());
    });

  // The browser starts with a blank tab: another one beside it would take a moment more.
  let blank = context.pages().at(0);
  const open = async (url?: string): Promise<Page> => {
    const page = blank && !blank.isClosed() ? blank : await context.newPage();
    blank = undefined;
    if (url !== undefined) await page.goto(url);
    return page;
  };

  // The error page arrives after goto() has failed and would interrupt the next navigation.
  const failed = (page: Page): Promise<void> => page.waitForURL('chrome-error://chromewebdata/');
  // The hidden page that creates the panel is asked: it is there before the panel and has the whole API.
  const hidden = (page: Page): Promise<Frame> => devtools.frame(page, extension.devtoolsPage);
  const tabIds = new WeakMap<Page, number>();
  const findTabId = async (page: Page): Promise<number> => {
    if (await devtools.isOpenFor(page))
      return (await hidden(page)).evaluate(() => chrome.devtools.inspectedWindow.tabId);
    await page.bringToFront();
    const session = await context.newCDPSession(page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.detach();
    return (await anyHidden(page)).evaluate(async (windowId) => {
      const [tab] = await chrome.tabs.query({ active: true, windowId });
      return tab?.id ?? -1;
    }, windowId);
  };
  const tabId = async (page: Page): Promise<number> => {
    const id = tabIds.get(page) ?? (await findTabId(page));
    tabIds.set(page, id);
    return id;
  };
  /** The hidden page in any DevTools that are open; in those of `page`, which are opened, if there are none. */
  const anyHidden = async (page: Page): Promise<Frame> =>
    (await devtools.anyFrame(extension.devtoolsPage)) ?? hidden(page);

  return {
    name: 'chromium',
    context,
    open,
    failed,
    async openFailing(page, url) {
      // A response by form is sent by a page that does load; it is the next one that does not.
      await page.goto(url).catch(() => undefined);
      await failed(page);
    },
    openPanel: (page) => devtools.openPanel(page, PANEL),
    extensionUrl,
    openExtensionPage: (path) => open(extensionUrl(path)),
    async openPopup(page) {
      await page.bringToFront();
      return openPopup(port, await hidden(page), extensionUrl(POPUP));
    },
    tabId,
    async badge(page) {
      const id = await tabId(page);
      return (await anyHidden(page)).evaluate(async (tabId) => {
        const text = await chrome.action.getBadgeText({ tabId });
        return { text, title: await chrome.action.getTitle({ tabId }) };
      }, id);
    },
    async badgeColour(page) {
      const id = await tabId(page);
      return (await anyHidden(page)).evaluate(
        (tabId) => chrome.action.getBadgeBackgroundColor({ tabId }),
        id,
      );
    },
    inBackground: (call, given) => background.evaluate(call, given),
    isBackgroundRunning: () => background.isRunning(),
    stopBackground: () => background.stop(),
    async askedByBackground() {
      return asked;
    },
    async noteErrors() {
      const page = await open('chrome://extensions');
      await page.evaluate(async (extensionId) => {
        await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
        await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, errorCollection: true });
      }, extensionId);
      await page.close();
    },
    async errors() {
      const page = await open('chrome://extensions');
      const { manifestErrors, runtimeErrors } = await page.evaluate(
        (extensionId) => chrome.developerPrivate.getExtensionInfo(extensionId),
        extensionId,
      );
      await page.close();
      return [...manifestErrors, ...runtimeErrors].map((error) => JSON.stringify(error));
    },
    async answerPrompt(button, answer) {
      if (!display) throw new Error('start the browser with `prompts`');
      await answerPrompt(display, button, answer);
    },
    async takeBackAccess(pattern) {
      const page = await open('chrome://extensions');
      await page.evaluate(([id, pattern]) => chrome.developerPrivate.removeHostPermission(id, pattern), [
        extensionId,
        pattern,
      ] as const);
      await page.close();
    },
    allowClipboard: (origin) => context.grantPermissions(['clipboard-read'], { origin }),
    async openPrivateWindow(url) {
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        background.evaluate((url) => chrome.windows.create({ incognito: true, url }), url),
      ]);
      await page.waitForLoadState();
      return page;
    },
    async closeOthers(kept) {
      for (const page of context.pages()) if (!kept.includes(page)) await page.close();
      await devtools.close((window) => window.isClosed());
    },
    async close() {
      await devtools.close();
      await launched.close();
    },
  };
}
