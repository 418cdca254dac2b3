import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  customFetch,
  validateJwtAuthResponse,
} from 'oauth4webapi';
import { beforeAll, expect, test } from 'vitest';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  issuer,
  makeKey,
  response,
  sign,
} from './fixture.ts';
import { inspect } from './inspect.ts';

/** Whether another implementation accepts a response: oauth4webapi's, which knows nothing of ours. */
async function isAccepted(jwt: string, keys: readonly object[]): Promise<boolean> {
  const server: AuthorizationServer = { issuer, jwks_uri: `${issuer}/jwks` };
  try {
    await validateJwtAuthResponse(
      server,
      { client_id: client.client_id },
      new URLSearchParams({ response: jwt }),
      goodRequest['state'],
      { [customFetch]: () => Promise.resolve(Response.json({ keys })), [allowInsecureRequests]: true },
    );
    return true;
  } catch (error) {
    // A good response with an error in it is reported by an exception of its own.
    return error instanceof AuthorizationResponseError;
  }
}

let key: SigningKey;
let stranger: SigningKey;
beforeAll(async () => {
  key = await makeKey();
  stranger = await makeKey();
});

const now = Math.floor(Date.now() / 1000);
const claims = { ...goodClaims, exp: now + 120 };

test.each<[string, object, object]>([
  ['a good response', {}, {}],
  ['a good error', { code: undefined, error: 'access_denied' }, {}],
  ['another issuer', { iss: 'https://evil.example' }, {}],
  ['no issuer', { iss: undefined }, {}],
  ['another audience', { aud: 'someone' }, {}],
  ['no audience', { aud: undefined }, {}],
  ['several audiences', { aud: [client.client_id, 'someone'] }, {}],
  ['no expiry', { exp: undefined }, {}],
  ['an expiry in words', { exp: String(now + 60) }, {}],
  ['expired', { exp: now - 360 }, {}],
  ['not valid yet', { nbf: now + 3600 }, {}],
  ['another state', { state: 'x' }, {}],
  ['no state', { state: undefined }, {}],
  ['an unknown crit', {}, { crit: ['b64'], b64: true }],
  ['another kid', {}, { kid: 'unknown' }],
])('oauth4webapi agrees on %s', async (_what, change, header) => {
  for (const signer of [key, stranger]) {
    const jwt = await sign(signer, { ...claims, ...change }, header);
    const seen = response(`${callback}?response=${jwt}`, { at: now * 1000 });
    const given = evidence(seen, [key.jwk]);
    const { verdict } = await inspect(given);
    expect(verdict.kind === 'valid').toBe(await isAccepted(jwt, [key.jwk]));
  }
});
