import type { Exchange } from '../../src/exchange.ts';
import { readCompact } from '../../src/jose/compact.ts';
import { readRequest } from '../../src/read/request.ts';
import { readResponse } from '../../src/read/response.ts';
import { verdictLabel } from '../../src/wording/verdict.ts';
import type { Judged } from './judged.ts';
import { verdictReason } from './reason.ts';
import type { Row } from './row.ts';

/** One row of a list, with what it is about. */
export interface Searched {
  readonly exchange: Exchange;
  readonly row: Row;
  readonly judged: Judged | null;
}

/**
 * Reads what is typed into a filter: every word must be there, whatever its case; one with a `-` before it must not.
 *
 * @returns whether a row fits
 */
export function readFilter(typed: string): (searched: Searched) => boolean {
  const words = typed.toLowerCase().split(/\s+/);
  const wanted = words.filter((word) => word !== '' && !word.startsWith('-'));
  const unwanted = words.flatMap((word) => (word.length > 1 && word.startsWith('-') ? [word.slice(1)] : []));
  if (wanted.length + unwanted.length === 0) return () => true;
  return (searched) => {
    const verdict = verdictText(searched.judged);
    const has = (word: string) => verdict.includes(word) || textOf(searched).includes(word);
    return wanted.every(has) && !unwanted.some(has);
  };
}

function verdictText(judged: Judged | null): string {
  if (!judged) return '';
  return [verdictLabel(judged.kind), verdictReason(judged), judged.reason?.check].join(' ').toLowerCase();
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
