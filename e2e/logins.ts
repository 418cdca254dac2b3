import type { Page } from 'playwright';
import type { DetailView, PanelView, RowView } from './panel-view.ts';

/** How long a test may take that logs in many times, in milliseconds: the machine may have other things to do. */
export const manyLogins = 180_000;

/**
 * Logs in again and again as fast as the site answers, and waits until the panel has judged every response: much
 * faster than waiting after each.
 *
 * @param urls where the logins start; each must end at one of the site's own callbacks
 * @returns the place of the first of the new rows
 */
export async function logInAll(page: Page, panel: PanelView, urls: readonly string[]): Promise<number> {
  const before = (await panel.rows()).length;
  for (const url of urls) {
    await page.goto(url);
    // A form is posted, and a long URL reached, by a page of its own.
    await page.waitForURL(/\/(?:cb|wiping)\//);
  }
  await panel.newest(before + urls.length);
  return before;
}

/** Selects the row at this place, and reads it and its detail. */
export async function readRow(
  panel: PanelView,
  place: number,
): Promise<{ readonly row: RowView | undefined; readonly detail: DetailView }> {
  await panel.select(place);
  const detail = await panel.detail();
  return { row: (await panel.rows())[place], detail };
}
