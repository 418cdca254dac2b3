import { expect, test } from 'vitest';
import { parseJwks } from './jwks.ts';

test.each(['', 'nope', '[]', '{}', '{"keys":{}}', 'null'])('%j is no JWKS', (text) => {
  expect(parseJwks(text)).toBeNull();
});

test('what is no key is passed over, and does not hide the good one beside it', () => {
  const keys = [null, 7, 'x', [], { kty: 'RSA', kid: 'good', n: 'AQ', e: 'AQAB' }];
  expect(parseJwks(JSON.stringify({ keys }))?.map(({ kid, index }) => [kid, index])).toEqual([['good', 4]]);
});

test('private members are noticed and never imported', () => {
  const [key] = parseJwks(JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQ', e: 'AQAB', d: 'secret' }] })) ?? [];
  expect(key?.hasPrivateParts).toBe(true);
  expect(JSON.stringify(key)).not.toContain('secret');
});
