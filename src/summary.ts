import type { Finding } from './checks/check.ts';
import type { Inspection } from './inspect.ts';
import type { SummaryRecord } from './records.ts';
import { resultOfAnswer } from './result.ts';

/** As much of what was found as a list needs. */
export type Summary = Pick<SummaryRecord, 'kind' | 'reason' | 'wrong' | 'counts' | 'result'>;

/** Shortens what was found of a response to what is kept of it for lists. */
export function summarise({ context, findings, verdict }: Inspection): Summary {
  const { kind, reason, counts } = verdict;
  const wrong = findings.filter(
    ({ outcome, accepted }) => !accepted && (outcome === 'fail' || outcome === 'warn'),
  );
  return {
    kind,
    reason: reason && titled(reason),
    wrong: wrong.map(titled),
    counts,
    result: context.jwe && context.answer ? resultOfAnswer(context.answer) : null,
  };
}

function titled({ check, outcome, code }: Finding) {
  return { check, outcome, ...(code === undefined ? {} : { code }) };
}
