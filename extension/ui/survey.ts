import { resultOf } from './judged.ts';
import type { Searched } from './search.ts';

/** What the rows of a list can be narrowed to. */
export interface Survey {
  readonly rows: readonly Searched[];
  /** How many rows have a verdict of each kind, are `warned`, are an `error` or are `pinned`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly servers: ReadonlySet<string>;
  readonly clients: ReadonlySet<string>;
  readonly modes: ReadonlySet<string>;
}

/** What there is where nothing is listed. */
export const emptySurvey: Survey = {
  rows: [],
  counts: new Map(),
  servers: new Set(),
  clients: new Set(),
  modes: new Set(),
};

/** Looks at rows: where some were only added to those of the last time, at these alone. */
export function surveyOf(rows: readonly Searched[], last: Survey = emptySurvey): Survey {
  if (last.rows === rows) return last;
  const before = last.rows.every((one, index) => one === rows[index]) ? last : emptySurvey;
  const counts = new Map(before.counts);
  const [servers, clients, modes] = [new Set(before.servers), new Set(before.clients), new Set(before.modes)];
  const count = (value: string) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const one of rows.slice(before.rows.length)) {
    const { row, judged, isPinned } = one;
    if (judged) count(judged.kind);
    if (judged && judged.counts.warn > 0) count('warned');
    if (resultOf(one).kind === 'error') count('error');
    if (isPinned) count('pinned');
    servers.add(row.server);
    clients.add(row.client_id);
    modes.add(row.mode);
  }
  return { rows, counts, servers, clients, modes };
}
