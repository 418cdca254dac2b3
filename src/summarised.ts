import type { Exchange } from './exchange.ts';
import { type RecordSet, exchangesOf, summaryOf } from './recordset.ts';
import type { SummaryRecord } from './records.ts';
import { sameOr } from './same.ts';

/** An exchange with its stored summary, where that is up to date. */
export interface Summarised {
  readonly exchange: Exchange;
  readonly summary: SummaryRecord | null;
}

interface LastSummarised {
  readonly shared: number;
  readonly exchanges: readonly Exchange[];
  readonly all: readonly Summarised[];
  /** Those that are not finished. */
  readonly unfinished: readonly Summarised[];
}
const lastSummarised = new WeakMap<RecordSet, LastSummarised>();

/**
 * All exchanges of a set with their summaries, in the order of their responses. Only what has changed since the last time
 * is looked at: what stands as it stood is the very same object, and so is the list where all of it is.
 */
export function summarisedIn(set: RecordSet): readonly Summarised[] {
  return lookAt(set).all;
}

/**
 * Whether the background has learnt all there is about an exchange: the summary is the last thing that it writes, and says
 * whether the issuer is to be asked once more.
 */
export function isFinished(summary: SummaryRecord | null): boolean {
  return summary?.askAgain === false;
}

/** Of all exchanges those that are not finished. */
export function unfinishedIn(set: RecordSet): readonly Summarised[] {
  return lookAt(set).unfinished;
}

function lookAt(set: RecordSet): LastSummarised {
  const { exchanges } = exchangesOf(set);
  const { shared, changed, started } = set;
  const last = lastSummarised.get(set);
  // Where the tool started logins, those of other exchanges count too.
  const isComparable = last?.shared === shared && started.size === 0;
  if (isComparable && last.exchanges === exchanges && changed.size === 0) return last;
  const isAsBefore = ({ id, sightings }: Exchange) =>
    changed.size === 0 || !(changed.has(id) || sightings.some((one) => changed.has(one.id)));
  const made = exchanges.map((exchange, index) => {
    const before = last?.all[index];
    if (before?.exchange !== exchange) return { exchange, summary: summaryOf(set, exchange) };
    if (isComparable && isAsBefore(exchange)) return before;
    const summary = summaryOf(set, exchange);
    return summary === before.summary ? before : { exchange, summary };
  });
  changed.clear();
  const all = sameOr(last?.all, made);
  const unfinished =
    last && all === last.all ? last.unfinished : all.filter(({ summary }) => !isFinished(summary));
  const looked = { shared, exchanges, all, unfinished };
  lastSummarised.set(set, looked);
  return looked;
}
