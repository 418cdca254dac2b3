import { chromium, type Browser, type BrowserContext, type Frame, type Page } from 'playwright';
import { poll } from '../poll.ts';
import type { Theme } from './profile.ts';
import { listTargets } from './targets.ts';

/** How the panel is found: `title` on its DevTools tab, `path` at the end of its page's URL. */
export interface PanelNames {
  readonly title: string;
  readonly path: string;
}

/** Our panel, shown inside the real DevTools of one tab. */
export interface Panel {
  /** The DevTools window, as a page of its own. */
  readonly devtools: Page;
  /** The panel's document: ordinary locators work in it. */
  readonly panel: Frame;
  /** Saves a picture (PNG) of DevTools with the panel, without the inspected page beside it. */
  screenshot(path: string): Promise<void>;
  /** Switches DevTools to another theme, as its settings do, and waits until the panel has it. */
  setTheme(theme: Theme): Promise<void>;
}

/** Height of the bar with the tabs above a panel, in pixels. */
const TAB_BAR = 27;
const FRONTEND = 'devtools://devtools/bundled/devtools_app.html';

// DevTools' own modules can be imported only in DevTools. These are strings because Vite would rewrite an
// `import()` in a function before Playwright sends it over.
const INSPECTED = `import('./core/sdk/sdk.js').then(({ TargetManager }) =>
  TargetManager.TargetManager.instance().primaryPageTarget()?.targetInfo()?.targetId ?? '')`;
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

/** Finds the DevTools windows of the tabs of one Chromium that opens one for every tab. */
export class DevTools {
  readonly #context: BrowserContext;
  readonly #port: number;
  readonly #connections: Browser[] = [];
  /** Targets that were there when a connection was made. */
  readonly #seen = new Set<string>();
  #connecting: Promise<void> | undefined;

  constructor(context: BrowserContext, port: number) {
    this.#context = context;
    this.#port = port;
  }

  #open(): readonly Page[] {
    return this.#connections
      .flatMap((browser) => browser.contexts())
      .flatMap((context) => context.pages())
      .filter((page) => page.url().startsWith(FRONTEND) && !page.isClosed());
  }

  /**
   * Connects anew if there is a DevTools window that no connection has seen: Playwright overlooks one that appears
   * while it is connected, because its target is of the type `other` until it has loaded (Chromium 156).
   */
  async #connect(): Promise<void> {
    const targets = await listTargets(this.#port);
    const windows = targets.filter(({ type, url }) => type === 'page' && url.startsWith(FRONTEND));
    if (windows.every(({ id }) => this.#seen.has(id))) return;
    // noDefaults: else every connection would take the downloads over from the one before.
    this.#connections.push(
      await chromium.connectOverCDP(`http://127.0.0.1:${this.#port}`, { noDefaults: true }),
    );
    for (const { id } of windows) this.#seen.add(id);
  }

  async #search(wanted: string): Promise<Page | undefined> {
    for (const page of this.#open()) {
      const inspected = await page.evaluate(INSPECTED).catch(() => undefined);
      if (inspected === wanted) return page;
    }
    return undefined;
  }

  /**
   * The DevTools window that inspects the tab of `page`. The two are matched by the tab's debugging target,
   * which stays the same when the tab navigates.
   */
  async of(page: Page): Promise<Page> {
    const wanted = await targetId(this.#context, page);
    return poll(`the DevTools window of ${page.url()}`, async () => {
      const found = await this.#search(wanted);
      if (found) return found;
      this.#connecting ??= this.#connect().finally(() => {
        this.#connecting = undefined;
      });
      await this.#connecting;
      return this.#search(wanted);
    });
  }

  /** The frame of the extension's page at `path` in the DevTools window of `page`. */
  async frame(page: Page, path: string): Promise<Frame> {
    const devtools = await this.of(page);
    return poll(`${path} in the DevTools of ${page.url()}`, () => frameAt(devtools, path));
  }

  /** Shows the panel in the DevTools window of `page`. */
  async openPanel(page: Page, names: PanelNames): Promise<Panel> {
    const devtools = await this.of(page);
    // DevTools that are still starting may go back to the panel that they were left at.
    const panel = await poll(`the panel "${names.title}" in the DevTools of ${page.url()}`, async () => {
      await devtools.evaluate(show(names));
      return frameAt(devtools, names.path);
    });
    await panel.waitForLoadState();
    return {
      devtools,
      panel,
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
      },
    };
  }

  /** Closes the connections; the browser stays. */
  async close(): Promise<void> {
    await Promise.all(this.#connections.map((browser) => browser.close()));
  }
}
