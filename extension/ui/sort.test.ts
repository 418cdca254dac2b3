import { expect, test } from 'vitest';
import { judgedAs, searched } from './searched.fixture.ts';
import { type Column, byArrival, columns, nextSorting, sortRows } from './sort.ts';

const rows = [
  searched('?code=a', judgedAs('valid'), { id: '1', client_id: 'web' }),
  searched('?error=access_denied', judgedAs('rejected'), { id: '2', client_id: 'App' }),
  searched('?code=b', judgedAs('valid', 1), { id: '3', client_id: 'web' }),
  searched('?code=c', null, { id: '4', client_id: 'app' }),
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
