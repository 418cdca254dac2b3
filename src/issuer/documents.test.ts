import { expect, test } from 'vitest';
import { readJwks, readMetadata } from './documents.ts';

const jwks = (kid: string, more = {}) => JSON.stringify({ keys: [{ kty: 'RSA', kid, ...more }] });

test('a document is read once, and a rotated one anew', () => {
  const first = readJwks(jwks('a'));
  // The same text, but not the same string.
  expect(readJwks(jwks('a').split('').join(''))).toBe(first);
  expect(readJwks(jwks('b'))).toMatchObject([{ kid: 'b' }]);
  expect(readJwks(jwks('a'))).toBe(first);
  expect(readMetadata('{"issuer":"x"}')).toBe(readMetadata('{"issuer":"x"}'));
});

test('only the last few documents are remembered, and no long one', () => {
  const used = readJwks(jwks('used'));
  const unused = readJwks(jwks('unused'));
  for (let index = 0; index < 15; index += 1) {
    readJwks(jwks(`other ${index}`));
    expect(readJwks(jwks('used'))).toBe(used);
  }
  expect(readJwks(jwks('unused'))).not.toBe(unused);
  const long = jwks('x'.repeat(100_000));
  expect(readJwks(long)).toEqual(readJwks(long));
  expect(readJwks(long)).not.toBe(readJwks(long));
});

test('what gives a private key away is not remembered', () => {
  const text = jwks('leaked', { d: 'secret' });
  expect(readJwks(text)).toEqual(readJwks(text));
  expect(readJwks(text)).not.toBe(readJwks(text));
});

test('what is no document is none each time', () => {
  expect([readJwks('nope'), readJwks('nope'), readMetadata('{}')]).toEqual([null, null, null]);
});
