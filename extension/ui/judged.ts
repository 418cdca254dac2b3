import type { Exchange } from '../../src/exchange.ts';
import { inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf, summaryOf } from '../../src/recordset.ts';
import { type Summary, summaryOfFindings } from '../../src/verdict.ts';

/** A verdict as far as a list needs it. */
export type Judged = Summary;

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
      const { verdict, findings } = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
      entry.judged = summaryOfFindings(verdict, findings);
      done();
    };
    void make();
    return entry.judged;
  };
}
