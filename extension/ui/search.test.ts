import { expect, test } from 'vitest';
import { goodClaims, makeKey, sign } from '../../src/fixture.ts';
import type { Judged } from './judged.ts';
import { readFilter } from './search.ts';
import { noCounts, searched } from './searched.fixture.ts';

const rejected: Judged = {
  kind: 'rejected',
  reason: { check: 'aud-match', outcome: 'fail', code: 'other' },
  result: null,
  wrong: [
    { check: 'aud-match', outcome: 'fail', code: 'other' },
    { check: 'state-quality', outcome: 'warn', code: 'short' },
  ],
  counts: { ...noCounts, fail: 1 },
};

const responded = (query: string, judged: Judged | null = rejected) => searched(query, judged);

const jwt = await sign(await makeKey(), { ...goodClaims, error_description: 'Denied by Policy 7' });
const inJwt = responded(`?response=${jwt}`);

test.each([
  ['', 'nothing typed'],
  ['  ', 'only spaces'],
  ['-', 'a minus alone'],
  ['id.example.com', 'the server'],
  ['S6BHDRKQT3', 'the client, in other letters'],
  ['query.jwt', 'the mode'],
  ['rejected', 'the verdict'],
  ['aud-match', 'the check that failed first'],
  ['policy denied', 'words of a claim, in any order'],
  [goodClaims.code, 'the code inside the JWT'],
  ['scope', 'a parameter of the request'],
  [jwt.split('.')[1]?.slice(0, 20) ?? '', 'the raw response'],
  ['rejected -expired', 'a word that must not be there, and is not'],
  ['state-quality', 'a check that warns'],
  ['addressed another', 'words of what is wrong'],
  ['check:state-quality', 'a check by name'],
  ['verdict:rejected', 'the verdict by name'],
  ['verdict:valid verdict:Rejected', 'one of two verdicts'],
  ['-verdict:valid', 'another verdict than this'],
  ['client:S6BhdRkqt3 mode:query.jwt server:id.example.com', 'three things by name'],
  ['-is:error', 'no error'],
])('%j finds it: %s', (typed) => {
  expect(readFilter(typed)(inJwt)).toBe(true);
});

test.each([
  ['absent', 'a word that is nowhere'],
  ['rejected absent', 'one of two'],
  ['-rejected', 'a word that must not be there, and is'],
  ['verdict:valid', 'another verdict'],
  ['verdict:reject', 'a part of the verdict'],
  ['check:state', 'a part of the name of a check'],
  ['client:s6bhd', 'a part of the client'],
  ['-client:s6BhdRkqt3', 'another client than this'],
  ['is:error', 'an error'],
  ['is:pinned', 'a pinned one'],
  ['is:constructor', 'something that no response is'],
])('%j does not find it: %s', (typed) => {
  expect(readFilter(typed)(inJwt)).toBe(false);
});

test('a response that is still being judged, and one that cannot be read, are searched as far as they go', () => {
  const broken = responded('?response=a.b.c&error=%E0%A4%A', null);
  expect(readFilter('a.b.c')(broken)).toBe(true);
  expect(readFilter('rejected')(broken)).toBe(false);
});
