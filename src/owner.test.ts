import { expect, test } from 'vitest';
import { keysOfNewest, ownerOf } from './owner.ts';

/** The keys of so many logins, and of what belongs to none. */
function keysOf(logins: number): string[] {
  const own = Array.from({ length: logins }, (_, index) => {
    const number = String(index + 10);
    return [
      `request/7/${number}-a`,
      `response/7/${number}-b`,
      `summary/7/${number}-b`,
      `lookup/${number}-b/0`,
      `history/${number}-b`,
      `typed/exchange/${number}-b`,
    ];
  });
  return ['tab/7', 'client/r1', 'keys/abc', 'started/00', 'verifier/zz', 'typed/client/c1', ...own.flat()];
}

test('the newest responses are told with what was made of them, and with what they may be mistaken for', () => {
  const { keys: newest = [], first } = keysOfNewest(keysOf(30), 5) ?? {};
  const of = (kind: string) => newest.filter((key) => key.startsWith(`${kind}/`)).length;
  expect([of('summary'), of('lookup'), of('history')]).toEqual([5, 5, 5]);
  expect(first).toBe('35-b');
  expect(newest.find((key) => key.startsWith('summary/'))).toBe('summary/7/35-b');
  expect([of('request'), of('response')]).toEqual([9, 10]);
  for (const key of ['tab/7', 'client/r1', 'keys/abc', 'started/00', 'verifier/zz', 'typed/client/c1'])
    expect(newest).toContain(key);
});

test('where hardly more are held, all are read at once', () => {
  expect(keysOfNewest(keysOf(9), 5)).toBeNull();
  expect(keysOfNewest([], 5)).toBeNull();
});

test('the owner of a record is read off its key, wherever it stands in it', () => {
  const owned = [
    'request/7/id',
    'response/7/id',
    'summary/7/id',
    'lookup/id/0',
    'history/id',
    'want-keys/id',
  ];
  const more = [
    'observed/id/app.example',
    'pinned/id',
    'redeemed/id',
    'started/id',
    'verifier/id',
    'typed/exchange/id',
  ];
  for (const key of [...owned, ...more]) expect(ownerOf(key), key).toBe('id');
  for (const key of ['tab/7', 'client/id', 'keys/id', 'typed/client/id', 'dropped', 'request', ''])
    expect(ownerOf(key), key).toBeNull();
});
