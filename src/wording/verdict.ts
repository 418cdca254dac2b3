import type { Counts, VerdictKind } from '../verdict.ts';
import type { Titled } from './shapes.ts';
import { findingTitle, missingReason } from './titles.ts';

/** As much of a verdict as is put into words; a stored summary keeps no more. */
export interface WordedVerdict {
  readonly kind: VerdictKind;
  readonly reason: Titled | null;
  readonly counts: Counts;
}

const labels: Readonly<Record<VerdictKind, string>> = {
  rejected: 'Rejected',
  pending: 'Checking',
  unverified: 'Not verified',
  unsigned: 'Plain',
  valid: 'Valid',
};

/** A verdict in one or two words, for a list. */
export function verdictLabel(kind: VerdictKind): string {
  return labels[kind];
}

/** A verdict in one sentence without full stop, such as "Rejected: signed with a key the issuer does not publish". */
export function verdictSentence({ kind, reason, counts }: WordedVerdict): string {
  switch (kind) {
    case 'rejected':
      return reason ? `Rejected: ${lowerFirst(findingTitle(reason))}` : 'Rejected';
    case 'pending':
      return reason?.code === 'history-pending'
        ? 'Checking: comparing it with earlier responses'
        : 'Checking: asking the issuer for its keys';
    case 'unverified':
      return `Not verified: ${reason ? missingReason(reason) : 'the signature could not be checked'}`;
    case 'unsigned':
      return reason
        ? `Plain response, not signed, ${warnings(reason, counts.warn)}${accepted(counts)}`
        : `Nothing wrong found: a plain response is not signed${accepted(counts)}`;
    case 'valid':
      return `Valid${reason ? `, ${warnings(reason, counts.warn)}` : ''}${accepted(counts)}`;
  }
}

/** The counts behind a verdict, such as "2 failed, 1 warning, 24 passed, 2 skipped". */
export function verdictSummary(counts: Counts): string {
  const parts: [number, string][] = [
    [counts.fail, 'failed'],
    [counts.warn, counts.warn === 1 ? 'warning' : 'warnings'],
    [counts.accepted, 'accepted'],
    [counts.pass, 'passed'],
    [counts.info, counts.info === 1 ? 'note' : 'notes'],
    [counts.skip, 'skipped'],
    [counts.unsupported, 'unsupported'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length > 0 ? said.join(', ') : 'nothing checked';
}

function warnings(first: Titled, count: number): string {
  const title = lowerFirst(findingTitle(first));
  return count > 1 ? `${count} warnings: ${title}, and ${count - 1} more` : `1 warning: ${title}`;
}

/** What is wrong, and known to be. */
function accepted({ accepted: count }: Counts): string {
  return count === 0 ? '' : `, ${count} accepted ${count === 1 ? 'finding' : 'findings'}`;
}

/** Leaves abbreviations such as JWT as they are. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
