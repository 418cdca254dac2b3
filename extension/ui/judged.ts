import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf, summaryOf } from '../../src/recordset.ts';
import type { Result } from '../../src/result.ts';
import { type Summary, summarise } from '../../src/summary.ts';
import { judging } from './judging.ts';
import type { Row } from './row.ts';

/** A verdict as far as a list needs it. */
export type Judged = Summary;

/** What a response brought, as far as it is known: of an encrypted one, what was inside. */
export function resultOf({ row, judged }: { readonly row: Row; readonly judged: Judged | null }): Result {
  return judged?.result ?? row.result;
}

/**
 * Gives the verdict on an exchange: the stored one where it is up to date, else one made here, once for the same
 * evidence.
 *
 * @param done called whenever a verdict was made, so that the list can be drawn anew
 * @returns null while the verdict is being made
 */
export function judgeOnDemand(done: () => void): (set: RecordSet, exchange: Exchange) => Judged | null {
  const made = new Map<string, { readonly name: string; judged: Judged | null }>();
  return (set, exchange) => {
    const stored = summaryOf(set, exchange);
    if (stored) return stored;
    const name = judgementName(set, exchange);
    const before = made.get(exchange.id);
    if (before?.name === name) return before.judged;
    const entry = { name, judged: before?.judged ?? null };
    made.set(exchange.id, entry);
    const make = async () => {
      entry.judged = summarise(await judging(evidenceOf(set, exchange), secretsOf(set, exchange)));
      done();
    };
    void make();
    return entry.judged;
  };
}
