import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  evidence,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey();
});

const jwe = `${base64url.encode('{"alg":"RSA-OAEP-256","enc":"A128GCM"}')}.AA.AA.AA.AA`;
const asked = (changes: Readonly<Record<string, string>>) => request({ ...goodRequest, ...changes });
const withTokens = { ...goodClaims, id_token: 'x' };

async function inQuery(claims: object, changes: Partial<Evidence>): Promise<Evidence> {
  return evidence(response(`${callback}?response=${await sign(key, claims)}`), [key.jwk], changes);
}

describe('a JWT in the query', () => {
  const hybrid = asked({ response_type: 'code id_token', response_mode: 'query.jwt' });

  test.each<[string, object, Partial<Evidence>, string]>([
    ['may hold a code', goodClaims, {}, 'nothing'],
    ['must not hold a token', withTokens, { request: hybrid }, 'fail not-encrypted'],
    ['must not hold a token that was not asked for', withTokens, {}, 'fail not-encrypted'],
    ['must not hold a token, whoever asked', withTokens, { request: null }, 'fail not-encrypted'],
    ['is no place for a type with tokens', goodClaims, { request: hybrid }, 'fail not-encrypted'],
    [
      'may hold an error, where tokens would need encryption',
      { ...goodClaims, code: undefined, error: 'access_denied' },
      { request: hybrid },
      'info error',
    ],
    [
      'is no place for a type with tokens, as the tester types it',
      goodClaims,
      { request: null, typed: { response_type: 'code id_token' } },
      'fail not-encrypted as-registered',
    ],
  ])('%s', async (_what, claims, changes, said) => {
    expect(await saidBy('query-jwt-token', await inQuery(claims, changes))).toBe(said);
  });

  test('may hold tokens where it is encrypted', async () => {
    const given = evidence(response(`${callback}?response=${jwe}`), [key.jwk], { request: hybrid });
    expect(await saidBy('query-jwt-token', given)).toBe('pass');
  });
});

test.each([
  ['direct_post.jwt', 'info other-rules', 'nothing'],
  ['dc_api.jwt', 'info other-rules', 'nothing'],
  ['web_message.jwt', 'info other-rules', 'nothing'],
  ['query.jwt', 'nothing', 'pass'],
  ['Query.jwt', 'nothing', 'warn unknown-mode'],
])('response_mode %s has rules of its own: %s; the channel: %s', async (response_mode, own, channel) => {
  const given = await inQuery(goodClaims, { request: asked({ response_mode }) });
  expect(await saidBy('non-jarm-jwt-mode', given)).toBe(own);
  expect(await saidBy('delivery-mode-match', given)).toBe(channel);
});

test.each([
  ['query', 'code', 'info default'],
  ['query', 'none', 'info default'],
  ['fragment', 'code id_token', 'info default'],
  ['fragment', 'code', 'nothing'],
  ['query.jwt', 'code', 'nothing'],
  ['', 'code', 'nothing'],
])('response_mode %s for %s: %s', async (response_mode, response_type, said) => {
  const given = await inQuery(goodClaims, { request: asked({ response_mode, response_type }) });
  expect(await saidBy('redundant-mode', given)).toBe(said);
});

test('what was posted and cannot be read is not called a response in the clear', async () => {
  const posted = response(callback, { method: 'POST' });
  const given = evidence(posted, [key.jwk], { request: asked({ response_mode: 'form_post.jwt' }) });
  expect(await saidBy('jarm-downgrade', given)).toBe('nothing');
  expect(await saidBy('form-post-shape', given)).toBe('fail no-form as-observed');
});
