import { expect, test } from 'vitest';
import type { Exchange } from '../../src/exchange.ts';
import { callback, client, request, response } from '../../src/fixture.ts';
import type { VerdictKind } from '../../src/verdict.ts';
import { rowOf } from './row.ts';
import type { Searched } from './search.ts';
import { type Column, byArrival, columns, nextSorting, sortRows } from './sort.ts';

const counts = { pass: 0, fail: 0, warn: 0, info: 0, skip: 0, unsupported: 0, accepted: 0 };

function one(id: string, client_id: string, query: string, kind: VerdictKind | null, warn = 0): Searched {
  const seen = { ...response(`${callback}${query}`), id };
  const exchange: Exchange = {
    id,
    response: seen,
    request: request(),
    pairedBy: 'frame',
    client: { ...client, client_id },
    clientBy: 'only',
    issuersOnCallback: [client.issuer],
    sightings: [],
  };
  const judged = kind && { kind, reason: null, result: null, wrong: [], counts: { ...counts, warn } };
  return { exchange, row: rowOf(exchange), judged, isPinned: false };
}

const rows = [
  one('1', 'web', '?code=a', 'valid'),
  one('2', 'App', '?error=access_denied', 'rejected'),
  one('3', 'web', '?code=b', 'valid', 1),
  one('4', 'app', '?code=c', null),
];
const sorted = (column: Column, isDescending = false) =>
  sortRows(rows, { column, isDescending })
    .map(({ row }) => row.id)
    .join('');

test.each<[Column, string, string]>([
  ['Time', '1234', '4321'],
  ['Client', '2413', '1324'],
  ['Result', '2134', '1342'],
  ['Verdict', '2314', '4132'],
])('by %s, what is equal as it arrived', (column, up, down) => {
  expect([sorted(column), sorted(column, true)]).toEqual([up, down]);
});

test('every column sorts without losing a row', () => {
  for (const column of columns) expect([...sorted(column)].toSorted().join('')).toBe('1234');
});

test('a column that is clicked sorts up, down, and no more', () => {
  const up = nextSorting(byArrival, 'Mode');
  expect(up).toEqual({ column: 'Mode', isDescending: false });
  const down = nextSorting(up, 'Mode');
  expect(down).toEqual({ column: 'Mode', isDescending: true });
  expect(nextSorting(down, 'Mode')).toBe(byArrival);
  expect(nextSorting(down, 'Client')).toEqual({ column: 'Client', isDescending: false });
  expect(nextSorting(byArrival, 'Time')).toEqual({ column: 'Time', isDescending: true });
});
