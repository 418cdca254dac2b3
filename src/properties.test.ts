import { expect, test } from 'vitest';
import { callback, evidence, makeKey, response } from './fixture.ts';
import { inspect } from './inspect.ts';
import { properties } from './properties.fixture.ts';

test.each(properties.map((one) => [one.name, one] as const))('%s', async (_name, { check }) => {
  expect((await check(100, 20_261_123)).failure).toBeNull();
});

const key = await makeKey('ES256');
const base64 = (text: string) => Buffer.from(text).toString('base64url');
const jwt = (payload: string) => `?response=${base64('{"alg":"ES256"}')}.${base64(payload)}.AAAA`;

/** Texts of a size that could make something that is not linear show. */
const growing: readonly (readonly [string, (size: number) => string])[] = [
  ['one long value', (size) => `?response=${'a'.repeat(size)}`],
  ['many dots', (size) => `?response=${'.'.repeat(size)}`],
  ['many parameters', (size) => `?${'code=1&'.repeat(size / 7)}`],
  ['many unknown parameters', (size) => `?response=x&${'a=1&'.repeat(size / 4)}`],
  ['percent signs', (size) => `?response=${'%'.repeat(size)}`],
  ['a long payload', (size) => jwt(JSON.stringify({ a: 'x'.repeat(size) }))],
  ['white space in JSON', (size) => jwt(`{"a":${' '.repeat(size)}1}`)],
  ['many claims', (size) => jwt(`{${Array.from({ length: size / 8 }, (_, n) => `"c${n}":1`).join(',')}}`)],
  ['one claim many times', (size) => jwt(`{${Array.from({ length: size / 6 }, () => '"c":1').join(',')}}`)],
  ['brackets', (size) => jwt(`{"a":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`)],
  ['quotes and backslashes', (size) => jwt(`{"a":"${'\\"'.repeat(size / 2)}"}`)],
];

test.each(growing)('judging %s takes work in proportion to its length', async (_name, make) => {
  /** The least of several, in microseconds of this process alone: other programs do not count. */
  const work = async (size: number) => {
    const given = evidence(response(`${callback}${make(size)}`), [key.jwk]);
    let least = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      await inspect(given);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, user + system);
    }
    return least;
  };
  await work(1000);
  const [small, large] = [await work(20_000), await work(160_000)];
  // Eight times the length: what is quadratic takes 64 times the work.
  expect(large / Math.max(small, 1000)).toBeLessThan(32);
});
