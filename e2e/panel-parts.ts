import type { Frame, Page } from 'playwright';
import type { Browser } from './browsers/browser.ts';
import { type Changed, inPage } from './in-page.ts';
import { type PanelView, viewPanel } from './panel-view.ts';
import { poll } from './poll.ts';
import { storedIn } from './stored.ts';

/** The tabs of a response's detail beside its findings. */
type DetailTab = 'Token' | 'Parameters' | 'Keys' | 'Request' | 'Raw';

/** The text of a tab of the detail; afterwards the findings are shown again, as `PanelView.detail` needs them. */
export async function readTab({ frame }: PanelView, name: DetailTab): Promise<string> {
  const text = await inPage(frame, readShown, name);
  await inPage(frame, readShown, 'Findings');
  return text;
}

/** In the page: shows a tab of the detail of the selected response and reads it. */
async function readShown(name: string, changed: Changed): Promise<string> {
  const isOwnDetail = () => {
    const row = document.querySelector('table[role=grid] tbody tr[aria-selected=true]');
    const shown = document.querySelector('section.detail')?.getAttribute('data-exchange');
    return !row || row.id === `row-${shown}`;
  };
  const find = () => [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const shown = () => document.querySelector<HTMLElement>('[role=tabpanel]');
  for (;;) {
    const tab = find().find(({ firstChild }) => firstChild?.textContent === name);
    const isShown = tab && shown()?.getAttribute('aria-labelledby') === tab.id;
    if (isShown && isOwnDetail()) return shown()?.innerText ?? '';
    if (!isShown) tab?.click();
    await changed();
  }
}

/** The `client_id` of every row, oldest first. */
export function clientsListed({ frame }: PanelView): Promise<string[]> {
  return frame.locator('tbody td.column-client').allInnerTexts();
}

/** What a button of the panel puts on the clipboard, read by the page that it inspects. */
export async function copied(
  browser: Browser,
  page: Page,
  { frame }: PanelView,
  name: string,
): Promise<string> {
  await browser.allowClipboard(new URL(page.url()).origin);
  // It says so for a moment only: who looks is to be there before.
  await Promise.all([
    frame.getByRole('button', { name: 'Copied', exact: true }).waitFor(),
    frame.getByRole('button', { name, exact: true }).click(),
  ]);
  await page.bringToFront();
  return await page.evaluate(() => navigator.clipboard.readText());
}

/** Clears the list with the panel's own button and waits until it is empty, and the background has removed all of it. */
export async function clearList(panel: PanelView): Promise<void> {
  await inPage(panel.frame, clear, 'Clear');
  const stored = storedIn(panel);
  await poll('the end of the removal', async () => (await stored.ids('removed')).length === 0);
}

/** In the page. */
async function clear(name: string, changed: Changed): Promise<void> {
  const buttons = [...document.querySelectorAll<HTMLElement>('[role=toolbar] button')];
  buttons.find(({ textContent }) => textContent === name)?.click();
  while (document.querySelector('table[role=grid] tbody tr')) await changed();
}

/** Shows the responses of all tabs, or of the inspected one alone. */
export async function showAllTabs({ frame }: PanelView, shown: boolean): Promise<void> {
  await inPage(frame, pressAllTabs, shown);
}

/** In the page. */
async function pressAllTabs(shown: boolean, changed: Changed): Promise<void> {
  const buttons = [...document.querySelectorAll<HTMLElement>('[role=toolbar] button')];
  const button = buttons.find(({ textContent }) => textContent?.startsWith('All tabs'));
  const isShown = () => button?.getAttribute('aria-pressed') === 'true';
  if (isShown() !== shown) button?.click();
  while (isShown() !== shown) await changed();
}

/**
 * The panel in the DevTools of a tab of its own, with the responses of all tabs: logins take less of the computer in
 * tabs without DevTools.
 */
export async function watchAllTabs(browser: Browser): Promise<PanelView> {
  const panel = viewPanel((await browser.openPanel(await browser.open())).panel);
  await showAllTabs(panel, true);
  return panel;
}

/** Dismisses every callback that the panel offers to watch. */
export async function dismissNoticed(frame: Frame): Promise<void> {
  await inPage(frame, dismissAll, null);
}

/** In the page. */
async function dismissAll(_: null, changed: Changed): Promise<void> {
  const named = (name: string) =>
    [...document.querySelectorAll<HTMLElement>('.noticed button, .noticed-line button')].find(
      ({ textContent }) => textContent === name,
    );
  for (;;) {
    const next = named('Dismiss') ?? named('Watch it …');
    if (!next) return;
    next.click();
    await changed();
  }
}

/** Makes a panel as it is when it is opened, once everything that was stored is gone. */
export async function resetPanel(frame: Frame): Promise<void> {
  await inPage(frame, resetView, null);
  await inPage(frame, pressAllTabs, false);
  // What it saw of the logins of clients that are none any more is now something to be watched.
  await dismissNoticed(frame);
}

/** In the page. */
async function resetView(_: null, changed: Changed): Promise<void> {
  while (!document.querySelector<HTMLElement>('footer')?.innerText.includes('0 clients watched'))
    await changed();
  const input = document.querySelector<HTMLInputElement>('input.filter');
  if (!input || input.value === '') return;
  input.value = '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
