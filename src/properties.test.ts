import fc from 'fast-check';
import { base64url } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { callback, evidence, goodClaims, makeKey, type SigningKey, response, sign } from './fixture.ts';
import { inspect } from './inspect.ts';

let key: SigningKey;
let good: string;
beforeAll(async () => {
  key = await makeKey('ES256');
  good = await sign(key, goodClaims);
});

const inputs = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc
    .record({ tail: fc.string({ unit: 'grapheme' }), mark: fc.constantFrom('?', '#') })
    .map(({ tail, mark }) => `${callback}${mark}response=${tail}`),
  fc
    .tuple(fc.json(), fc.json(), fc.base64String())
    .map((parts) => `${callback}?response=${parts.map((part) => base64url.encode(part)).join('.')}`),
);

test('whatever arrives gives a verdict, never an exception, and never "valid"', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, async (url) => {
      const { verdict } = await inspect(evidence(response(url), [key.jwk]));
      expect(verdict.kind).not.toBe('valid');
    }),
    { numRuns: 1000 },
  );
});

test('a good response with any one character changed is never "valid"', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.'), async (at, character) => {
      fc.pre(good[at] !== character);
      const changed = good.slice(0, at) + character + good.slice(at + 1);
      const { verdict } = await inspect(evidence(response(`${callback}?response=${changed}`), [key.jwk]));
      expect(verdict.kind).not.toBe('valid');
    }),
    { numRuns: 300 },
  );
});
