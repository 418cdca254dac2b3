import { beforeEach, expect, test, vi } from 'vitest';
import { callback, client, goodRequest, request, response } from '../../src/fixture.ts';
import { applyRecord, emptySet } from '../../src/recordset.ts';
import { recordKey } from '../../src/records.ts';

const { removed, closing, tabs, windows, more, browser } = vi.hoisted(() => {
  /** Keys that are stored, too. */
  const more: string[] = [];
  const removed: string[] = [];
  /** What the browser says when it is asked for its windows, one answer after the other; then that all are normal. */
  const windows: Promise<object[]>[] = [];
  const closing: (() => void)[] = [];
  const tabs = new Map<number, Promise<object>>();
  const event = () => ({ addListener: () => undefined, removeListener: () => undefined });
  const browser = {
    storage: {
      local: { get: async () => ({}) },
      managed: { get: async () => ({}) },
      session: {
        get: async () => ({ 'private-windows': JSON.stringify({ until: null }) }),
        getBytesInUse: async () => 0,
        getKeys: async () => ['response/11/a', 'response/12/b', 'response/13/c', ...more],
        remove: async (keys: string[]) => void removed.push(...keys),
        set: async () => undefined,
      },
      onChanged: event(),
    },
    extension: { isAllowedIncognitoAccess: async () => true },
    tabs: { get: async (id: number) => await (tabs.get(id) ?? Promise.reject(new Error('no tab'))) },
    windows: {
      getAll: async () => await (windows.shift() ?? [{ incognito: false }]),
      onRemoved: { ...event(), addListener: (listener: () => void) => void closing.push(listener) },
    },
  };
  return { removed, closing, tabs, windows, more, browser };
});
vi.mock('../browser.ts', () => ({ browser }));

const { carryOutRemovals, forgetPrivateWindows } = await import('./forget.ts');
const { askTab } = await import('./tabs.ts');
const { onRecordsChanged } = await import('../store.ts');
const latestOf = (issuer: string) => recordKey.latest(issuer, `${issuer}/jwks`);

beforeEach(() => {
  removed.length = 0;
  more.length = 0;
  closing.length = 0;
});

test('a popup that closes before it is written down that it was no private one keeps its response', async () => {
  const set = emptySet();
  const responses = ([11, 12, 13] as const).map((tabId, index) =>
    response(`${callback}?code=1`, { tabId, id: ['a', 'b', 'c'][index] ?? '' }),
  );
  for (const one of responses) applyRecord(set, recordKey.response(one), one);
  // Asked when it was heard of, and answered after it has closed; the second one is private, the third unknown.
  let answer: (tab: object) => void = () => undefined;
  tabs.set(11, new Promise((resolve) => (answer = resolve)));
  tabs.set(12, Promise.resolve({ incognito: true, windowId: 2 }));
  void askTab(11, 1);
  void askTab(12, 1);
  forgetPrivateWindows(() => set).follow(set);
  for (const close of closing) close();
  await new Promise((resolve) => setTimeout(resolve, 10));
  tabs.clear();
  answer({ incognito: false, windowId: 1 });
  await vi.waitFor(() => expect(new Set(removed)).toEqual(new Set(['response/12/b', 'response/13/c'])));
});

test('the last private window may close while the browser still counts it', async () => {
  const set = emptySet();
  const own = response(`${callback}?code=1`, { tabId: 14, id: 'b' });
  applyRecord(set, recordKey.response(own), own);
  applyRecord(set, recordKey.tab(14), { private: true, opener: null });
  let answer: (all: object[]) => void = () => undefined;
  windows.push(new Promise((resolve) => (answer = resolve)));
  forgetPrivateWindows(() => set);
  for (const close of closing) close();
  for (const close of closing) close();
  answer([{ incognito: true }]);
  await vi.waitFor(() => expect(removed).toContain('tab/14'));
});

test('of a server that was used in private windows alone nothing stays, of one that was used elsewhere all', async () => {
  const set = emptySet();
  const servers = ['https://one.example.com', 'https://two.example.com'] as const;
  for (const [index, issuer] of servers.entries()) {
    const revision = `r${index}`;
    applyRecord(set, recordKey.client(revision), { ...client, id: revision, revision, issuer });
    more.push(latestOf(issuer));
    for (const tabId of [20, 21].slice(index)) {
      const id = `${index}-${tabId}`;
      const one = response(`${callback}?code=${id}`, { tabId, id, clients: [revision] });
      applyRecord(set, recordKey.response(one), one);
      more.push(recordKey.response(one));
    }
  }
  // What is removed is gone from what is known of it.
  const stop = onRecordsChanged((changes) => {
    for (const { key, value } of changes) applyRecord(set, key, value);
  });
  // The first tab is a normal one, and was used with the first server alone.
  applyRecord(set, recordKey.tab(20), { private: false, opener: null });
  applyRecord(set, recordKey.tab(21), { private: true, opener: null });
  forgetPrivateWindows(() => set);
  for (const close of closing) close();
  await vi.waitFor(() => expect(removed).toContain('tab/21'));
  expect(removed.filter((key) => key.startsWith('latest/'))).toEqual([latestOf(servers[1])]);
  stop();
});

test('nor of one of which all was removed before the last private window closed', async () => {
  const set = emptySet();
  applyRecord(set, recordKey.privateWindows, { until: null });
  applyRecord(set, recordKey.client(client.revision), client);
  const own = response(`${callback}?code=1`, { tabId: 22, id: 'z' });
  applyRecord(set, recordKey.response(own), own);
  applyRecord(set, recordKey.tab(22), { private: false, opener: null });
  applyRecord(set, recordKey.tab(23), { private: true, opener: null });
  more.push(latestOf(client.issuer), latestOf('https://cleared.example.com'));
  forgetPrivateWindows(() => set);
  for (const close of closing) close();
  await vi.waitFor(() => expect(removed).toContain('tab/23'));
  expect(removed).toEqual([latestOf('https://cleared.example.com'), 'tab/23']);
});

test('with a request that is removed all reports of it go', async () => {
  const set = emptySet();
  const asked = request(goodRequest, { requestId: 'one' });
  for (const id of ['p', 'q', 'other']) {
    const one = { ...asked, id, requestId: id === 'other' ? 'another' : 'one' };
    applyRecord(set, recordKey.request(one), one);
    more.push(recordKey.request(one));
  }
  applyRecord(set, recordKey.removed('x'), { responses: [], requests: ['p'] });
  // They are gone when they are looked for again.
  vi.spyOn(browser.storage.session, 'remove').mockImplementation(async (keys) => {
    removed.push(...keys);
    more.splice(0, more.length, ...more.filter((key) => !keys.includes(key)));
  });
  await carryOutRemovals(set);
  expect(removed).toEqual(['request/1/p', 'request/1/q', 'removed/x']);
});
