import type { Page } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { violations } from '../accessibility.ts';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealtTests } from '../dealt.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { register, registrationOf } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import { type Site, startSite } from '../site/site.ts';

let browser: Browser;
let site: Site;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  [browser, site] = await Promise.all([borrowBrowser(), startSite()]);
  await register(browser, [registrationOf(site, site.client('hybrid'))]);
  panel = await watchAllTabs(browser);
  page = await browser.open(site.app);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const region = (name: string) => panel.frame.getByRole('region', { name, exact: true });
const hybrid = { client: 'hybrid', response_type: 'code id_token' } as const;

const inOne = dealtTests();

inOne('the ID token of a plain response is shown with its claims, its key and its hashes', async () => {
  await page.goto(site.login({ ...hybrid, response_mode: 'fragment' }));
  expect((await panel.newest(1)).verdict).toBe('Plain');
  const token = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('id_token') ?? '';
  const { c_hash, sub } = members(parseJws(token).payload);

  await panel.frame.getByRole('tab', { name: 'Parameters', exact: true }).click();
  expect(await region('Claims of the ID token').innerText()).toContain(String(sub));
  expect(await region('Signature of the ID token').innerText()).toMatch(/Verified with the key/);
  const row = region('Hashes of the ID token').locator('tr[data-fits]').first();
  expect(await row.getAttribute('data-fits')).toBe('true');
  expect(await row.innerText()).toMatch(
    new RegExp(`c_hash\\s+${String(c_hash)}\\s+${String(c_hash)}\\s+code`),
  );
  expect(await violations(panel.frame)).toEqual([]);
});

inOne('the ID token inside a JWT stands below it', async () => {
  const before = (await panel.rows()).length;
  await page.goto(site.login({ ...hybrid, response_mode: 'jwt' }));
  expect((await panel.newest(before + 1)).verdict).toBe('Valid');
  await panel.frame.getByRole('tab', { name: 'Token', exact: true }).click();
  expect(await region('Claims').innerText()).toContain('id_token');
  expect(await region('Claims of the ID token').innerText()).toContain('nonce');
  expect(await violations(panel.frame)).toEqual([]);
});
