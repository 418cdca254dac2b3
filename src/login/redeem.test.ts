import { expect, test } from 'vitest';
import type { Client } from '../client.ts';
import {
  arrived,
  callback,
  client,
  evidence,
  goodRequest,
  issuer,
  makeKey,
  now,
  request,
  response,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';
import type { Secrets } from '../secrets.ts';
import { loginProblemSentence } from '../wording/login.ts';
import { type RedeemGround, redeemRequest } from './redeem.ts';

const key = await makeKey();
const secrets: Secrets = { client: 'c1', issuer, revision: '1', keys: '', client_secret: 's3cret' };
const code_verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

async function redeem(
  ground: Partial<RedeemGround> = {},
  changes: Partial<Client> = {},
  metadata: object = { token_endpoint: `${issuer}/token` },
  claims: object | undefined = undefined,
) {
  const own: Client = { ...client, token_endpoint_auth_method: 'client_secret_post', ...changes };
  const seen = response(`${callback}?response=${await sign(key, claims)}`);
  const given = evidence(seen, [key.jwk], { client: own, request: request() }, { issuer, ...metadata });
  const { context } = await inspect(given, secrets);
  const whole = { context, secrets, code_verifier, isRedeemed: false, inSpiteOf: [], ...ground };
  return await redeemRequest(whole, 'a-jti', arrived / 1000);
}

const codesOf = (made: Awaited<ReturnType<typeof redeem>>) =>
  'problems' in made ? made.problems.map(({ code, detail }) => `${code} ${detail}`.trim()) : null;

test('the request has the code, its redirect_uri, the verifier, and the credentials, and goes to the token endpoint alone', async () => {
  const made = await redeem();
  if ('problems' in made) throw new Error('refused');
  expect([made.method, made.url]).toEqual(['POST', `${issuer}/token`]);
  expect(made.headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(Object.fromEntries(new URLSearchParams(made.body))).toEqual({
    grant_type: 'authorization_code',
    code: 'SplxlOBeZQQYbYS6WxSbIA',
    redirect_uri: goodRequest['redirect_uri'],
    client_id: client.client_id,
    client_secret: 's3cret',
    code_verifier,
  });
});

test.each([
  ['no-endpoint token_endpoint', redeem({}, {}, {})],
  [
    'endpoint-out-of-reach token_endpoint http',
    redeem({}, {}, { token_endpoint: 'http://id.example.com/token' }),
  ],
  [
    'no-code',
    redeem({}, {}, undefined, { iss: issuer, aud: client.client_id, exp: now + 120, error: 'access_denied' }),
  ],
  ['no-verifier', redeem({ code_verifier: null })],
  ['redeemed', redeem({ isRedeemed: true })],
  ['no-secret client_secret_post', redeem({ secrets: null })],
  ['no-signing-key', redeem({}, { token_endpoint_auth_method: 'private_key_jwt' })],
  [
    'certificate self_signed_tls_client_auth',
    redeem({}, { token_endpoint_auth_method: 'self_signed_tls_client_auth' }),
  ],
])('%s: nothing is sent', async (expected, made) => {
  const found = await made;
  expect(codesOf(found)).toEqual([expected]);
  for (const problem of 'problems' in found ? found.problems : [])
    expect(loginProblemSentence(problem)).toMatch(/^\S.*[^.\s]$/);
});

test.each([
  ['redeemed', { isRedeemed: true }],
  ['no-verifier', { code_verifier: null }],
] as const)('%s: sent where the user wants to see it refused', async (code, ground) => {
  expect(codesOf(await redeem({ ...ground, inSpiteOf: [code] }))).toBeNull();
});

test('whoever sends it without its verifier does not send it a second time with that', async () => {
  const ground = { isRedeemed: true, code_verifier: null, inSpiteOf: ['no-verifier', 'no-code'] } as const;
  expect(codesOf(await redeem(ground))).toEqual(['redeemed']);
});
