import type { Exchange } from '../../src/exchange.ts';
import { readCompact } from '../../src/jose/compact.ts';
import { readRequest } from '../../src/read/request.ts';
import { readResponse } from '../../src/read/response.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { verdictLabel } from '../../src/wording/verdict.ts';
import { type Term, readTerms, termNames } from './filter-terms.ts';
import { type Judged, resultOf } from './judged.ts';
import { verdictReason } from './reason.ts';
import type { Row } from './row.ts';

/** One row of a list, with what it is about. */
export interface Searched {
  readonly exchange: Exchange;
  readonly row: Row;
  readonly judged: Judged | null;
  readonly isPinned: boolean;
}

/**
 * Reads what is typed into a filter: every word must be there, whatever its case; one with a `-` before it must not.
 * Where a thing is named, such as `client:web`, it must be just that, or one of the values that are named for it.
 *
 * @returns whether a row fits
 */
export function readFilter(typed: string): (searched: Searched) => boolean {
  const terms = readTerms(typed);
  const wanted = termNames
    .map((name) => terms.filter((term) => term.name === name && !term.isNegated))
    .filter((any) => any.length > 0);
  const others = terms.filter(({ name, isNegated }) => name === null || isNegated);
  return (searched) =>
    wanted.every((any) => any.some((term) => fits(term, searched))) &&
    others.every((term) => fits(term, searched) !== term.isNegated);
}

function fits({ name, value }: Term, searched: Searched): boolean {
  const { row, judged } = searched;
  switch (name) {
    case 'verdict':
      return judged !== null && [judged.kind, verdictLabel(judged.kind).toLowerCase()].includes(value);
    case 'client':
      return row.client_id.toLowerCase() === value;
    case 'mode':
      return row.mode.toLowerCase() === value;
    case 'server':
      return row.server.toLowerCase() === value;
    case 'check':
      return judged?.wrong.some(({ check }) => check === value) ?? false;
    case 'is':
      return properties[value]?.(searched) ?? false;
    case null:
      return verdictText(judged).includes(value) || textOf(searched).includes(value);
  }
}

/** What a response can be, by the word behind `is:`. */
const properties: Readonly<Record<string, (searched: Searched) => boolean>> = Object.assign(
  Object.create(null),
  {
    error: (searched: Searched) => resultOf(searched).kind === 'error',
    warned: ({ judged }: Searched) => (judged?.counts.warn ?? 0) > 0,
    pinned: ({ isPinned }: Searched) => isPinned,
  },
);

function verdictText(judged: Judged | null): string {
  if (!judged) return '';
  const wrong = judged.wrong.flatMap((finding) => [finding.check, findingTitle(finding)]);
  return [
    judged.result?.text,
    verdictLabel(judged.kind),
    verdictReason(judged),
    judged.reason?.check,
    ...wrong,
  ]
    .join('\n')
    .toLowerCase();
}

const texts = new WeakMap<Row, string>();

/** Everything a response and its request say, what is in their JWTs too, but for what was encrypted. */
function textOf({ exchange, row }: Searched): string {
  const before = texts.get(row);
  if (before !== undefined) return before;
  const { query, fragment, form } = readResponse(exchange.response);
  const request = exchange.request && readRequest(exchange.request);
  const fields = [...query, ...fragment, ...form, ...(request?.parameters ?? []), ...(request?.inner ?? [])];
  const text = [
    row.server,
    row.client_id,
    row.mode,
    row.result.text,
    exchange.response.url,
    ...fields.flatMap(([name, value]) => [name, value, ...payloadOf(value)]),
  ];
  const joined = text.join('\n').toLowerCase();
  texts.set(row, joined);
  return joined;
}

function payloadOf(value: string): string[] {
  const jwt = readCompact(value);
  return jwt.form === 'jws' && !jwt.payload.problem ? [JSON.stringify(jwt.payload.members)] : [];
}
