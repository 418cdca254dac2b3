import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callback, client as usual, response } from '../../src/fixture.ts';
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
  return { items, fetched, browser: { storage } };
});
vi.mock('../browser.ts', () => ({ browser }));
vi.mock('../issuer.ts', () => ({
  fetchKeys: async (url: string) => await fetched.get(url),
  hasAccess: async () => true,
}));

const { lookUp } = await import('./keys.ts');
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
