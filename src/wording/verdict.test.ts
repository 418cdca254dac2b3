import { expect, test } from 'vitest';
import type { Counts } from '../verdict.ts';
import type { Titled } from './shapes.ts';
import { verdictLabel, verdictSentence, verdictSummary } from './verdict.ts';

const counts = (some: Partial<Counts> = {}) => ({
  pass: 0,
  fail: 0,
  warn: 0,
  info: 0,
  skip: 0,
  unsupported: 0,
  accepted: 0,
  ...some,
});
const unpublished: Titled = { check: 'kid-known', outcome: 'fail', code: 'unpublished' };
const long: Titled = { check: 'exp-max', outcome: 'warn', code: 'long' };
const noKeys: Titled = { check: 'signature', outcome: 'skip', code: 'no-keys' };

test('a rejected response says what failed first', () => {
  expect(verdictSentence({ kind: 'rejected', reason: unpublished, counts: counts({ fail: 2 }) })).toBe(
    'Rejected: signed with a key the issuer does not publish',
  );
});

test('an abbreviation at the beginning keeps its capitals', () => {
  const reason: Titled = { check: 'key-size', outcome: 'fail', code: 'short' };
  expect(verdictSentence({ kind: 'rejected', reason, counts: counts({ fail: 1 }) })).toBe(
    'Rejected: RSA key is shorter than 2048 bits',
  );
});

test('a valid response says what it is warned of', () => {
  expect(verdictSentence({ kind: 'valid', reason: null, counts: counts() })).toBe('Valid');
  expect(verdictSentence({ kind: 'valid', reason: long, counts: counts({ warn: 1 }) })).toBe(
    'Valid, 1 warning: lives longer than ten minutes',
  );
  expect(verdictSentence({ kind: 'valid', reason: long, counts: counts({ warn: 3 }) })).toBe(
    'Valid, 3 warnings: lives longer than ten minutes, and 2 more',
  );
});

test('a response that could not be verified says what was missing', () => {
  const sentence = (reason: Titled | null) =>
    verdictSentence({ kind: 'unverified', reason, counts: counts() });
  expect(sentence(noKeys)).toBe("Not verified: the issuer's keys could not be fetched");
  expect(sentence({ check: 'decrypt', outcome: 'skip', code: 'encrypted' })).toBe(
    'Not verified: encrypted, no key given',
  );
  expect(sentence({ check: 'signature', outcome: 'unsupported', code: 'algorithm' })).toBe(
    'Not verified: its algorithm cannot be computed here',
  );
  expect(sentence(null)).toBe('Not verified: the signature could not be checked');
});

test('a response of which something is still to be learnt is being checked', () => {
  const sentence = (reason: Titled) => verdictSentence({ kind: 'pending', reason, counts: counts() });
  expect(sentence({ check: 'signature', outcome: 'skip', code: 'keys-pending' })).toBe(
    'Checking: asking the issuer for its keys',
  );
  expect(sentence({ check: 'code-reuse', outcome: 'skip', code: 'history-pending' })).toBe(
    'Checking: comparing it with earlier responses',
  );
});

test('a plain response is never called valid', () => {
  const reason: Titled = { check: 'jarm-downgrade', outcome: 'warn', code: 'plain-error' };
  expect(verdictSentence({ kind: 'unsigned', reason: null, counts: counts() })).toBe(
    'Nothing wrong found: a plain response is not signed',
  );
  expect(verdictSentence({ kind: 'unsigned', reason, counts: counts({ warn: 1 }) })).toBe(
    'Plain response, not signed, 1 warning: asked for a JWT, the error came in the clear',
  );
});

test('the list has one or two words for each verdict', () => {
  expect((['rejected', 'valid', 'unverified', 'pending', 'unsigned'] as const).map(verdictLabel)).toEqual([
    'Rejected',
    'Valid',
    'Not verified',
    'Checking',
    'Plain',
  ]);
});

test('the summary counts what there is and leaves out what there is not', () => {
  expect(verdictSummary(counts({ fail: 2, warn: 1, pass: 24, skip: 2 }))).toBe(
    '2 failed, 1 warning, 24 passed, 2 skipped',
  );
  expect(verdictSummary(counts({ warn: 2, pass: 1, info: 1, unsupported: 1 }))).toBe(
    '2 warnings, 1 passed, 1 note, 1 unsupported',
  );
  expect(verdictSummary(counts())).toBe('nothing checked');
});
