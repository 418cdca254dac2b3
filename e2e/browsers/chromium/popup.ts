import type { Frame, Page } from 'playwright';
import { poll } from '../../poll.ts';
import { connectTo } from './connect.ts';
import { listTargets } from './targets.ts';

/** The parts of the extension API that the popup is opened with, inside the hidden page of DevTools. */
declare const chrome: {
  action: { openPopup(options: { windowId: number }): Promise<void> };
  devtools: { inspectedWindow: { tabId: number } };
  tabs: { get(tabId: number): Promise<{ windowId: number }> };
};

/**
 * Presses the toolbar button over a tab. Playwright overlooks a popup as it does a DevTools window that appears while
 * it is connected: hence a connection of its own, which ends with the popup (Chromium 156).
 *
 * @param port the debugging port
 * @param hidden the extension's hidden page in the DevTools of the tab
 * @param url of the popup's page
 */
export async function openPopup(port: number, hidden: Frame, url: string): Promise<Page> {
  // The window in front may be that of DevTools, which has no toolbar.
  await hidden.evaluate(async () => {
    const { windowId } = await chrome.tabs.get(chrome.devtools.inspectedWindow.tabId);
    await chrome.action.openPopup({ windowId });
  });
  const { id } = await poll('the popup', async () =>
    (await listTargets(port)).find((target) => target.type === 'page' && target.url === url),
  );
  const { page: popup, connection } = await connectTo(port, id);
  popup.once('close', () => void connection.close());
  await popup.getByRole('button', { name: 'Clients' }).waitFor();
  return popup;
}
