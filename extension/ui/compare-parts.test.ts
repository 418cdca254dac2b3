import { expect, test } from 'vitest';
import type { Finding, Value } from '../../src/checks/check.ts';
import { compareParts } from './compare-parts.ts';

function sides(outcome: Finding['outcome'], expected?: Value, observed?: Value) {
  const finding: Finding = {
    check: 'x',
    catalogue: '',
    family: 'claims',
    clauses: [],
    certainty: 'proven',
    outcome,
  };
  const { expected: one, observed: other } = compareParts({
    ...finding,
    ...(expected ? { expected } : {}),
    ...(observed ? { observed } : {}),
  });
  const show = (side: typeof one) =>
    side && side.parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
  return [show(one), show(other)];
}

const text = (value: string): Value => ({ kind: 'text', value });

test('marks where two texts differ', () => {
  expect(sides('fail', text('https://a/'), text('https://a'))).toEqual(['https://a[/]', 'https://a']);
  expect(sides('warn', text('op-1'), text('op-2'))).toEqual(['op-[1]', 'op-[2]']);
});

test('marks nothing where the check passed', () => {
  expect(sides('pass', text('a'), text('b'))).toEqual(['a', 'b']);
});

test('what cannot be compared letter by letter is marked as a whole', () => {
  expect(sides('fail', text('code'), { kind: 'absent' })).toEqual(['code', '[not present]']);
  expect(sides('fail', undefined, text('none'))).toEqual([null, '[none]']);
});

test('characters that cannot be seen are written out', () => {
  expect(sides('fail', text('abc'), text('abc\u202e'))).toEqual(['abc', 'abc[\\u202E]']);
});

test('what is copied is the value as it was received', () => {
  const finding: Finding = {
    check: 'x',
    catalogue: '',
    family: 'claims',
    clauses: [],
    certainty: 'proven',
    outcome: 'fail',
    observed: text('a\u0000b'),
  };
  expect(compareParts(finding).observed?.copied).toBe('a\u0000b');
});
