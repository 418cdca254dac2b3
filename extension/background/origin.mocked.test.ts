import { expect, test, vi } from 'vitest';
import { applyRecord, emptySet } from '../../src/recordset.ts';
import { recordKey } from '../../src/records.ts';

const { order } = vi.hoisted(() => ({ order: [] as unknown[] }));
vi.mock('../browser.ts', () => ({
  browser: {
    runtime: { getURL: () => 'chrome-extension://abcdefgh/' },
    declarativeNetRequest: {
      updateSessionRules: async (change: { addRules: readonly object[] }) => void order.push(change.addRules),
    },
    storage: { session: { set: async (records: object) => void order.push(records) } },
  },
}));
const { arrange, postingsToArrange } = await import('./origin.ts');

const now = 1_700_000_000_000;
/** Records with what is being posted, and what was arranged. */
function setWith(postings: Readonly<Record<string, number>>, arranged: readonly string[]) {
  const set = emptySet();
  for (const [id, at] of Object.entries(postings)) applyRecord(set, recordKey.posting(id), { at });
  applyRecord(set, recordKey.arranged, { postings: arranged });
  return set;
}

test('what is being posted is arranged once, and taken back once it is over', () => {
  expect(postingsToArrange(emptySet(), now)).toBe(null);
  expect(postingsToArrange(setWith({ one: now }, []), now)).toEqual(['one']);
  expect(postingsToArrange(setWith({ one: now }, ['one']), now)).toBe(null);
  expect(postingsToArrange(setWith({ one: now, two: now }, ['one']), now)).toEqual(['one', 'two']);
  expect(postingsToArrange(setWith({}, ['one']), now)).toEqual([]);
});

test('a panel that was closed meanwhile keeps nothing standing for ever', () => {
  const set = setWith({ one: now }, ['one']);
  expect(postingsToArrange(set, now + 59_999)).toBe(null);
  expect(postingsToArrange(set, now + 60_000)).toEqual([]);
});

test('the rule stands before it is said to, and is for what the extension itself posts', async () => {
  await arrange(['one']);
  expect(order).toMatchObject([
    [
      {
        action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
        condition: {
          initiatorDomains: ['abcdefgh'],
          requestMethods: ['post'],
          resourceTypes: ['xmlhttprequest'],
        },
      },
    ],
    { arranged: '{"postings":["one"]}' },
  ]);
  order.length = 0;
  await arrange([]);
  expect(order).toEqual([[], { arranged: '{"postings":[]}' }]);
});
