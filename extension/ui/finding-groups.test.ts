import { expect, test } from 'vitest';
import type { Family, Finding, Outcome } from '../../src/checks/check.ts';
import { groupFindings } from './finding-groups.ts';

const finding = (check: string, family: Family, outcome: Outcome): Finding => ({
  check,
  family,
  outcome,
  catalogue: '',
  clauses: [],
  certainty: 'proven',
});

const names = (findings: readonly Finding[]) => findings.map(({ check }) => check);

test('families with a failure come first, and in each the failures before the warnings', () => {
  const { wrong } = groupFindings([
    finding('long', 'signature', 'warn'),
    finding('old', 'claims', 'warn'),
    finding('aud', 'claims', 'fail'),
    finding('state', 'parameters', 'fail'),
  ]);
  expect(wrong.map(({ family, findings }) => [family, ...names(findings)])).toEqual([
    ['claims', 'aud', 'old'],
    ['parameters', 'state'],
    ['signature', 'long'],
  ]);
});

test('what was skipped or is not supported is apart from what passed', () => {
  const grouped = groupFindings([
    finding('a', 'envelope', 'pass'),
    finding('b', 'signature', 'skip'),
    finding('c', 'signature', 'unsupported'),
    finding('d', 'claims', 'info'),
    finding('e', 'claims', 'pass'),
  ]);
  expect(grouped.wrong).toEqual([]);
  expect(names(grouped.unchecked)).toEqual(['b', 'c']);
  expect(names(grouped.notes)).toEqual(['d']);
  expect(grouped.passed.map(({ family }) => family)).toEqual(['envelope', 'claims']);
  expect(grouped.passedCount).toBe(2);
});

test('what is skipped only because the client does not watch for leaks is apart from what is missing', () => {
  const grouped = groupFindings([
    { ...finding('a', 'leaks', 'skip'), code: 'not-watched' },
    { ...finding('b', 'leaks', 'skip'), code: 'not-seen' },
    finding('c', 'leaks', 'pass'),
  ]);
  expect(names(grouped.unwatched)).toEqual(['a']);
  expect(names(grouped.unchecked)).toEqual(['b']);
  expect(grouped.passedCount).toBe(1);
});
