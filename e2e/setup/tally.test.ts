import { describe, expect, test } from 'vitest';
import { exitStatus, FAILED, PASSED, sum, tallyLine, tallyOf } from './tally.ts';

const file = (status: string, ...statuses: readonly string[]): object => ({
  status,
  assertionResults: statuses.map((status) => ({ status })),
});
const report = (...testResults: readonly object[]): object => ({ testResults });

describe('counting what Vitest reports', () => {
  test('counts passed and failed tests, and everything else as skipped', () => {
    const files = [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed')];
    expect(tallyOf(report(...files), 1)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(tallyOf(report(file('passed', 'passed'), file('failed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });

  test('counts a run that ended badly though every test passed', () => {
    expect(tallyOf(report(file('passed', 'passed')), 1).failed).toBe(1);
  });

  test.each([undefined, null, 'x', {}, { testResults: 'x' }, report()])(
    'counts a run that held no test as failed: %j',
    (nothing) => {
      expect(tallyOf(nothing, 0)).toEqual(FAILED);
    },
  );
});

describe('the last line and the exit status', () => {
  const skipped = { passed: 0, failed: 0, skipped: 1 };

  test('says how many passed, failed and were skipped', () => {
    expect(tallyLine(sum([PASSED, PASSED, FAILED, skipped]))).toBe('2 passed, 1 failed, 1 skipped');
  });

  test('a failure is a failure everywhere, a skipped test only in CI', () => {
    expect([exitStatus(FAILED, false), exitStatus(skipped, false), exitStatus(skipped, true)]).toEqual([
      1, 0, 1,
    ]);
  });
});
