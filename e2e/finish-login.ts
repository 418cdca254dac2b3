import type { Page } from 'playwright';

/**
 * Logs in at the login page of a site, and ends when the browser is back at the application: a page that is still on its
 * way there would interrupt the next one.
 *
 * @param app the application's origin
 */
export async function finishLogin(page: Page, app: string): Promise<void> {
  // An event, not a click: Playwright waits long for a button of a tab that is not in front.
  await page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');
  await page.waitForURL(`${app}/**`);
}
