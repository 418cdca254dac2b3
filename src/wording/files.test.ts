import { expect, test } from 'vitest';
import { fileProblems, problem } from '../files/problem.ts';
import { statedThings } from '../files/stated.ts';
import {
  bundleSentence,
  fileSentence,
  fromFileLabel,
  liveSentence,
  needsSecretSentence,
  receiptSentence,
  redactedSentence,
  statedSentence,
  statedVerdict,
} from './files.ts';

test.each(fileProblems)('%s is said in words, without full stop', (code) => {
  for (const detail of [null, '7'])
    expect(fileSentence(problem(code, detail))).toMatch(/^[A-Z][^\n]{10,}[^. ]$/);
});

test('each problem has a sentence of its own', () => {
  expect(new Set(fileProblems.map((code) => fileSentence(problem(code)))).size).toBe(fileProblems.length);
});

test('limits are said in megabytes', () => {
  expect(fileSentence(problem('too-large', 1_200_000))).toBe('It is larger than 1.2 MB, which is not read');
});

test('what a hostile file wrote cannot hide in a sentence', () => {
  expect(fileSentence(problem('newer', '2\u202E'))).toContain('version 2\\u202E of');
});

test.each(statedThings)('that %s is the word of a file is said', (thing) => {
  expect(statedSentence(thing)).toMatch(/stated by the file|[Pp]asted/);
});

test('what rests on the word of a file is not called valid', () => {
  const said = 'Valid, 1 warning: code is short';
  expect(statedVerdict('valid', said, ['response', 'keys'])).toBe(
    'Consistent with the keys in the file, 1 warning: code is short',
  );
  expect(statedVerdict('valid', said, ['response'])).toBe(said);
  expect(statedVerdict('rejected', 'Rejected', ['keys'])).toBe('Rejected');
});

test.each([bundleSentence, liveSentence, needsSecretSentence, redactedSentence])(
  'a file is told of in a sentence',
  (sentence) => {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(fromFileLabel).not.toMatch(/\.$/);
  },
);

test('the receipt says what was taken out, and how much', () => {
  expect(receiptSentence([])).toBe('Nothing had to be taken out.');
  expect(
    receiptSentence([
      { kind: 'state', count: 2 },
      { kind: 'value', count: 1 },
    ]),
  ).toBe('Taken out: 2 state, 1 without a known name.');
});
