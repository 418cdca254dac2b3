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

test('a key behind thousands of others is found', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => ({ kty: 'EC', crv: 'P-256', kid: `k${index}` }));
  expect(parseJwks(JSON.stringify({ keys }))?.at(-1)).toMatchObject({ kid: 'k9999', index: 9_999 });
});

test('no more keys are read than a document that is fetched has room for', () => {
  const text = `{"keys":[${Array.from({ length: 30_000 }, () => '{}').join()}]}`;
  expect(parseJwks(text)).toHaveLength(20_000);
});

test('a document that is nested without end is none, and breaks nothing', () => {
  const deep = (depth: number) => `{"keys":[{"kty":"RSA","x5c":${'['.repeat(depth)}${']'.repeat(depth)}}]}`;
  expect(parseJwks(deep(90))).toHaveLength(1);
  for (const depth of [101, 5_000, 200_000]) expect(parseJwks(deep(depth))).toBeNull();
});
