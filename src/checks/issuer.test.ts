import { beforeAll, describe, expect, test } from 'vitest';
import {
  type SigningKey,
  callback,
  evidence,
  goodClaims,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey('ES256');
});

const { code, state } = goodClaims;
const other = 'https://other.example.com';
const metadata = { issuer, authorization_response_iss_parameter_supported: true };

/** A plain response, with parameters added and other issuers registered. */
function plain(
  more: readonly (readonly [string, string])[],
  issuers: readonly string[] = [issuer],
  published: object = metadata,
) {
  const query = new URLSearchParams([['code', code], ['state', state], ...more].map(([a, b]) => [a, b]));
  const seen = response(`${callback}?${query.toString()}`, { issuers: [...issuers] });
  const sent = request({ ...goodRequest, response_mode: 'query' });
  return evidence(seen, [key.jwk], { request: sent }, published);
}

async function inJwt(iss: string, beside = '', issuers: readonly string[] = [issuer]) {
  const jwt = await sign(key, { ...goodClaims, iss });
  const seen = response(`${callback}?response=${jwt}${beside}`, { issuers: [...issuers] });
  return evidence(seen, [key.jwk], {}, metadata);
}

describe('a response of another issuer', () => {
  test('that is registered here too is a mix-up', async () => {
    const both = [issuer, other];
    expect(await saidBy('iss-param-match', plain([['iss', other]], both))).toBe('fail mix-up');
    expect(await saidBy('iss-match', await inJwt(other, '', both))).toBe('fail mix-up');
  });

  test('that nobody registered is just another one', async () => {
    expect(await saidBy('iss-param-match', plain([['iss', other]]))).toBe('fail other');
    expect(await saidBy('iss-match', await inJwt(other))).toBe('fail other');
  });
});

describe('several issuers in one response', () => {
  const beside = (iss: string) => `&iss=${encodeURIComponent(iss)}`;

  test.each([
    ['the JWT names one', '', 'nothing'],
    ['the parameter names the same', beside(issuer), 'pass'],
    ['the parameter names another', beside(other), 'fail several'],
  ])('%s: %s', async (_what, more, said) => {
    expect(await saidBy('one-issuer', await inJwt(issuer, more))).toBe(said);
  });

  test('two parameters that differ', async () => {
    const given = plain([
      ['iss', issuer],
      ['iss', other],
    ]);
    expect(await saidBy('one-issuer', given)).toBe('fail several');
  });
});

test.each([
  ['oauth2', 'nothing'],
  ['fapi2-security', 'fail profile'],
  ['fapi2-message-signing', 'fail profile'],
] as const)('iss, which no metadata promise, is missed by the profile: %s', async (profile, said) => {
  const given = { ...plain([], [issuer], { issuer }), profile };
  expect(await saidBy('iss-required', given)).toBe(said);
});

describe('iss, where the metadata promises it', () => {
  test('is missed in a plain response', async () => {
    expect(await saidBy('iss-required', plain([]))).toBe('fail missing');
    expect(await saidBy('iss-required', plain([['iss', issuer]]))).toBe('pass');
  });

  test('is not missed where the JWT or an ID token names the issuer', async () => {
    expect(await saidBy('iss-in-jwt', await inJwt(issuer))).toBe('info enough');
    expect(await saidBy('iss-required', await inJwt(issuer))).toBe('nothing');
    const id_token = await sign(key, { iss: issuer });
    expect(await saidBy('iss-required', plain([['id_token', id_token]]))).toBe('pass');
  });
});
