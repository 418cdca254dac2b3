import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'playwright';
import { exchangeLimit } from '../../src/records.ts';
import type { Browser } from '../browsers/browser.ts';
import type { PanelView } from '../panel-view.ts';
import { clearList } from '../panel-parts.ts';
import { poll } from '../poll.ts';
import type { Session } from '../session.ts';
import { storedIn } from '../stored.ts';
import { logIn } from './eye.ts';
import { emptyPage, firstRow, scrollList, typeFilter } from './in-panel.ts';
import { type Effort, type Fact, type Section, mediansCompared, ratioOf, rounds } from './measured.ts';
import { metricsOf, processorTimes, spentBetween } from './metrics.ts';
import { seed } from './seed.ts';
import { quantile, quantileRatio } from './statistics.ts';

/** How many exchanges are held, in turn, how many logins are measured with each, and how long that may take, in seconds. */
const held = [0, 100, 1000, exchangeLimit] as const;
const each = { count: 60, seconds: 5 };
/** So many logins before are not counted: those right after so much was put there or cleared are slower. */
const uncounted = 12;
/** How often, and how long all of it may take, in seconds: after the first time without those in between. */
const again = { count: 5, seconds: 50 };

/** In milliseconds. Between logins: a tester takes longer, and what one leaves to be done is over when the next one begins. */
const between = 200;
const idle = 10_000;
/** How long it is looked at what the browser spends, how little that is when it rests, and how long that is waited for. */
const rest = { look: 500, limit: 30, patience: 3_000 };
const frame = 1000 / 60;

/** A panel that stands in a tab of its own, with what it is asked. */
interface Opened {
  readonly page: Page;
  readonly frame: Frame;
}

/**
 * Whether logins are judged as quickly when many are held, and what the panel costs then.
 *
 * @param page whose DevTools show the panel
 */
export async function measureHeld(
  session: Session,
  page: Page,
  panel: PanelView,
  effort: Effort,
): Promise<Section> {
  const { browser } = session;
  const counts = held.map((count) => Math.round(count * effort.share));
  const series = counts.map((): number[] => []);
  /** What the whole browser spent on each login, in milliseconds, where it tells. */
  const spent = counts.map((): number[] => []);
  /** The slowest login around the moment in which a full store is given room, by round. */
  const makingRoom: number[] = [];
  const stored = storedIn(panel);
  const isFull = async () => (await stored.ids('response')).length >= exchangeLimit;
  const rowOf = async () => (await logIn(session, page, panel)).row;
  for (const round of rounds(again.count, again.seconds, effort))
    for (const [index, count] of counts.entries()) {
      if (round > 0 && index > 0 && index < counts.length - 1) continue;
      await clearList(panel);
      await rowOf();
      if (count > 0) await seed(panel, count);
      await atRest(browser);
      const first = [await rowOf()];
      while (await isFull()) first.push(await rowOf());
      for (let login = 0; login < uncounted; login += 1) first.push(await rowOf());
      if (count === exchangeLimit) makingRoom.push(Math.max(...first));
      let before = await processorTimes(browser.name, browser.context);
      for (const _ of rounds(each.count, each.seconds, effort)) {
        series[index]?.push(await rowOf());
        await pause(between);
        const after = await processorTimes(browser.name, browser.context);
        if (before !== null && after !== null) spent[index]?.push(spentBetween(before, after));
        before = after;
      }
    }
  const [few = [], ...many] = series;
  const measured = many.map((rows, index) =>
    ratioOf(`a login with ${counts[index + 1]} held`, 'row', rows, 'with few', few, mediansCompared),
  );
  const [spentOnFew = [], ...spentOnMany] = spent;
  if (spentOnFew.length > 0)
    for (const [index, times] of spentOnMany.entries()) {
      const what = `processor time of the whole browser, login and all, with ${counts[index + 1]} held`;
      measured.push(ratioOf(what, 'spent', times, 'with few', spentOnFew, mediansCompared));
    }
  const most = many.at(-1) ?? [];
  const beside = `of ${most.length} logins with ${counts.at(-1)} held, beside that of ${few.length} with few`;
  const facts = [
    growthFact(`median ${beside}`, 0.5, most, few),
    growthFact(`p95 ${beside}`, 0.95, most, few),
  ];
  if (makingRoom.length > 0)
    facts.push({
      what: 'the slowest login while a full store is given room, one in 200, median',
      value: quantile(makingRoom, 0.5),
      unit: 'ms',
    });
  await seed(panel, counts.at(-1) ?? 0);
  facts.push(...(await measurePanel(session)));
  return { title: 'Flat: however many responses are held', measured, facts };
}

function growthFact(what: string, share: number, many: readonly number[], few: readonly number[]): Fact {
  const spread = quantileRatio(many, few, share);
  return { what, value: spread.median, unit: '', limit: 1.2, spread };
}

/**
 * Waits until the browser has done what is left to be done, such as to collect garbage: here thousands of responses come
 * within seconds, at a tester's over days.
 */
async function atRest({ name, context }: Browser): Promise<void> {
  const { look, limit, patience } = rest;
  for (let waited = 0; waited < patience; waited += look) {
    const before = await processorTimes(name, context);
    await pause(look);
    const after = await processorTimes(name, context);
    if (before !== null && after !== null && spentBetween(before, after) <= limit) return;
  }
}

/** Waits until everything that is stored was judged. */
export async function settled(panel: PanelView): Promise<void> {
  const stored = storedIn(panel);
  await poll(
    'all verdicts',
    async () => (await stored.ids('summary')).length >= (await stored.ids('response')).length,
    300_000,
  );
}

/** What a panel costs that opens with everything that is held. */
async function measurePanel({ browser }: Session): Promise<Fact[]> {
  const opening: number[] = [];
  const openingEmpty: number[] = [];
  let opened: Opened | undefined;
  const open = async (path: string, painted: typeof firstRow) => {
    await opened?.page.close();
    const page = await browser.open();
    await page.goto(browser.extensionUrl(path), { waitUntil: 'commit' });
    opened = { page, frame: page.mainFrame() };
    return await opened.frame.evaluate(painted);
  };
  for (let time = 0; time < 10; time += 1) {
    openingEmpty.push(await open('extension/devtools/index.html', emptyPage));
    opening.push(await open('extension/panel/index.html', firstRow));
  }
  if (!opened) return [];
  const { page, frame: own } = opened;
  await page.bringToFront();
  await own.evaluate(typeFilter, ['rejected']);
  const keys = await own.evaluate(typeFilter, [
    'rejected',
    'state-of-burst-1',
    'nothing like it',
    'client:rs',
  ]);
  const frames = await own.evaluate(scrollList, 200);
  const facts: Fact[] = [
    {
      what: 'panel opened: first row painted, median',
      value: quantile(opening, 0.5),
      unit: 'ms',
      limit: 150,
    },
    { what: 'the same of an empty page: painted, median', value: quantile(openingEmpty, 0.5), unit: 'ms' },
    {
      what: 'a key typed into the filter: painted, p95',
      value: quantile(keys, 0.95),
      unit: 'ms',
      limit: 100,
    },
    { what: 'a frame while scrolling: busy, p95', value: quantile(frames, 0.95), unit: 'ms', limit: frame },
    {
      what: 'elements in the document of the panel',
      value: await own.evaluate(() => document.querySelectorAll('*').length),
      unit: '',
    },
    ...(await idleFacts(browser, page)),
  ];
  await page.close();
  return facts;
}

/** What only Chromium tells of a page: beside one of the extension in which there is nothing at all. */
async function idleFacts(browser: Browser, page: Page): Promise<Fact[]> {
  const [panel, empty] = [await metricsOf(browser, page), await metricsOf(browser, await browser.open())];
  if (!panel || !empty) return [];
  await page.bringToFront();
  const before = [await panel.read(), await empty.read()] as const;
  await pause(idle);
  const after = [await panel.read(), await empty.read()] as const;
  // Only now: what it sets off goes on for a while.
  await panel.collectGarbage();
  const { heap } = await panel.read();
  await Promise.all([panel.close(), empty.close()]);
  return [
    { what: 'heap of the panel', value: heap, unit: 'MB' },
    {
      what: 'work of the panel in ten seconds in which nothing happens',
      value: after[0].work - before[0].work,
      unit: 'ms',
    },
    {
      what: 'work of an empty page in the same ten seconds',
      value: after[1].work - before[1].work,
      unit: 'ms',
    },
  ];
}
