import type { Page } from 'playwright';
import type { PanelView, Reading } from './panel-view.ts';

/** How long a test may take that logs in many times, in milliseconds: the machine may have other things to do. */
export const manyLogins = 180_000;

/**
 * Logs in again and again as fast as the site answers, waits until the panel has judged every response, and reads
 * them all: much faster than one after the other.
 *
 * @param urls where the logins start; each must end at one of the site's own callbacks
 * @returns what the panel shows of each, in the same order
 */
export async function logInAll(page: Page, panel: PanelView, urls: readonly string[]): Promise<Reading[]> {
  const before = (await panel.rows()).length;
  for (const url of urls) {
    await page.goto(url);
    // A form is posted, and a long URL reached, by a page of its own.
    await page.waitForURL(/\/(?:cb|wiping)\//);
  }
  await panel.newest(before + urls.length);
  return await panel.readFrom(before);
}

/** The reading of one of these logins. */
export function at(readings: readonly Reading[], index: number): Reading {
  const reading = readings[index];
  if (!reading) throw new Error(`there was no login ${index}`);
  return reading;
}
