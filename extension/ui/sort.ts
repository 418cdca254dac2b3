import type { VerdictKind } from '../../src/verdict.ts';
import { resultOf } from './judged.ts';
import type { Searched } from './search.ts';

/** The columns of the list, from left to right. */
export const columns = ['Time', 'Server', 'Client', 'Mode', 'Result', 'Verdict'] as const;
export type Column = (typeof columns)[number];

/** What the list is sorted by. */
export interface Sorting {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** As responses arrive. */
export const byArrival: Sorting = { column: 'Time', isDescending: false };

/** The next sorting when the head of a column is clicked: upwards, downwards, and as responses arrive. */
export function nextSorting(now: Sorting, column: Column): Sorting {
  if (now.column !== column) return { column, isDescending: false };
  return now.isDescending ? byArrival : { column, isDescending: true };
}

const severity: readonly VerdictKind[] = ['rejected', 'unverified', 'pending', 'unsigned', 'valid'];

const keys: Readonly<Record<Column, (one: Searched) => string>> = {
  Time: ({ row }) => row.id,
  Server: ({ row }) => row.server,
  Client: ({ row }) => row.client_id,
  Mode: ({ row }) => row.mode,
  Result: (one) => resultOf(one).text,
  Verdict: ({ judged }) =>
    judged
      ? `${severity.indexOf(judged.kind)}${judged.counts.warn > 0 ? 0 : 1}${judged.reason?.check ?? ''}`
      : '9',
};

/** Sorts rows that are in the order of their arrival, which decides between equal ones; the worst verdict goes first. */
export function sortRows(rows: readonly Searched[], { column, isDescending }: Sorting): readonly Searched[] {
  if (column === 'Time') return isDescending ? rows.toReversed() : rows;
  const key = keys[column];
  const sign = isDescending ? -1 : 1;
  return rows
    .map((one) => ({ one, key: key(one).toLowerCase() }))
    .toSorted((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
    .map(({ one }) => one);
}
