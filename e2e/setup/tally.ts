/** How many tests ended how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
export const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** `N passed, N failed, N skipped`. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The exit status: in CI a test that was skipped is a failure. */
export function exitStatus({ failed, skipped }: Tally, inCi: boolean): number {
  return failed > 0 || (inCi && skipped > 0) ? 1 : 0;
}

function list(value: unknown): readonly object[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}

function statusOf(item: object): unknown {
  return 'status' in item ? item.status : undefined;
}

/**
 * Counts what Vitest's JSON reporter wrote. A file that failed without a failing test of its own (it could not be
 * loaded, or a hook threw) counts as one failure; so does a run that ended badly though no test failed, or that held
 * no test at all.
 */
export function tallyOf(report: unknown, status: number): Tally {
  const files =
    typeof report === 'object' && report !== null && 'testResults' in report ? list(report.testResults) : [];
  const tally = sum(
    files.map((file) => {
      const statuses = ('assertionResults' in file ? list(file.assertionResults) : []).map(statusOf);
      const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
      const [passed, failed] = [count('passed'), count('failed')];
      const broken = failed === 0 && statusOf(file) === 'failed' ? 1 : 0;
      return { passed, failed: failed + broken, skipped: statuses.length - passed - failed };
    }),
  );
  const empty = tally.passed + tally.failed + tally.skipped === 0;
  return tally.failed === 0 && (status !== 0 || empty) ? sum([tally, FAILED]) : tally;
}
