import { type Exchange } from '../../src/exchange.ts';
import { inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf } from '../../src/recordset.ts';
import { type SummaryRecord, recordKey } from '../../src/records.ts';
import { isAwaited } from '../../src/verdict.ts';
import { keep } from './keep.ts';

/** Judges an exchange and keeps the outcome. */
export async function summarise(set: RecordSet, exchange: Exchange): Promise<void> {
  const evidence = judgementName(set, exchange);
  const { verdict, findings } = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
  const { reason } = verdict;
  const summary: SummaryRecord = {
    response: exchange.id,
    tabId: exchange.response.tabId,
    evidence,
    kind: verdict.kind,
    askAgain: findings.some(isAwaited),
    reason: reason && {
      check: reason.check,
      outcome: reason.outcome,
      ...(reason.code === undefined ? {} : { code: reason.code }),
    },
    counts: verdict.counts,
  };
  // The response may have been removed meanwhile: nothing of it stays behind.
  if (set.responses.has(exchange.id)) await keep({ [recordKey.summary(summary)]: summary });
}
