import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  arrived,
  client,
  evidence,
  goodClaims,
  goodIdTokenClaims,
  goodRequest,
  makeKey,
  now,
  request,
  response,
  sign,
} from '../fixture.ts';
import type { Evidence } from '../evidence.ts';
import { inspect } from '../inspect.ts';
import { halfHash } from '../jose/half-hash.ts';
import { readTokenAnswer } from './token-answer.ts';

const key = await makeKey();
const stranger = await makeKey('RS256', 'op-9');
const { nonce } = goodIdTokenClaims;
const access_token = 'SlAV32hkKG';
const later = arrived + 3000;

const hashOf = async (value: string) => (await halfHash('RS256', undefined, value)) ?? '';

const at_hash = await hashOf(access_token);
const c_hash = await hashOf(goodClaims.code);

/** What is made of an answer to the code of a good response. */
async function read(body: unknown, status = 200, changes: Partial<Evidence> = {}, at = later) {
  const seen = response(`${client.callbacks[0]}?response=${await sign(key)}`);
  const given = evidence(seen, [key.jwk], { request: request({ ...goodRequest, nonce }), ...changes });
  const { context } = await inspect(given);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await readTokenAnswer(context, null, { status, body: text }, at);
}

async function readIdToken(claims: object = {}, by = key, at = later) {
  const id_token = await sign(by, { ...goodIdTokenClaims, ...claims });
  const answer = await read({ access_token, token_type: 'Bearer', id_token }, 200, {}, at);
  return 'idToken' in answer ? answer.idToken : null;
}

const said = async (claims: object, check: string) => {
  const found = (await readIdToken(claims))?.findings.find((one) => one.check === check);
  return found ? [found.outcome, found.code].filter(Boolean).join(' ') : 'nothing';
};

describe('the ID token', () => {
  test('is valid without a hash, which the token endpoint may leave out', async () => {
    const { verdict, findings } = (await readIdToken()) ?? {};
    expect([verdict?.kind, verdict?.reason]).toEqual(['valid', null]);
    expect(findings?.map(({ check }) => check)).not.toContain('at-hash');
    expect(findings?.map(({ check }) => check)).not.toContain('idt-pii');
  });

  test.each([
    ['nonce', { nonce: 'another' }, 'nonce', 'fail differs'],
    ['aud', { aud: 'somebody' }, 'idt-aud', 'fail other'],
    ['iss', { iss: 'https://evil.example' }, 'idt-iss', 'fail other'],
    ['exp', { exp: now - 600 }, 'idt-exp', 'fail expired'],
    ['sub', { sub: undefined }, 'idt-sub', 'fail missing'],
    ['at_hash of another token', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'at-hash', 'fail differs'],
    ['c_hash of another code', { c_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'c-hash', 'fail differs'],
    ['at_hash', { at_hash }, 'at-hash', 'pass'],
    ['c_hash', { c_hash }, 'c-hash', 'pass'],
  ])('is judged by its %s', async (_name, claims, check, expected) => {
    expect(await said(claims, check)).toBe(expected);
  });

  test('needs no nonce where the request had none, and then has none', async () => {
    const redeemed = async (nonce: string | undefined) => {
      const id_token = await sign(key, { ...goodIdTokenClaims, nonce });
      const answer = await read({ access_token, id_token }, 200, { request: request(goodRequest) });
      return 'idToken' in answer ? answer.idToken?.verdict : null;
    };
    expect(await redeemed(undefined)).toMatchObject({ kind: 'valid' });
    expect(await redeemed(nonce)).toMatchObject({
      kind: 'rejected',
      reason: { check: 'nonce', code: 'unsolicited' },
    });
  });

  test('is worth nothing where the issuer publishes a private key, and says so beside a plain response too', async () => {
    const keys = [{ ...key.jwk, d: 'AQAB' }];
    const id_token = await sign(key, { ...goodIdTokenClaims, c_hash });
    const { code, state } = goodClaims;
    const url = `${client.callbacks[0]}#${new URLSearchParams({ code, state, id_token }).toString()}`;
    const { context, verdict } = await inspect(
      evidence(response(url), keys, { request: request({ ...goodRequest, nonce }) }),
    );
    expect(verdict).toMatchObject({ kind: 'rejected', reason: { check: 'jwks-private' } });
    const answer = await readTokenAnswer(
      context,
      null,
      { status: 200, body: JSON.stringify({ id_token }) },
      later,
    );
    expect('idToken' in answer && answer.idToken?.verdict).toMatchObject({
      kind: 'rejected',
      reason: { check: 'jwks-private' },
    });
  });

  test('that is wrong is rejected, and says why first', async () => {
    const judged = await readIdToken({ nonce: 'another' });
    expect(judged?.verdict).toMatchObject({ kind: 'rejected', reason: { check: 'nonce' } });
  });

  test('that expired before it came is judged by when it came, not by when the code came', async () => {
    const { verdict } = (await readIdToken({}, key, arrived + 3_600_000)) ?? {};
    expect(verdict).toMatchObject({ kind: 'rejected', reason: { check: 'idt-exp', code: 'expired' } });
  });

  test('of a key that was published since is not called wrong before the issuer was asked again', async () => {
    const first = await readIdToken({}, stranger);
    expect(first?.verdict).toMatchObject({ kind: 'pending', reason: { check: 'idt-signature' } });
    expect(first?.needsKeys).toBe(true);
    const { verdict: again } = (await readIdToken({}, stranger, arrived)) ?? {};
    expect(again?.kind).toBe('rejected');
    expect((await readIdToken())?.needsKeys).toBe(false);
  });
});

test('every token in an answer is known as one, and what is no secret is not', async () => {
  const answer = await read({
    access_token,
    token_type: 'Bearer',
    expires_in: 600,
    scope: 'openid',
    refresh_token: '8xLOxBtZp8',
    something: 'else',
  });
  const kinds = 'members' in answer ? answer.members.map(([name, { kind }]) => `${name} ${kind}`) : [];
  expect(kinds).toEqual([
    'access_token token',
    'token_type text',
    'expires_in json',
    'scope text',
    'refresh_token token',
    'something token',
  ]);
  expect(answer).toMatchObject({ idToken: null, lacksIdToken: true });
});

test.each([
  [400, { error: 'invalid_grant', error_description: 'gone' }, 'invalid_grant', 'gone'],
  [401, { error: 7 }, null, null],
  [200, {}, null, null],
  [500, '<html>', null, null],
  [200, '[1]', null, null],
])('an answer without a token is shown as it came: %i %j', async (status, body, error, error_description) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  expect(await read(body, status)).toEqual({ status, error, error_description, body: text });
});

test('whatever stands in the place of the ID token is judged and never valid', async () => {
  for (const id_token of ['', 'a.b.c', `${base64url.encode('{"alg":"none"}')}.e30.`, 'a.b.c.d.e']) {
    const answer = await read({ access_token, id_token });
    expect('idToken' in answer && answer.idToken?.verdict.kind).not.toBe('valid');
  }
});
