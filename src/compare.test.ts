import { expect, test } from 'vitest';
import { compareInspections } from './compare.ts';
import { callback, evidence, goodClaims, makeKey, response, sign } from './fixture.ts';
import { inspect } from './inspect.ts';

const key = await makeKey();
const inspected = async (claims: object = {}, query = '') =>
  await inspect(
    evidence(response(`${callback}?response=${await sign(key, { ...goodClaims, ...claims })}${query}`), [
      key.jwk,
    ]),
  );

test('a response differs from itself in nothing', async () => {
  const one = await inspected();
  const { differences, alike } = compareInspections(one, one);
  expect(differences).toEqual([]);
  expect(alike).toBeGreaterThan(50);
});

test('what differs is named by group, with both values, the verdict first', async () => {
  const { differences } = compareInspections(
    await inspected(),
    await inspected({ aud: 'another', extra: 7 }),
  );
  const named = differences.map(({ group, name }) => `${group} ${name}`);
  expect(named[0]).toBe('verdict Verdict');
  expect(named).toEqual(
    expect.arrayContaining(['findings aud-match', 'claims aud', 'claims extra', 'response response']),
  );
  expect(differences.find(({ name }) => name === 'extra')).toMatchObject({ one: null, other: '7' });
  expect(differences.find(({ group, name }) => group === 'claims' && name === 'aud')).toMatchObject({
    one: goodClaims.aud,
    other: 'another',
  });
});

test('a parameter that stands twice is compared with the second of the other', async () => {
  const { differences } = compareInspections(
    await inspected({}, '&state=a&state=b'),
    await inspected({}, '&state=a&state=c'),
  );
  expect(differences.filter(({ name }) => name === 'state')).toEqual([
    { group: 'response', name: 'state', one: 'b', other: 'c' },
  ]);
});

test('names that an object has by itself are names like others', async () => {
  const { differences } = compareInspections(
    await inspected(),
    await inspected({}, '&__proto__=1&constructor=2'),
  );
  expect(differences.map(({ name }) => name)).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
});
