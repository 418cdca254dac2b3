import type { BrowserContext, Frame, Page } from 'playwright';
import { poll } from '../../poll.ts';
import type { Panel, Theme } from '../browser.ts';
import { connectTo } from './connect.ts';
import { WINDOW } from './launch.ts';
import { listTargets } from './targets.ts';

/** How the panel is found: `title` on its DevTools tab, `path` at the end of its page's URL. */
export interface PanelNames {
  readonly title: string;
  readonly path: string;
}

/** Height of the bar with the tabs above a panel, in pixels. */
const TAB_BAR = 27;

// DevTools' own modules can be imported only in DevTools. These are strings because Vite would rewrite an
// `import()` in a function before Playwright sends it over.
const show = (names: PanelNames): string => `import('./ui/legacy/legacy.js').then(async ({ ViewManager }) => {
  const manager = ViewManager.ViewManager.instance();
  const isOurs = (id) => id.startsWith('chrome-extension://') && id.endsWith(${JSON.stringify(names.title)});
  const id = [...manager.views.keys()].find(isOurs);
  if (id) await manager.showView(id);
  return Boolean(id);
})`;
const paint = (theme: Theme): string => `import('./core/common/common.js').then(({ Settings }) =>
  Settings.Settings.instance().moduleSetting('ui-theme').set(${JSON.stringify(theme)}))`;

async function targetId(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

function frameAt(devtools: Page, path: string): Frame | undefined {
  return devtools.frames().find((frame) => {
    const { protocol, pathname } = new URL(frame.url());
    return protocol === 'chrome-extension:' && pathname.endsWith(path);
  });
}

/** Opens and finds the DevTools windows of the tabs of one Chromium. */
export class DevTools {
  readonly #context: BrowserContext;
  readonly #port: number;
  /** The window of each tab, by the tab's debugging target, which stays the same when the tab navigates. */
  readonly #windows = new Map<string, Promise<Page>>();

  constructor(context: BrowserContext, port: number) {
    this.#context = context;
    this.#port = port;
  }

  /** The DevTools window that inspects the tab of `page`; opened, if there is none. */
  async of(page: Page): Promise<Page> {
    const target = await targetId(this.#context, page);
    const known = this.#windows.get(target);
    if (known) return known;
    const opened = this.#open(target);
    this.#windows.set(target, opened);
    return opened;
  }

  async #open(tab: string): Promise<Page> {
    const session = await this.#context.browser()?.newBrowserCDPSession();
    if (!session) throw new Error('this browser cannot be asked to open DevTools');
    const opened = await session.send('Target.openDevTools', { targetId: tab });
    await session.detach();
    // Playwright overlooks a window that appears while it is connected: until it has loaded, its target is of the type
    // `other` (Chromium 156).
    await poll('a DevTools window', async () => {
      const targets = await listTargets(this.#port);
      return targets.some(({ id, type }) => id === opened.targetId && type === 'page');
    });
    return (await connectTo(this.#port, opened.targetId)).page;
  }

  /** The frame of the extension's page at `path` in the DevTools window of `page`. */
  async frame(page: Page, path: string): Promise<Frame> {
    const devtools = await this.of(page);
    return poll(`${path} in the DevTools of ${page.url()}`, () => frameAt(devtools, path));
  }

  /** Whether the tab of `page` has a DevTools window. */
  async isOpenFor(page: Page): Promise<boolean> {
    return this.#windows.has(await targetId(this.#context, page));
  }

  /** The frame of the extension's page at `path` in a DevTools window that is open, if there is one. */
  async anyFrame(path: string): Promise<Frame | undefined> {
    for (const opened of this.#windows.values()) {
      const window = await opened;
      const frame = window.isClosed() ? undefined : frameAt(window, path);
      if (frame) return frame;
    }
    return undefined;
  }

  /** Shows the panel in the DevTools window of `page`. */
  async openPanel(page: Page, names: PanelNames): Promise<Panel> {
    const { devtools, panel } = await this.#show(page, names).catch(async (error: unknown) => {
      // Once in some thousand windows DevTools show nothing of the extension; a user opens them again (Chromium 156).
      console.warn(`DevTools are opened again: ${String(error)}`);
      await (await this.of(page)).close();
      await this.close((window) => window.isClosed());
      return this.#show(page, names);
    });
    await panel.waitForLoadState();
    return {
      panel,
      focus: () => devtools.bringToFront(),
      async screenshot(path) {
        const box = await (await panel.frameElement()).boundingBox();
        if (!box) throw new Error('the panel is not visible');
        const y = Math.max(0, box.y - TAB_BAR);
        await devtools.screenshot({ path, clip: { ...box, y, height: box.height + box.y - y } });
      },
      async setTheme(theme) {
        await devtools.evaluate(paint(theme));
        const isDark = (): Promise<boolean> =>
          panel.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
        await poll(`the theme ${theme}`, async () => (await isDark()) === (theme === 'dark'));
        // Until the panel has been painted, a picture shows it as it was.
        await panel.evaluate(
          () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
        );
      },
      async setWidth(width) {
        await devtools.setViewportSize(width === null ? WINDOW : { ...WINDOW, width });
        await poll(`a width of ${width}`, async () => {
          const now = await panel.evaluate(() => innerWidth);
          return width === null ? now > WINDOW.width / 2 : now === width;
        });
      },
    };
  }

  async #show(page: Page, names: PanelNames): Promise<{ devtools: Page; panel: Frame }> {
    const devtools = await this.of(page);
    let isListed: unknown;
    const look = async (): Promise<Frame | undefined> => {
      // DevTools that are still starting may go back to the panel that they were left at.
      isListed = await devtools.evaluate(show(names));
      return frameAt(devtools, names.path);
    };
    const what = `the panel "${names.title}" in the DevTools of ${page.url()}`;
    const panel = await poll(what, look).catch((error: unknown) => {
      const frames = devtools.frames().map((frame) => frame.url());
      throw new Error(`${what}: listed: ${String(isListed)}; frames: ${frames.join(' ')}`, { cause: error });
    });
    return { devtools, panel };
  }

  /** Closes the connections to all or some of the windows; the browser stays. */
  async close(isOver: (window: Page) => boolean = () => true): Promise<void> {
    for (const [target, opened] of this.#windows) {
      const window = await opened;
      if (!isOver(window)) continue;
      this.#windows.delete(target);
      await window.context().browser()?.close();
    }
  }
}
