import type { Page } from 'playwright';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/browser.ts';
import { launchBare, launchBrowser } from '../browsers/launch.ts';
import { hostNames } from '../browsers/shared.ts';
import { poll } from '../poll.ts';
import { startSession } from '../session.ts';
import { type Fact, type Measured, type Section, ratioOf, times } from './measured.ts';
import { type Pages, startPages } from './pages.ts';

/** How many pairs of loads are measured, and how often the browsers are started anew: no two of a kind are alike. */
const counts = { unrelated: 100, withBadge: 50, granted: 10 };
const starts = 2;
/** After so many loads it is looked whether the background runs. */
const between = 10;

/** What the extension takes from pages that are none of its business: the same page with and without it, in turn. */
export async function measureTax(options: LaunchOptions, name: BrowserName, share: number): Promise<Section> {
  const perStart = (kind: keyof typeof counts) => times(counts[kind] / starts, share);
  const pairs = (kind: keyof typeof counts) => perStart(kind) * starts;
  const plain: Pair = { ours: [], bare: [] };
  const withBadge: Pair = { ours: [], bare: [] };
  const granted: Pair = { ours: [], bare: [] };
  const woken = { plain: 0, withBadge: 0, granted: 0 };
  for (let start = 0; start < starts; start += 1) {
    const resolve = Object.values(hostNames);
    const session = await startSession(launchBrowser({ ...options, resolve }, name));
    const bare = await launchBare({ ...options, resolve }, name);
    const { browser, site } = session;
    const pages = await startPages(site.issuer, site.client('RS256').client_id);
    try {
      const own = await browser.open();
      const other = await bare.context.newPage();
      const loads = { browser, own, other, pages };
      for (const page of [own, other])
        for (let warm = 0; warm < 5; warm += 1) await load(page, pages.unrelated);
      woken.plain += await inTurn(loads, plain, pages.unrelated, perStart('unrelated'));

      const tab = await browser.open();
      await tab.goto(site.login({ fault: 'wrong-aud' }));
      await poll('the badge', async () => (await browser.badge(tab)).text === '1');
      await atRest(loads);
      woken.withBadge += await inTurn(loads, withBadge, pages.unrelated, perStart('withBadge'));
      woken.granted += await inTurn(loads, granted, pages.granted, perStart('granted'), 1);
    } finally {
      await pages.close();
      await bare.close();
      await session.close();
    }
  }
  const row = (what: string, { ours, bare }: Pair) => ratioOf(what, 'with', ours, 'without', bare);
  const measured = [
    row('an unrelated page', plain),
    row('an unrelated page, while a badge shows elsewhere', withBadge),
    row('a page on a granted origin that is no callback', granted),
  ];
  const [first, second] = measured;
  const wakes = (what: string, value: number, loads: number) => ({
    what: `times the background was woken by ${loads} loads of it${what}`,
    value,
    unit: '',
  });
  return {
    title: 'No tax: a page of 200 resources, with the extension and without',
    measured,
    facts: [
      ...[first, second].flatMap((one) => (one ? [upper(one)] : [])),
      { ...wakes('', woken.plain, pairs('unrelated')), limit: 0 },
      { ...wakes(' while a badge shows elsewhere', woken.withBadge, pairs('withBadge')), limit: 0 },
      wakes(' on a granted origin', woken.granted, pairs('granted')),
    ],
  };
}

function upper({ what, ratio }: Measured): Fact {
  return {
    what: `${what}: upper end of the interval of the ratio`,
    value: ratio.high,
    unit: '',
    limit: 1.02,
  };
}

interface Pair {
  readonly ours: number[];
  readonly bare: number[];
}

interface Loads {
  readonly browser: Browser;
  readonly own: Page;
  readonly other: Page;
  readonly pages: Pages;
}

/**
 * Loads a page in both browsers in turn. The background is stopped before.
 *
 * @param look after how many loads it is looked whether it runs; it is stopped again if it does
 * @returns how often it did
 */
async function inTurn(
  { browser, own, other }: Loads,
  { ours, bare }: Pair,
  url: string,
  count: number,
  look = between,
): Promise<number> {
  let woken = 0;
  await browser.stopBackground();
  for (let round = 0; round < count; round += 1) {
    if (round % 2 === 0) ours.push(await load(own, url));
    bare.push(await load(other, url));
    if (round % 2 === 1) ours.push(await load(own, url));
    if ((round + 1) % look !== 0 || !(await browser.isBackgroundRunning())) continue;
    woken += 1;
    await browser.stopBackground();
  }
  return woken;
}

/** Loads a page. @returns how long after it was asked for its load event came, in milliseconds */
async function load(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  return await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation?.loadEventStart ?? Number.NaN;
  });
}

/** Waits until the page that has the badge stands, and nothing is heard of tabs any more. */
async function atRest({ browser, own, pages }: Loads): Promise<void> {
  await poll(
    'a background that stays stopped',
    async () => {
      await browser.stopBackground();
      await load(own, pages.unrelated);
      return !(await browser.isBackgroundRunning());
    },
    30_000,
  );
}
