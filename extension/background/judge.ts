import { type Exchange } from '../../src/exchange.ts';
import { inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf } from '../../src/recordset.ts';
import { type SummaryRecord, recordKey } from '../../src/records.ts';
import { isAwaited, summaryOfFindings } from '../../src/verdict.ts';
import { keep } from './keep.ts';

/** Judges an exchange and keeps the outcome. */
export async function summarise(set: RecordSet, exchange: Exchange): Promise<void> {
  const evidence = judgementName(set, exchange);
  const { verdict, findings } = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
  const summary: SummaryRecord = {
    response: exchange.id,
    tabId: exchange.response.tabId,
    evidence,
    askAgain: findings.some(isAwaited),
    ...summaryOfFindings(verdict, findings),
  };
  // The response may have been removed meanwhile: nothing of it stays behind.
  if (set.responses.has(exchange.id)) await keep({ [recordKey.summary(summary)]: summary });
}
