import { expect, test } from 'vitest';
import { callback, client, goodRequest, request, response } from '../../src/fixture.ts';
import { pairingWindow } from '../../src/exchange.ts';
import { type RecordSet, emptySet } from '../../src/recordset.ts';
import type { RequestRecord, ResponseRecord, TabRecord } from '../../src/records.ts';
import { awaitedOf, shownIn } from './shown.ts';

const inTab = (tabId: number) => response(`${callback}?code=${tabId}`, { tabId });

function setOf(
  tabs: Record<number, TabRecord>,
  responses: readonly ResponseRecord[],
  requests: readonly RequestRecord[] = [],
): RecordSet {
  const set = emptySet();
  set.clients.set(client.revision, client);
  for (const [id, tab] of Object.entries(tabs)) set.tabs.set(Number(id), tab);
  for (const one of responses) set.responses.set(one.id, one);
  for (const one of requests) set.requests.set(one.id, one);
  return set;
}

const tabsOf = (set: RecordSet, tabId: number, allTabs = false) =>
  shownIn(set, tabId, allTabs).summarised.map(({ exchange: { response } }) => response.tabId);

const normal = { private: false, opener: null };
const tabs = {
  1: normal,
  2: { private: false, opener: 1 },
  3: { private: false, opener: 2 },
  4: normal,
  5: { private: true, opener: null },
};
const set = setOf(tabs, [1, 2, 3, 4, 5, 6].map(inTab));

test('shows the tab itself and the popups it opened, be it through another', () => {
  expect(tabsOf(set, 1)).toEqual([1, 2, 3]);
  expect(tabsOf(set, 2)).toEqual([2, 3]);
});

test('all tabs: those of the same privacy; a tab without a record counts as private', () => {
  expect(tabsOf(set, 1, true)).toEqual([1, 2, 3, 4]);
  expect(tabsOf(set, 5, true)).toEqual([5, 6]);
});

test('those of other tabs are counted where they are not shown', () => {
  const elsewhere = (tabId: number, allTabs: boolean) => shownIn(set, tabId, allTabs).elsewhere;
  expect([elsewhere(1, false), elsewhere(4, false), elsewhere(4, true)]).toEqual([1, 3, 0]);
  // Of normal windows a private one is not told how many there are.
  expect(elsewhere(5, false)).toBe(1);
});

test('a tab without captures is as private as the view says', () => {
  const of = (isPrivate: boolean) =>
    shownIn(set, 7, true, isPrivate).summarised.map(({ exchange: { response } }) => response.tabId);
  expect(of(false)).toEqual([1, 2, 3, 4]);
  expect(of(true)).toEqual([5, 6]);
});

test('a private tab is not shown by the normal one that opened it', () => {
  const mixed = setOf({ 1: normal, 2: { private: true, opener: 1 } }, [inTab(2)]);
  expect(tabsOf(mixed, 1)).toEqual([]);
});

test('tabs that claim to have opened each other end the search', () => {
  const circle = setOf({ 2: { private: false, opener: 3 }, 3: { private: false, opener: 2 } }, [inTab(2)]);
  expect(tabsOf(circle, 1)).toEqual([]);
});

test('only requests of the shown tabs are waiting', () => {
  const waiting = [request(goodRequest, { tabId: 2 }), request(goodRequest, { tabId: 4 })];
  const { waiting: shown } = shownIn(setOf(tabs, [], waiting), 1, false);
  expect(shown.map(({ tabId }) => tabId)).toEqual([2]);
});

test('what waits is what may come back to a callback that is watched', () => {
  const ask = (changes: Record<string, string>) => request({ ...goodRequest, ...changes }, { tabId: 1 });
  const waiting = (one: RequestRecord) => awaitedOf([one], setOf(tabs, []), one.at + 1000).length;
  expect(waiting(ask({ redirect_uri: callback }))).toBe(1);
  expect(waiting(ask({ redirect_uri: 'https://another.example.com/cb' }))).toBe(0);
  expect(waiting(ask({ redirect_uri: '' }))).toBe(1);
  const old = ask({ redirect_uri: callback });
  expect(awaitedOf([old], setOf(tabs, []), old.at + pairingWindow)).toEqual([]);
});
