import type { Page } from 'playwright';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/browser.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { launchBare, launchBrowser } from '../browsers/launch.ts';
import { hostNames } from '../browsers/shared.ts';
import { poll } from '../poll.ts';
import { startSession } from '../session.ts';
import { writeEmptyExtension } from './empty-extension.ts';
import { type Effort, type Fact, type Measured, type Section, ratioOf, rounds } from './measured.ts';
import { processorTimes, spentBetween } from './metrics.ts';
import { type Pages, startPages } from './pages.ts';

/** How many rounds of each kind there are after each start of the browsers, and how long they may take, in seconds. */
const each = {
  unrelated: { count: 34, seconds: 17 },
  withBadge: { count: 7, seconds: 5 },
  granted: { count: 2, seconds: 2 },
};
/** How often the browsers are started anew: no two of a kind are alike. */
const starts = 2;
/** After so many rounds it is looked whether the background runs. */
const between = 10;

/** The part of the extension API that is asked for badges, in a page of the extension. */
declare const chrome: {
  action: { getBadgeText(details: { tabId: number }): Promise<string> };
  tabs: { query(query: object): Promise<{ id?: number }[]> };
};

/**
 * What the extension takes from pages that are none of its business: the same page in turn in a browser with it, in one
 * without, and in one with an extension that has the same permission and does nothing.
 */
export async function measureTax(
  options: LaunchOptions,
  name: BrowserName,
  effort: Effort,
): Promise<Section> {
  const turns = ({ count, seconds }: (typeof each)[keyof typeof each]) => rounds(count, seconds, effort);
  const [plain, withBadge, granted] = [newSeen(), newSeen(), newSeen()];
  const woken = { plain: 0, withBadge: 0, granted: 0 };
  const scratch = await temporaryFolder('empty');
  await writeEmptyExtension(scratch.path, name);
  for (let start = 0; start < starts; start += 1) {
    const resolving = { ...options, resolve: Object.values(hostNames) };
    const session = await startSession(launchBrowser(resolving, name));
    const bare = await launchBare(resolving, name);
    const empty = await launchBare({ ...resolving, beside: [scratch.path] }, name);
    const { browser, site } = session;
    const pages = await startPages(site.issuer, site.client('RS256').client_id);
    try {
      const places: Places = {
        browser,
        ours: await browser.open(),
        bare: await bare.context.newPage(),
        empty: await empty.context.newPage(),
      };
      for (const arm of arms)
        for (let warm = 0; warm < 3; warm += 1) await load(places[arm], pages.unrelated);
      woken.plain += await inTurn(places, plain, pages.unrelated, turns(each.unrelated));
      const tab = await browser.open(site.login({ fault: 'wrong-aud' }));
      await badgeShown(browser);
      await atRest(places, pages);
      woken.withBadge += await inTurn(places, withBadge, pages.unrelated, turns(each.withBadge));
      woken.granted += await inTurn(places, granted, pages.granted, turns(each.granted), 1);
      await tab.close();
    } finally {
      await pages.close();
      await Promise.all([bare.close(), empty.close(), session.close()]);
    }
  }
  await scratch.remove();
  const rowsOf = (what: string, { ours, bare, empty }: Series) => [
    ratioOf(what, 'with', ours, 'without', bare),
    ratioOf(`${what}, beside the permission alone`, 'with', ours, 'empty', empty),
  ];
  const rows = (what: string, { times }: Seen) => rowsOf(what, times);
  const spentRows = (what: string, { spent }: Seen) =>
    spent.ours.length > 0 ? rowsOf(`processor time of the whole browser, ${what}`, spent) : [];
  const unrelated = rows('an unrelated page', plain);
  const whileBadge = rows('an unrelated page, while a badge shows elsewhere', withBadge);
  const wakes = (what: string, value: number, { times }: Seen) => ({
    what: `times the background was woken by ${times.ours.length} loads of it${what}`,
    value,
    unit: '',
  });
  return {
    title: 'No tax: a page of 200 resources, with the extension and without',
    measured: [
      ...unrelated,
      ...whileBadge,
      ...rows('a page on a granted origin that is no callback', granted),
      ...spentRows('an unrelated page', plain),
      ...spentRows('a page on a granted origin', granted),
    ],
    facts: [
      ...[...unrelated, ...whileBadge].map(upper),
      { ...wakes('', woken.plain, plain), limit: 0 },
      { ...wakes(' while a badge shows elsewhere', woken.withBadge, withBadge), limit: 0 },
      wakes(' on a granted origin', woken.granted, granted),
    ],
  };
}

function upper({ what, ratio }: Measured): Fact {
  return { what: `${what}: upper end of the ratio's interval`, value: ratio.high, unit: '', limit: 1.02 };
}

const arms = ['ours', 'bare', 'empty'] as const;
type Arm = (typeof arms)[number];
type Series = Readonly<Record<Arm, number[]>>;

/** What is seen of each load, in milliseconds. */
interface Seen {
  /** Until its load event. */
  readonly times: Series;
  /** What the whole browser spent on it, where it tells. */
  readonly spent: Series;
}

function newSeen(): Seen {
  return { times: { ours: [], bare: [], empty: [] }, spent: { ours: [], bare: [], empty: [] } };
}

/** A tab in each browser, and the browser that has the extension. */
interface Places extends Readonly<Record<Arm, Page>> {
  readonly browser: Browser;
}

/**
 * Loads a page in all browsers in turn, each time in another order. The background is stopped before.
 *
 * @param turns counts the rounds
 * @param look after how many rounds it is looked whether it runs, and at the end; it is stopped again if it does
 * @returns how often it did
 */
async function inTurn(
  places: Places,
  seen: Seen,
  url: string,
  turns: Iterable<number>,
  look = between,
): Promise<number> {
  const { browser } = places;
  let woken = 0;
  await browser.stopBackground();
  // From one load's end to the next one's: what comes after a load belongs to one, too.
  const spent = (arm: Arm) => processorTimes(browser.name, places[arm].context());
  const sofar = { ours: await spent('ours'), bare: await spent('bare'), empty: await spent('empty') };
  const hasRun = async () => {
    if (!(await browser.isBackgroundRunning())) return false;
    await browser.stopBackground();
    return true;
  };
  for (const round of turns) {
    const first = round % arms.length;
    for (const arm of [...arms.slice(first), ...arms.slice(0, first)]) {
      seen.times[arm].push(await load(places[arm], url));
      const [before, now] = [sofar[arm], await spent(arm)];
      if (before !== null && now !== null) seen.spent[arm].push(spentBetween(before, now));
      sofar[arm] = now;
    }
    if ((round + 1) % look === 0 && (await hasRun())) woken += 1;
  }
  return (await hasRun()) ? woken + 1 : woken;
}

/** Loads a page. @returns how long after it was asked for its load event came, in milliseconds */
async function load(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'load' });
  return await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return navigation?.loadEventStart ?? Number.NaN;
  });
}

/** Waits until any tab has a badge. It is not asked by way of DevTools, which would stay open. */
async function badgeShown(browser: Browser): Promise<void> {
  const page = await browser.openExtensionPage('extension/popup/index.html');
  await poll('the badge', () =>
    page.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      const texts = await Promise.all(
        tabs.map(async ({ id }) => await chrome.action.getBadgeText({ tabId: id ?? -1 })),
      );
      return texts.includes('1');
    }),
  );
  await page.close();
}

/** Waits until the page that has the badge stands, and nothing is heard of tabs any more. */
async function atRest({ browser, ours }: Places, { unrelated }: Pages): Promise<void> {
  await poll(
    'a background that stays stopped',
    async () => {
      await browser.stopBackground();
      await load(ours, unrelated);
      return !(await browser.isBackgroundRunning());
    },
    30_000,
  );
}
