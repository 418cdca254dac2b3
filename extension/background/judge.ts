import { type Exchange } from '../../src/exchange.ts';
import { inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf } from '../../src/recordset.ts';
import { type SummaryRecord, recordKey } from '../../src/records.ts';
import { summarise } from '../../src/summary.ts';
import { isAwaited } from '../../src/verdict.ts';
import { keep } from './keep.ts';

/** Judges an exchange and keeps the outcome. */
export async function keepSummary(set: RecordSet, exchange: Exchange): Promise<void> {
  const evidence = judgementName(set, exchange);
  const inspection = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
  const summary: SummaryRecord = {
    response: exchange.id,
    tabId: exchange.response.tabId,
    evidence,
    askAgain: inspection.findings.some(isAwaited),
    ...summarise(inspection),
  };
  // The response may have been removed meanwhile: nothing of it stays behind.
  if (set.responses.has(exchange.id)) await keep({ [recordKey.summary(summary)]: summary });
}
