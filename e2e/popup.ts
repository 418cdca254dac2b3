import { chromium as playwright, type Page } from 'playwright';
import type { Chromium } from './browsers/chromium.ts';
import { poll } from './poll.ts';
import type { PanelView } from './panel-view.ts';

/** The parts of the extension API that the popup is opened with, inside the panel. */
declare const chrome: {
  action: { openPopup(options: { windowId: number }): Promise<void> };
  devtools: { inspectedWindow: { tabId: number } };
  tabs: { get(tabId: number): Promise<{ windowId: number }> };
};

/** The popup of the toolbar button. */
export interface Popup {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Presses the toolbar button over a tab, whose panel is asked to do it. Playwright overlooks a popup as it does a
 * DevTools window that appears while it is connected: hence a connection of its own (Chromium 156).
 */
export async function openPopup(chromium: Chromium, tab: Page, panel: PanelView): Promise<Popup> {
  await tab.bringToFront();
  // The window in front may be that of DevTools, which has no toolbar.
  await panel.frame.evaluate(async () => {
    const { windowId } = await chrome.tabs.get(chrome.devtools.inspectedWindow.tabId);
    await chrome.action.openPopup({ windowId });
  });
  const browser = await playwright.connectOverCDP(`http://127.0.0.1:${chromium.port}`, { noDefaults: true });
  const page = await poll('the popup', () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().endsWith('/extension/popup/index.html')),
  );
  await page.getByRole('button', { name: 'Clients' }).waitFor();
  return {
    page,
    async close() {
      await page.close();
      await browser.close();
    },
  };
}
