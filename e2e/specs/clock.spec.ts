import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { register, registrationOf } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';

// A site of its own for each test, and with it another issuer: what was read of one issuer's clock is kept for minutes.

let browser: Browser;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  browser = await borrowBrowser();
  panel = await watchAllTabs(browser);
  page = await browser.open();
});
afterAll(async () => await browser.close());

/** A login site whose clock is so many seconds ahead of this computer's. */
async function siteWithClock(ahead: number): Promise<Site> {
  const site = await startSite();
  onTestFinished(() => site.close());
  site.clock.set(ahead);
  const client = registrationOf(site, site.client('RS256'));
  await register(browser, [{ ...client, id: crypto.randomUUID(), revision: crypto.randomUUID() }]);
  return site;
}

async function logIn(site: Site, options: LoginOptions = {}) {
  const before = (await panel.rows()).length;
  await page.goto(site.login(options));
  const row = await panel.newest(before + 1);
  return { row, detail: await panel.detail('opened') };
}

const inOne = dealtTests();

inOne('a clock that is right is said to agree', async () => {
  const { row, detail } = await logIn(await siteWithClock(0));
  expect(row).toMatchObject({ verdict: 'Valid', reason: '' });
  expect(detail.checks('warn')).toEqual([]);
  expect(detail.finding('clock')).toContain("The issuer's clock agrees with this computer's");
});

test.each(
  dealt([
    ['behind', -600, ["Expired by this computer's clock, not by the issuer's"], ['clock', 'exp-valid']],
    ['ahead of', 600, [], ['clock']],
  ] as const),
)(
  'a server whose clock is ten minutes %s this computer’s is told apart from a faulty response',
  async (where, ahead, texts, warned) => {
    const site = await siteWithClock(ahead);
    const { row, detail } = await logIn(site);
    expect(row.verdict).toBe('Valid');
    expect(detail.checks('fail')).toEqual([]);
    expect(detail.checks('warn')).toEqual(warned);
    const clock = detail.finding('clock');
    expect(clock).toContain(`The issuer's clock is ${where} this computer's`);
    // The answers take moments, but a Date has whole seconds, and the machine may be busy.
    expect(clock).toMatch(/(?:9 min 5\d|10 min \d) s ± \d s/);
    expect(clock).toContain(`${site.issuer}/`);
    for (const text of texts) expect(detail.finding('exp-valid')).toContain(text);
  },
);

inOne('a response that is expired by the clock of the server, too, is expired', async () => {
  const { row, detail } = await logIn(await siteWithClock(-600), { fault: 'expired' });
  expect(row).toMatchObject({ verdict: 'Rejected', reason: 'Expired on arrival' });
  expect(detail.checks('fail')).toEqual(['exp-valid']);
  expect(detail.checks('warn')).toEqual(['clock']);
});

inOne('where the documents are at hand the clock is known by the answer that brought them', async () => {
  const site = await siteWithClock(-600);
  await logIn(site);
  const asked = () => site.heard.issuer.filter(({ url }) => url === '/jwks').length;
  const before = asked();
  await browser.stopBackground();
  const { row, detail } = await logIn(site);
  expect(asked()).toBe(before);
  expect(row.verdict).toBe('Valid');
  expect(detail.checks('warn')).toEqual(['clock', 'exp-valid']);
});
