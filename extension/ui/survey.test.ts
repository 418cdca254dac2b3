import { expect, test } from 'vitest';
import type { Exchange } from '../../src/exchange.ts';
import { callback, client, request, response } from '../../src/fixture.ts';
import type { VerdictKind } from '../../src/verdict.ts';
import { rowOf } from './row.ts';
import type { Searched } from './search.ts';
import { emptySurvey, surveyOf } from './survey.ts';

const none = { pass: 0, fail: 0, warn: 0, info: 0, skip: 0, unsupported: 0, accepted: 0 };

function one(
  client_id: string,
  query: string,
  kind: VerdictKind | null,
  warn = 0,
  isPinned = false,
): Searched {
  const seen = response(`${callback}${query}`);
  const exchange: Exchange = {
    id: seen.id,
    response: seen,
    request: request(),
    pairedBy: 'frame',
    client: { ...client, client_id },
    clientBy: 'only',
    issuersOnCallback: [client.issuer],
    sightings: [],
  };
  const judged = kind && { kind, reason: null, result: null, wrong: [], counts: { ...none, warn } };
  return { exchange, row: rowOf(exchange), judged, isPinned };
}

const valid = one('web', '?code=a', 'valid');
const rejected = one('app', '?error=access_denied', 'rejected', 2);
const pending = one('app', '?code=b', null);
const pinned = one('web', '?code=c', 'valid', 1, true);

test('counts verdicts, warnings, errors and pins, and names what there is', () => {
  const { counts, clients, servers, modes } = surveyOf([valid, rejected, pending, pinned]);
  expect(Object.fromEntries(counts)).toEqual({ valid: 2, rejected: 1, warned: 2, error: 1, pinned: 1 });
  expect([...clients]).toEqual(['web', 'app']);
  expect([servers.size, modes.size]).toEqual([1, 1]);
});

const judgedNow = one('app', '?code=b', 'rejected');

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
