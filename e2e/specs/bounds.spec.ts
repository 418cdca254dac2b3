import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { response } from '../../src/fixture.ts';
import { applyRecord, emptySet, exchangesOf, judgementName, lookupsOf } from '../../src/recordset.ts';
import { byteLimit, captureId, exchangeLimit, recordKey } from '../../src/records.ts';
import type { Panel } from '../browsers/browser.ts';
import { browserName } from '../browsers/launch.ts';
import { dealtTests } from '../dealt.ts';
import { showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { members } from '../site/jws.ts';
import { type Stored, storedIn } from '../stored.ts';

// Each starts with an empty store.

const inOne = dealtTests();

let session: Session;
let page: Page;
let devtools: Panel;
let panel: PanelView;
let stored: Stored;
let callback: string;

beforeEach(async () => {
  session = await startSession();
  devtools = await session.browser.openPanel(await session.browser.open());
  panel = viewPanel(devtools.panel);
  await showAllTabs(panel, true);
  page = await session.browser.open();
  stored = storedIn(panel);
  callback = session.site.client('RS256').callbacks.page;
});
afterEach(async () => await session.close());

const responses = () => stored.ids('response');
const newestResponse = async () => (await responses()).at(-1)?.second ?? '';
const lastRow = async () => (await panel.rows()).at(-1);

/** How many the panel says were dropped. */
async function saidDropped(): Promise<number> {
  const text = await panel.frame.getByRole('contentinfo').innerText();
  return Number(
    /([\d,]+) older responses? dropped: the store was full/.exec(text)?.[1]?.replaceAll(',', '') ?? 0,
  );
}

/** Waits until the panel's last row is that of a response newer than this one, with this verdict. */
async function newRow(before: string, verdict: string) {
  return await poll(`a new row "${verdict}"`, async () => {
    const id = await newestResponse();
    const row = await lastRow();
    return id > before && row?.id === `row-${id}` && row.verdict === verdict ? row : undefined;
  });
}

/** Of what went nothing may be left: a summary or a look at the issuer without its response would never go. */
async function expectNoRemains(): Promise<void> {
  await poll('nothing left of what was dropped', async () => {
    const there = new Set((await responses()).map(({ second }) => second));
    const summaries = (await stored.ids('summary')).map(({ second }) => second);
    const lookups = (await stored.ids('lookup')).map(({ first }) => first);
    const histories = (await stored.ids('history')).map(({ first }) => first);
    return [...summaries, ...lookups, ...histories].every((id) => there.has(id));
  });
}

/** Responses of the hour before as the watcher writes them, one a second, and as the judge leaves them behind. */
async function earlier(count: number, tabId: number): Promise<Record<string, unknown>> {
  const set = emptySet();
  for (const [key, value] of Object.entries(members(await stored.captured()))) applyRecord(set, key, value);
  const [judged] = set.summaries.values();
  const [lookup] = judged ? lookupsOf(set, judged.response) : [];
  const [history] = set.histories.values();
  if (!judged || !lookup || !history) throw new Error('no login to take after');
  const records: Record<string, unknown> = {};
  const put = (key: string, value: unknown) => {
    records[key] = value;
    applyRecord(set, key, value);
  };
  const now = Date.now();
  for (let index = 0; index < count; index += 1) {
    const at = now - (count - index) * 1000;
    // Each says something else, or they would be one response seen again. Short, so that all find room.
    const url = `${callback}?code=earlier-${index}`;
    const id = captureId(at, index, 'seed');
    const record = response(url, { id, at, tabId, clients: ['RS256-1'], issuers: [] });
    put(recordKey.response(record), record);
    const look = { ...lookup, response: record.id, metadata: null, keys: null };
    put(recordKey.lookup(look), look);
    const before = { ...history, response: record.id, at, earlier: [] };
    put(recordKey.history(record.id), before);
  }
  for (const exchange of exchangesOf(set).exchanges) {
    const { id } = exchange;
    const summary = { ...judged, response: id, evidence: judgementName(set, exchange) };
    put(recordKey.summary(summary), summary);
  }
  return records;
}

/** Walks a long list by keyboard: its ends are there when they are gone to, and what is far from them is not. */
async function expectFewRowsInDocument(): Promise<void> {
  const rows = panel.frame.locator('tbody tr');
  const focused = panel.frame.locator('tr:focus');
  // Who follows what comes is at the end of the list, where hardly more is drawn.
  const seen = await panel.frame.locator('.list').evaluate((list) => Math.ceil(list.clientHeight / 21));
  await expect.poll(() => rows.count()).toBeLessThanOrEqual(seen + 13);
  const walk = async (key: string, place: number) => {
    await focused.press(key);
    await expect.poll(() => focused.getAttribute('aria-rowindex')).toBe(String(place));
    expect(await rows.count()).toBeLessThanOrEqual(300);
  };
  await devtools.focus();
  await panel.frame.locator('tr[aria-selected=true]').focus();
  await walk('Home', 2);
  await walk('ArrowDown', 3);
  await walk('End', exchangeLimit + 1);
  await walk('PageUp', exchangeLimit - 9);
  // Left behind, the selected row is found again by going to the list.
  await panel.frame.locator('.list').evaluate((list) => list.scrollTo(0, 0));
  await expect.poll(() => rows.first().getAttribute('aria-rowindex')).toBe('2');
  await panel.frame.locator('[role=grid]').focus();
  await expect.poll(() => focused.getAttribute('aria-rowindex')).toBe(String(exchangeLimit - 9));
  await walk('Home', 2);
  await panel.frame.getByRole('button', { name: /newer/ }).click();
  await expect.poll(() => rows.last().getAttribute('aria-rowindex')).toBe(String(exchangeLimit + 1));
  await expect.poll(() => rows.count()).toBeLessThanOrEqual(seen + 13);
}

inOne('the oldest go when a login comes to 2,000, and the panel says how many', async () => {
  const { browser, site } = session;
  // A row that was chosen and is gone keeps nobody from following the newest.
  await page.goto(site.login());
  await panel.newest(1);
  await panel.select(0);
  const requests = (await stored.ids('request')).map(({ second }) => second);
  await stored.write({ [recordKey.removed('elsewhere')]: { responses: [await newestResponse()], requests } });
  await poll('no row', async () => (await panel.rows()).length === 0);
  // The login leaves the client and the keys, as they were, and its own verdict.
  await page.goto(site.login());
  await panel.newest(1);
  await poll('its stored verdict alone', async () => {
    const [own, ...others] = await stored.ids('summary');
    return others.length === 0 && own?.second === (await newestResponse());
  });
  await stored.write(await earlier(exchangeLimit - 1, await browser.tabId(page)));
  const listed = async () =>
    Number(await panel.frame.locator('[role=grid]').getAttribute('aria-rowcount')) - 1;
  await poll('2,000 rows', async () => (await listed()) === exchangeLimit);
  expect(await saidDropped()).toBe(0);
  await expectFewRowsInDocument();

  const before = await newestResponse();
  await page.goto(site.login({ fault: 'wrong-aud' }));
  await poll('the new login', async () => (await newestResponse()) > before);
  const left = await poll('room', async () => {
    const now = await responses();
    return now.length <= exchangeLimit * 0.9 && now;
  });
  const dropped = await poll('a word about what was dropped', saidDropped);
  expect(left.length + dropped).toBe(exchangeLimit + 1);
  await poll('how many were seen', async () =>
    (await panel.frame.getByRole('contentinfo').innerText()).includes(
      `${(exchangeLimit + 1).toLocaleString('en')} seen, ${left.length.toLocaleString('en')} kept, `,
    ),
  );
  expect(await panel.newest(left.length)).toMatchObject({ reason: 'Addressed to another client' });

  // The oldest went, none in between, and both logins stayed.
  const kept = left.map(({ second }) => second).filter((id) => id.endsWith('-seed'));
  const counters = kept.map((id) => Number.parseInt(id.split('-')[1] ?? '', 36));
  expect(counters).toEqual(kept.map((_, index) => index + dropped));
  expect(kept).toHaveLength(left.length - 2);
  await expectNoRemains();
});

inOne('of responses of 1 MB the newest are kept, and never more than 8 MB', async () => {
  const { site } = session;
  const total = browserName === 'firefox' ? 6 : 8;
  const seen: string[] = [];
  for (let index = 0; index < total; index += 1) {
    await page.goto(site.login({ response_mode: 'form_post.jwt', fault: 'one-megabyte' }));
    const before = seen.at(-1) ?? '';
    const id = await poll(`response ${index}`, async () => {
      const newest = await newestResponse();
      return newest > before && newest;
    });
    seen.push(id);
    // The record itself waits for nothing: only once it is written older ones go, if there is need.
    await poll('room', async () => (await stored.bytes()) <= byteLimit);
  }
  const left = (await responses()).map(({ second }) => second);
  // Firefox counts two bytes a character.
  expect(left.length).toBeGreaterThan(browserName === 'firefox' ? 2 : 4);
  expect(left.length).toBeLessThan(total);
  expect(left).toEqual(seen.slice(-left.length));
  await poll('what was dropped', async () => (await saidDropped()) === total - left.length);
  await poll(
    'the verdicts',
    async () => (await panel.rows()).map(({ verdict }) => verdict).join() === left.map(() => 'Valid').join(),
  );
  expect(await stored.bytes()).toBeLessThanOrEqual(byteLimit);
  await expectNoRemains();
});

test('where a browser refuses to store more the newest login is stored and judged, the oldest go and are counted', async () => {
  const { browser, site } = session;
  for (let count = 1; count <= 6; count += 1) {
    await page.goto(site.login());
    await panel.newest(count);
  }
  await poll('six stored verdicts', async () => (await stored.ids('summary')).length === 6);
  const first = (await responses())[0]?.second ?? '';
  // Soon after a login the background looks whether there is to be room, and would find none: it is not to look here.
  await browser.stopBackground();
  await stored.fill();
  expect((await responses()).length).toBe(6);

  let before = await newestResponse();
  for (const [fault, reason, failing] of [
    ['wrong-aud', 'Addressed to another client', 'aud-match'],
    ['expired', 'Expired on arrival', 'exp-valid'],
  ] as const) {
    await page.goto(site.login({ fault }));
    expect(await newRow(before, 'Rejected')).toMatchObject({ reason });
    before = await newestResponse();
    await poll('a stored verdict', async () => (await stored.ids('summary')).at(-1)?.second === before);
    // Had its request or the issuer's keys found no room, there would be a warning or a check skipped.
    const detail = await panel.detail();
    expect(detail.checks('fail')).toEqual([failing]);
    expect([...detail.checks('warn'), ...detail.checks('skip')]).toEqual([]);
  }
  const left = await responses();
  expect(left.map(({ second }) => second)).not.toContain(first);
  expect(await poll('a word about what was dropped', saidDropped)).toBe(8 - left.length);
  await expectNoRemains();
});
