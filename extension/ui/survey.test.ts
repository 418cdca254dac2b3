import { expect, test } from 'vitest';
import { judgedAs, searched } from './searched.fixture.ts';
import { emptySurvey, surveyOf } from './survey.ts';

const valid = searched('?code=a', judgedAs('valid'), { client_id: 'web' });
const rejected = searched('?error=access_denied', judgedAs('rejected', 2), { client_id: 'app' });
const pending = searched('?code=b', null, { client_id: 'app' });
const pinned = searched('?code=c', judgedAs('valid', 1), { client_id: 'web', isPinned: true });

test('counts verdicts, warnings, errors and pins, and names what there is', () => {
  const { counts, clients, servers, modes } = surveyOf([valid, rejected, pending, pinned]);
  expect(Object.fromEntries(counts)).toEqual({ valid: 2, rejected: 1, warned: 2, error: 1, pinned: 1 });
  expect([...clients]).toEqual(['web', 'app']);
  expect([servers.size, modes.size]).toEqual([1, 1]);
});

const judgedNow = searched('?code=b', judgedAs('rejected'), { client_id: 'app' });

test.each([
  ['more came', [valid, rejected], [valid, rejected, pending, pinned]],
  ['one was judged meanwhile', [valid, pending], [valid, judgedNow]],
  ['the oldest went', [valid, rejected, pinned], [rejected, pinned]],
  ['the newest went', [valid, rejected, pinned], [valid, rejected]],
  ['one went and another came', [valid, rejected], [rejected, pinned]],
  ['all went', [valid, rejected], []],
  ['nothing changed', [valid, rejected], [valid, rejected]],
])('is the same as looked at anew where %s', (_, before, after) => {
  const last = surveyOf(before);
  const copy = structuredClone(Object.fromEntries(last.counts));
  expect(surveyOf(after, last)).toEqual(surveyOf(after));
  // What was made before is not changed.
  expect(Object.fromEntries(last.counts)).toEqual(copy);
});

test('of nothing there is nothing', () => {
  expect(surveyOf([])).toEqual(emptySurvey);
});
