import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { poll } from '../../poll.ts';
import type { Browser, LaunchOptions, Panel } from '../browser.ts';
import { launch } from './launch.ts';
import { callIn, type Exposed } from './privileged.ts';

/** In pixels. */
const PANEL_WIDTH = 900;

/** Starts Firefox with the built extension and waits until its background has started. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Browser> {
  const launched = await launch(options);
  const { context, relay, inside, origin } = launched;
  if (options.privateWindows === true) await inside('allowPrivateWindows');
  const extensionUrl = (path: string): string => `${origin}/${path}`;

  // The browser starts with a blank tab: another one beside it would take a moment more.
  let blank = context.pages().at(0);
  const open = async (url?: string): Promise<Page> => {
    const page = blank && !blank.isClosed() ? blank : await context.newPage();
    blank = undefined;
    if (url !== undefined) await page.goto(url);
    return page;
  };

  /** What Firefox shows outside of tabs, as a page. */
  const pages = new Map<string, Page>();
  const announced = async ({ context: id, url }: Exposed): Promise<Page> => {
    const known = pages.get(id);
    if (known && !known.isClosed()) return known;
    const isIt = (page: Page): boolean => page.url() === url;
    const [page] = await Promise.all([context.waitForEvent('page', isIt), relay.announce(id, url)]);
    pages.set(id, page);
    return page;
  };
  // One after the other: two panels have the same URL.
  let last: Promise<unknown> = Promise.resolve();
  const asPage = (exposed: Exposed): Promise<Page> => {
    const page = last.then(() => announced(exposed));
    last = page.catch(() => undefined);
    return page;
  };

  const failed = async (page: Page): Promise<void> => {
    await poll('an error page', () => page.evaluate(() => document.documentURI.startsWith('about:neterror')));
  };

  const openPanel = async (page: Page): Promise<Panel> => {
    const tab = await relay.contextOf(page);
    const panel = (await asPage(await inside('openPanel', tab, PANEL_WIDTH))).mainFrame();
    return {
      panel,
      focus: () => inside('focusPanel', tab),
      async screenshot(path) {
        await writeFile(path, Buffer.from(await inside('pictureOf', tab), 'base64'));
      },
      async setTheme(theme) {
        await inside('setTheme', theme === 'dark' ? 'dark' : 'light');
        const isDark = (): Promise<boolean> =>
          panel.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
        await poll(`the theme ${theme}`, async () => (await isDark()) === (theme === 'dark'));
      },
      async setWidth(width) {
        const wanted = width ?? PANEL_WIDTH;
        await inside('setWidth', tab, wanted);
        await poll(`a width of ${wanted}`, async () => (await panel.evaluate(() => innerWidth)) === wanted);
      },
    };
  };

  return {
    name: 'firefox',
    context,
    open,
    failed,
    async openFailing(page, url) {
      // A page that posts its form at once never loads to its end, and Playwright would wait for that.
      await page.goto(url, { waitUntil: 'commit' }).catch(() => undefined);
      await failed(page);
    },
    openPanel,
    extensionUrl,
    openExtensionPage: (path) => open(extensionUrl(path)),
    async openPopup(page) {
      // DevTools that come to the front take the focus, which would close a popup that is there already.
      await page.bringToFront();
      const exposed = await inside('openPopup', await relay.contextOf(page));
      relay.onClose(exposed, () => inside('closePopup', exposed.context));
      const popup = await asPage(exposed);
      await popup.getByRole('button', { name: 'Clients' }).waitFor();
      return popup;
    },
    tabId: async (page) => inside('tabId', await relay.contextOf(page)),
    async badge(page) {
      const { text, title } = await inside('badge', await relay.contextOf(page));
      return { text, title };
    },
    badgeColour: async (page) => (await inside('badge', await relay.contextOf(page))).colour,
    async inBackground(call, given) {
      for (;;) {
        const { context } = await inside('background');
        try {
          return (await callIn(relay, context, String(call), [given])) as Awaited<ReturnType<typeof call>>;
        } catch (error) {
          // It was the page of a background that was just ending.
          if (!String(error).includes('BrowsingContext does no longer exist')) throw error;
        }
      }
    },
    isBackgroundRunning: () => inside('isBackgroundRunning'),
    stopBackground: () => inside('stopBackground'),
    askedByBackground: () => inside('asked'),
    noteErrors: () => inside('noteErrors'),
    errors: () => inside('errors'),
    async answerPrompt(button, answer) {
      // Firefox asks only in the window in front.
      await button.page().bringToFront();
      await button.click();
      await inside('answerPrompt', answer);
    },
    takeBackAccess: (pattern) => inside('takeBackAccess', pattern),
    // The profile allows it to all.
    allowClipboard: async () => undefined,
    async openPrivateWindow(url) {
      const [page] = await Promise.all([context.waitForEvent('page'), inside('openPrivateWindow')]);
      // Told late, it would interrupt the next navigation.
      await page.waitForURL('about:privatebrowsing');
      await page.goto(url);
      return page;
    },
    async closeOthers(kept) {
      await inside('closeOthers', await Promise.all(kept.map((page) => relay.contextOf(page))));
    },
    close: () => launched.close(),
  };
}
