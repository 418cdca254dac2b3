import { findingTitle, missingReason } from '../../src/wording/titles.ts';
import type { Judged } from './judged.ts';

/** The first reason of a verdict, as it stands behind its label in a list; null where there is none. */
export function verdictReason({ kind, reason, counts }: Judged): string | null {
  if (!reason) return counts.accepted > 0 ? `${counts.accepted} accepted` : null;
  if (kind === 'pending') return null;
  return kind === 'unverified' ? missingReason(reason) : findingTitle(reason);
}
