import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callback, client as usual, goodRequest, request, response } from '../../src/fixture.ts';
import { type RecordSet, exchangesOf } from '../../src/recordset.ts';
import { recordKey } from '../../src/records.ts';

const { items, fetched, browser } = vi.hoisted(() => {
  const items = new Map<string, string>();
  /** What each key document is, by its URL. */
  const fetched = new Map<string, Promise<{ text: string; clock: null }>>();
  const session = {
    get: async (keys: string | string[] | null) =>
      Object.fromEntries([...items].filter(([key]) => keys === null || [keys].flat().includes(key))),
    set: async (more: Record<string, string>) => {
      for (const [key, text] of Object.entries(more)) items.set(key, text);
    },
    remove: async (keys: string[]) => keys.forEach((key) => items.delete(key)),
    getKeys: async () => [...items.keys()],
    getBytesInUse: async () => 0,
  };
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const nothing = { get: async () => ({}) };
  const storage = { session, local: nothing, managed: nothing, onChanged: event };
  /** The first tab is in one window, and opened the second one in another. */
  const tabs = {
    get: vi.fn(async (id: number) => ({
      incognito: false,
      windowId: id,
      ...(id === 2 ? { openerTabId: 1 } : {}),
    })),
  };
  return { items, fetched, browser: { storage, tabs } };
});
vi.mock('../browser.ts', () => ({ browser }));
vi.mock('../issuer.ts', () => ({
  fetchKeys: async (url: string) => await fetched.get(url),
  hasAccess: async () => true,
}));

const { lookOnArrival, lookUp } = await import('./keys.ts');
const { removeRecords, watchRecords, writeRecords } = await import('../store.ts');

/** Two servers that share a callback. */
const [client, other] = ['https://one.example.com', 'https://two.example.com'].map((issuer, index) => ({
  ...usual,
  id: `c${index}`,
  revision: `r${index}`,
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  keys: { from: 'jwks_uri' as const, jwks_uri: `${issuer}/jwks` },
}));
const documents = () => [...items.keys()].filter((key) => /^(?:latest|keys)\//.test(key));

let stop = () => {};
let set: RecordSet;
beforeEach(async () => {
  items.clear();
  fetched.clear();
  set = await new Promise((resolve) => (stop = watchRecords(resolve)));
});
afterEach(() => stop());

/** Answers at once, but where the answer is left to the test. */
function answers(
  issuer: string,
  answer = Promise.resolve({ text: `{"keys":[],"of":"${issuer}"}`, clock: null }),
) {
  fetched.set(`${issuer}/jwks`, answer);
}

test('what was fetched for a response that was removed meanwhile does not stay', async () => {
  const own = response(`${callback}?code=1`, { tabId: 1, clients: ['r0'] });
  const elsewhere = response(`${callback}?code=2`, { tabId: 2, clients: ['r1'] });
  await writeRecords({
    [recordKey.client('r0')]: client,
    [recordKey.client('r1')]: other,
    [recordKey.response(own)]: own,
    [recordKey.response(elsewhere)]: elsewhere,
  });
  let answer: (answer: { text: string; clock: null }) => void = () => undefined;
  answers('https://one.example.com', new Promise((resolve) => (answer = resolve)));
  answers('https://two.example.com');
  const [first, second] = exchangesOf(set).exchanges;
  if (first) {
    const looking = lookUp(set, first, 0, 'arrival', 0);
    if (second) await lookUp(set, second, 0, 'arrival', 0);
    const before = documents();
    expect(before).toHaveLength(2);
    await removeRecords([recordKey.response(own)]);
    answer({ text: '{"keys":[]}', clock: null });
    await looking;
    expect(documents()).toEqual(before);
  }
  expect([...items.keys()].filter((key) => key.startsWith('lookup/'))).toHaveLength(1);
});

test('a popup whose opener asked the second of two servers on its callback has the keys of that one', async () => {
  const asked = request(goodRequest, { tabId: 1, id: 'a', clients: ['r1'] });
  const popup = response(`${callback}?code=1`, { tabId: 2, id: 'b', clients: ['r0', 'r1'] });
  await writeRecords({
    [recordKey.client('r0')]: client,
    [recordKey.client('r1')]: other,
    [recordKey.request(asked)]: asked,
    [recordKey.response(popup)]: popup,
  });
  answers('https://one.example.com');
  answers('https://two.example.com');
  for (const exchange of exchangesOf(set).exchanges) await lookOnArrival(set, exchange);
  expect(exchangesOf(set).exchanges).toMatchObject([{ request: { id: 'a' }, client: { id: 'c1' } }]);
  expect([...(set.lookups.get('b')?.values() ?? [])]).toMatchObject([
    { why: 'arrival', keys: { url: 'https://two.example.com/jwks' } },
  ]);
});

test.each([
  ['one client alone is on the callback', ['r0'], false],
  ['the tab is known', ['r0', 'r1'], true],
])('where %s nothing is asked of the tab before the issuer is', async (_where, clients, isKnown) => {
  const own = response(`${callback}?code=1`, { tabId: 3, clients });
  await writeRecords({
    [recordKey.client('r0')]: client,
    [recordKey.client('r1')]: other,
    [recordKey.response(own)]: own,
    ...(isKnown ? { [recordKey.tab(3)]: { private: false, opener: null } } : {}),
  });
  answers('https://one.example.com');
  browser.tabs.get.mockClear();
  for (const exchange of exchangesOf(set).exchanges) await lookOnArrival(set, exchange);
  expect(set.lookups.get(own.id)?.size).toBe(1);
  expect(browser.tabs.get).not.toHaveBeenCalled();
});

test('for a response that was removed before its tab had answered no issuer is asked', async () => {
  const own = response(`${callback}?code=1`, { tabId: 4, clients: ['r0', 'r1'] });
  await writeRecords({
    [recordKey.client('r0')]: client,
    [recordKey.client('r1')]: other,
    [recordKey.response(own)]: own,
  });
  const asked = vi.spyOn(fetched, 'get');
  const looking = Promise.all(exchangesOf(set).exchanges.map((exchange) => lookOnArrival(set, exchange)));
  await removeRecords([recordKey.response(own)]);
  await looking;
  expect(asked).not.toHaveBeenCalled();
  asked.mockRestore();
});
