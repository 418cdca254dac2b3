import { type Family, type Finding, type Outcome, families } from '../../src/checks/check.ts';

/** Findings of one family. */
export interface Group {
  readonly family: Family;
  readonly findings: readonly Finding[];
}

/** Findings in the order in which they are read: what is wrong, what is missing, what is worth a note, what passed. */
export interface Grouped {
  /** Failed and warned, the families with a failure first. */
  readonly wrong: readonly Group[];
  /** Wrong, and accepted by the tester. */
  readonly accepted: readonly Finding[];
  /** Skipped, or beyond this browser. */
  readonly unchecked: readonly Finding[];
  /** Skipped because the client does not watch for leaks: a choice, and the same for every response. */
  readonly unwatched: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly passed: readonly Group[];
  readonly passedCount: number;
}

/** Sorts the findings of one exchange for reading. */
export function groupFindings(findings: readonly Finding[]): Grouped {
  const withOutcome = (...outcomes: Outcome[]) =>
    findings.filter(({ outcome, accepted }) => !accepted && outcomes.includes(outcome));
  const wrong = byFamily(
    withOutcome('fail', 'warn').toSorted((one, other) => rank(one) - rank(other)),
  ).toSorted((one, other) => rank(one.findings[0]) - rank(other.findings[0]));
  const passed = withOutcome('pass');
  const unchecked = withOutcome('skip', 'unsupported');
  return {
    wrong,
    accepted: findings.filter(({ accepted }) => accepted),
    unchecked: unchecked.filter((finding) => !isUnwatched(finding)),
    unwatched: unchecked.filter(isUnwatched),
    notes: withOutcome('info'),
    passed: byFamily(passed),
    passedCount: passed.length,
  };
}

function isUnwatched({ outcome, code }: Finding): boolean {
  return outcome === 'skip' && code === 'not-watched';
}

function rank(finding: Finding | undefined): number {
  return finding?.outcome === 'fail' ? 0 : 1;
}

function byFamily(findings: readonly Finding[]): Group[] {
  return families
    .map((family) => ({ family, findings: findings.filter((finding) => finding.family === family) }))
    .filter((group) => group.findings.length > 0);
}
