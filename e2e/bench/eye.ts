import type { Page } from 'playwright';
import type { PanelView } from '../panel-view.ts';
import { clearList } from '../panel-parts.ts';
import type { Session } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';
import { lastRow, nextRow } from './in-panel.ts';
import { type Effort, type Fact, type Section, ratioOf, rounds } from './measured.ts';
import { quantile } from './statistics.ts';

/** How many logins of each kind, and how long they may take, in seconds. */
const each = {
  cached: { count: 200, seconds: 25 },
  empty: { count: 12, seconds: 4 },
  cold: { count: 10, seconds: 6 },
  asleep: { count: 8, seconds: 6 },
  badge: { count: 8, seconds: 5 },
};
/** What the callback page loads. */
const laden = { resources: 20, delay: 50 };

/** The part of the extension API that is measured with, inside the browser. */
declare const chrome: {
  action: { getBadgeText(details: { tabId: number }): Promise<string> };
  storage: {
    session: { getKeys(): Promise<string[]>; remove(keys: string[]): Promise<void> };
  };
};

/** When things happened after the callback was called, in milliseconds. */
interface Seen {
  /** The row was painted, with its verdict. */
  readonly row: number;
  /** The load event of the callback's page. */
  readonly load: number;
}

/**
 * From the callback's request reaching the application to the row painted in the panel, and to the badge.
 *
 * @param page whose DevTools show the panel
 */
export async function measureEye(
  session: Session,
  page: Page,
  panel: PanelView,
  effort: Effort,
): Promise<Section> {
  const { browser, site } = session;
  const many = (kind: keyof typeof each) => rounds(each[kind].count, each[kind].seconds, effort);
  const series = async (kind: keyof typeof each, before: () => Promise<void>, after: () => Promise<void>) => {
    await clearList(panel);
    const seen: Seen[] = [];
    for (const _ of many(kind)) {
      await before();
      seen.push(await logIn(session, page, panel));
      await after();
    }
    return seen;
  };
  const nothing = async () => undefined;
  Object.assign(site.callbackPage, laden);
  await logIn(session, page, panel);
  const cached = await series('cached', nothing, nothing);
  const trips: number[] = [];
  const cold = await series(
    'cold',
    () => forgetDocuments(panel),
    async () => void trips.push(await roundTrip(session, panel)),
  );
  const asleep = await series('asleep', () => browser.stopBackground(), nothing);
  const badges = await badgeTimes(session, page, panel, many('badge'));
  site.callbackPage.resources = 0;
  const empty = await series('empty', nothing, nothing);

  const row = (what: string, seen: readonly Seen[]) =>
    ratioOf(
      what,
      'row',
      seen.map(({ row }) => row),
      'page',
      seen.map(({ load }) => load),
    );
  const earlier = cached.filter(({ row, load }) => row < load).length;
  const facts: Fact[] = [
    {
      what: `of ${cached.length} logins the row was painted before the page had loaded in`,
      value: (100 * earlier) / cached.length,
      unit: '%',
      atLeast: 95,
    },
    { what: 'badge set after the callback was called, median', value: quantile(badges, 0.5), unit: 'ms' },
    { what: 'badge set after the callback was called, p95', value: quantile(badges, 0.95), unit: 'ms' },
  ];
  return {
    title: 'Callback to eye: until the row is painted, beside the load event of the callback page',
    measured: [
      row('20 resources of 50 ms, keys cached', cached),
      row('20 resources of 50 ms, background stopped before', asleep),
      row('an empty page, keys cached', empty),
      ratioOf(
        'keys cold, beside one round trip to the issuer',
        'row',
        cold.map(({ row }) => row),
        'trip',
        trips,
      ),
    ],
    facts,
  };
}

/** Logs in once, with the server asking nobody. */
export async function logIn(
  { site }: Session,
  page: Page,
  { frame }: PanelView,
  options: LoginOptions = {},
): Promise<Seen> {
  const painted = frame.evaluate(nextRow, await frame.evaluate(lastRow));
  await page.goto(site.login(options), { waitUntil: 'load' });
  const { at } = await painted;
  const load = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return performance.timeOrigin + (navigation?.loadEventStart ?? Number.NaN);
  });
  const called = calledLast(site);
  return { row: at - called, load: load - called };
}

function calledLast({ heard }: Session['site']): number {
  return heard.app.findLast(({ url }) => url.startsWith('/cb/'))?.at ?? Number.NaN;
}

/** Makes the extension forget what the issuer answered, not what it has judged. */
async function forgetDocuments({ frame }: PanelView): Promise<void> {
  await frame.evaluate(async () => {
    const keys = await chrome.storage.session.getKeys();
    await chrome.storage.session.remove(keys.filter((key) => key.startsWith('latest/')));
  });
}

/** One question to the issuer, as the extension asks it. @returns how long it took, in milliseconds */
async function roundTrip({ site }: Session, { frame }: PanelView): Promise<number> {
  return await frame.evaluate(async (url) => {
    const began = performance.now();
    await (await fetch(url, { cache: 'no-store' })).text();
    return performance.now() - began;
  }, `${site.issuer}/.well-known/openid-configuration`);
}

/** Rejected logins, and when the toolbar said so: asked over and over, which keeps the extension busy meanwhile. */
async function badgeTimes(
  session: Session,
  page: Page,
  panel: PanelView,
  logins: Iterable<number>,
): Promise<number[]> {
  const { browser, site } = session;
  await clearList(panel);
  const tabId = await browser.tabId(page);
  const asker = await browser.openExtensionPage('extension/popup/index.html');
  const times: number[] = [];
  for (const login of logins) {
    const set = asker.evaluate(
      async ([tabId, text]) => {
        while ((await chrome.action.getBadgeText({ tabId })) !== text) continue;
        return performance.timeOrigin + performance.now();
      },
      [tabId, String(login + 1)] as const,
    );
    await page.goto(site.login({ fault: 'wrong-aud' }), { waitUntil: 'load' });
    times.push((await set) - calledLast(site));
  }
  await asker.close();
  await page.bringToFront();
  return times;
}
