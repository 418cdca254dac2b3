import { expect, test } from 'vitest';
import { describeKeys, pastedKeysProblem } from './pasted-keys.ts';
import { parseJwks } from '../../src/issuer/jwks.ts';

const key = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
const jwks = JSON.stringify({ keys: [key] });

test.each([
  ['a JWKS', jwks, null],
  ['one beside something else', JSON.stringify({ keys: [7, {}, key] }), null],
  ['one as long as one may be', jwks.padEnd(1_000_000), null],
  ['one that is a character longer', jwks.padEnd(1_000_001), 'too-long'],
  ['nothing', ' \n', 'empty'],
  ['no JSON', 'hunter2', 'not-json'],
  ['a key alone', JSON.stringify(key), 'one-key'],
  ['another document', '{"issuer":"https://id.example.com"}', 'not-jwks'],
  ['no keys', '{"keys":[{},null]}', 'no-keys'],
  ['a private key', JSON.stringify({ keys: [key, { ...key, d: 'AQAB' }] }), 'private'],
  ['a secret', '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}', 'private'],
])('what is pasted as keys of the issuer: %s', (_what, text, problem) => {
  expect(pastedKeysProblem(text)).toBe(problem);
});

test('keys are named in one line', () => {
  const keys = parseJwks(
    JSON.stringify({
      keys: [
        { ...key, kid: 'a', alg: 'RS256' },
        { kty: 'EC', crv: 'P-256' },
      ],
    }),
  );
  expect(describeKeys(keys ?? [])).toBe('RSA a (RS256), P-256 without kid');
});
