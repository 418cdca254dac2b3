import { beforeAll, describe, expect, test } from 'vitest';
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
  key = await makeKey('ES256');
});

type Fields = Readonly<Record<string, unknown>>;

/** What a check says of a response in the clear, and of the same inside a JWT. */
async function saidOf(check: string, fields: Fields, asked: Readonly<Record<string, string>> = {}) {
  const plain = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]);
  const inClear = response(`${callback}?${new URLSearchParams(plain).toString()}`);
  const { code: _code, state: _state, ...own } = goodClaims;
  const inJwt = response(`${callback}?response=${await sign(key, { ...own, ...fields })}`);
  const said = async (seen: typeof inClear, response_mode: string) => {
    const sent = request({ ...goodRequest, response_mode, ...asked });
    return await saidBy(check, evidence(seen, [key.jwk], { request: sent }));
  };
  return [await said(inClear, 'query'), await said(inJwt, 'query.jwt')];
}

const both = (said: string) => [said, said];
const { code, state } = goodClaims;
const token = { access_token: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', token_type: 'Bearer' };
const id_token = 'a.b.c';

describe('what a response_type asks for', () => {
  test.each<[string, Fields]>([
    ['code', { code }],
    ['token', token],
    ['id_token', { id_token }],
    ['id_token token', { ...token, id_token }],
    ['code token', { code, ...token }],
    ['code id_token', { code, id_token }],
    ['id_token code', { code, id_token }],
    ['code id_token token', { code, ...token, id_token }],
    ['none', {}],
  ])('%s: all of it passes, and without any one part it fails', async (response_type, fields) => {
    const judged = async (given: Fields) =>
      await saidOf('params-by-type', { state, ...given }, { response_type });
    expect(await judged(fields)).toEqual(both('pass'));
    for (const name of Object.keys(fields)) {
      const { [name]: _left, ...rest } = fields;
      expect(await judged(rest), `without ${name}`).toEqual(both('fail missing'));
    }
    for (const [name, value] of Object.entries({ code, ...token, id_token })) {
      if (name in fields) continue;
      const more = response_type === 'none' ? 'warn not-none' : 'warn unexpected';
      expect(await judged({ ...fields, [name]: value }), `with ${name}`).toEqual(both(more));
    }
  });
});

describe('the code', () => {
  test.each([
    ['SplxlOBeZQQYbYS6WxSbIA', 'pass estimated'],
    ['0123456789abcdef0123456789abcdef', 'pass estimated'],
    ['2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d', 'pass estimated'],
    ['SplxlOBeZQQYbYS6WxSbI', 'warn short estimated'],
    ['0123456789abcdef0123456789abcde', 'warn short estimated'],
    ['12345678901234567890123456789012345678', 'warn short estimated'],
    ['1', 'warn short estimated'],
  ])('%s: %s', async (value, said) => {
    expect(await saidOf('code-strength', { code: value, state })).toEqual(both(said));
  });
});

describe('expires_in', () => {
  test.each<[unknown, string, string]>([
    [3600, 'pass', 'pass'],
    ['3600', 'pass', 'warn not-a-number'],
    [1.5, 'fail not-digits', 'warn not-a-number'],
    [-1, 'fail not-digits', 'warn not-a-number'],
    ['soon', 'fail not-digits', 'warn not-a-number'],
  ])('%j: in the clear %s, in a JWT %s', async (expires_in, inClear, inJwt) => {
    expect(await saidOf('expires-in', { code, state, expires_in })).toEqual([inClear, inJwt]);
  });
});

describe('scope', () => {
  test.each([
    ['openid email', 'pass'],
    ['email openid', 'pass'],
    ['openid', 'info less'],
    ['openid email admin', 'info more'],
    ['openid  email', 'warn form'],
    ['openid "email"', 'warn form'],
  ])('%s, of openid email: %s', async (scope, said) => {
    expect(await saidOf('scope', { code, state, scope }, { scope: 'openid email' })).toEqual(both(said));
  });
});

describe('an error', () => {
  const error = 'access_denied';

  test.each<[Fields, string]>([
    [{ error }, 'pass'],
    [{ error, error_description: 'The user said no.' }, 'pass'],
    [{ error, error_uri: 'https://id.example.com/errors#denied' }, 'pass'],
    [{ error, error_uri: '/errors/denied' }, 'pass'],
    [{ error: 'access denied\n' }, 'fail characters'],
    [{ error, error_description: 'Zugriff über "Eins" verweigert' }, 'fail characters'],
    [{ error, error_description: 'back\\slash' }, 'fail characters'],
    [{ error, error_uri: 'https://id.example.com/a b' }, 'fail characters'],
    [{ error, error_uri: 'https://[' }, 'fail characters'],
  ])('%j: %s', async (fields, said) => {
    expect(await saidOf('error-form', { state, ...fields })).toEqual(both(said));
  });

  test('another way than asked for is a warning, and no failure of the delivery', async () => {
    const asked = { response_mode: 'fragment' };
    expect((await saidOf('error-channel', { state, error }, asked))[0]).toBe('warn other-channel');
    expect((await saidOf('delivery-mode-match', { state, error }, asked))[0]).toBe('nothing');
    expect((await saidOf('delivery-mode-match', { state, code }, asked))[0]).toBe('fail other-channel');
  });
});

test('a refresh token is never returned here', async () => {
  const fields = { code, state, refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA' };
  expect(await saidOf('front-channel-refresh-token', fields)).toEqual(both('fail returned'));
});
