import type { Page } from 'playwright';
import type { Browser } from './browsers/browser.ts';
import { showAllTabs } from './panel-parts.ts';
import { type HowRead, type PanelView, type Reading, viewPanel } from './panel-view.ts';

/** How long a test may take that logs in many times, in milliseconds: the machine may have other things to do. */
export const manyLogins = 180_000;

/**
 * Logs in again and again as fast as the site answers, in a tab without DevTools, which would take more of the computer
 * than the logins do.
 *
 * @param urls where the logins start; each must end at one of the site's own callbacks
 */
async function logInAll(page: Page, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await page.goto(url);
    if (new URL(url).searchParams.get('interaction') === 'page')
      await page.getByRole('button', { name: 'Log in' }).click();
    // A form is posted, and a long URL reached, by a page of its own.
    await page.waitForURL(/\/(?:cb|wiping)\//);
  }
}

/**
 * Logs in like this in a new tab, and reads every response in the DevTools of another one, which show those of all tabs
 * once they are all there: to draw each as it comes would take as long as the login.
 */
export async function readAll(browser: Browser, urls: readonly string[], how?: HowRead): Promise<AllRead> {
  const panel = viewPanel((await browser.openPanel(await browser.open())).panel);
  const page = await browser.open();
  await logInAll(page, urls);
  await showAllTabs(panel, true);
  await panel.newest(urls.length);
  return { page, panel, readings: await panel.readAll(how) };
}

/** The tab of the logins, and what the panel shows of each, in their order. */
export interface AllRead {
  readonly page: Page;
  readonly panel: PanelView;
  readonly readings: readonly Reading[];
}

/** The reading of one of these logins. */
export function at(readings: readonly Reading[], index: number): Reading {
  const reading = readings[index];
  if (!reading) throw new Error(`there was no login ${index}`);
  return reading;
}
