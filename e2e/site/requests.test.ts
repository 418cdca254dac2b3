import { compactDecrypt, createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CookieClient, type Landing } from './cookie-client.ts';
import type { LoginOptions } from './login.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const follow = (options: LoginOptions): Promise<Landing> =>
  new CookieClient(site).follow(site.login(options));

/** What the browser brought to the authorization endpoint last, and how. */
function lastRequest(): { method: string; sent: Record<string, string> } {
  const last = site.heard.issuer.findLast(({ url }) => /^\/auth\b(?!\/)/.test(url));
  const { method = '', url = '', body = '' } = last ?? {};
  const query = method === 'POST' ? body : url.slice(url.indexOf('?'));
  return { method, sent: Object.fromEntries(new URLSearchParams(query)) };
}

const answer = (landing: Landing): Record<string, unknown> =>
  decodeJwt(
    new URLSearchParams(landing.parameters.map(([name, value]) => [name, value])).get('response') ?? '',
  );

async function objectOf(jwt: string) {
  const { requestKey, client_id } = site.client('confidential');
  const { kty, crv, x, y } = requestKey.jwk;
  const jwk: JWK = { kty: String(kty), crv: String(crv), x: String(x), y: String(y), kid: requestKey.kid };
  const keys = createLocalJWKSet({ keys: [jwk] });
  return (
    await jwtVerify(jwt, keys, { issuer: client_id, audience: site.issuer, typ: 'oauth-authz-req+jwt' })
  ).payload;
}

it.each([
  ['request', 'GET'],
  ['request-post', 'POST'],
] as const)(
  'as %s the browser carries a signed request object and no parameter but client_id',
  async (via, method) => {
    const landing = await follow({ client: 'confidential', via, response_mode: 'fragment.jwt' });
    const request = lastRequest();
    expect(request.method).toBe(method);
    expect(Object.keys(request.sent)).toEqual(['client_id', 'request']);
    const object = await objectOf(request.sent['request'] ?? '');
    expect(object).toMatchObject({
      response_type: 'code',
      response_mode: 'fragment.jwt',
      nonce: expect.any(String),
    });
    expect(landing.channel).toBe('fragment');
    expect(answer(landing)['state']).toBe(object['state']);
  },
);

it('an encrypted request object opens with a key made of the client secret', async () => {
  const landing = await follow({ client: 'confidential', via: 'encrypted-request' });
  const { sent } = lastRequest();
  expect(Object.keys(sent)).toEqual(['client_id', 'request']);
  const secret = site.client('confidential').client_secret ?? '';
  const key = createHash('sha256').update(secret).digest().subarray(0, 16);
  const { plaintext } = await compactDecrypt(sent['request'] ?? '', key);
  const object = await objectOf(new TextDecoder().decode(plaintext));
  expect(answer(landing)['state']).toBe(object['state']);
});

it.each(['RS256', 'confidential'] as const)(
  '%s pushes its request, and the browser carries its name',
  async (client) => {
    const landing = await follow({ client, via: 'par' });
    const { sent } = lastRequest();
    expect(Object.keys(sent)).toEqual(['client_id', 'request_uri']);
    expect(sent['request_uri']).toMatch(/^urn:ietf:params:oauth:request_uri:/);
    const pushed = site.heard.issuer.findLast(({ url }) => url === '/request')?.body;
    expect(answer(landing)['state']).toBe(new URLSearchParams(pushed).get('state'));
  },
);

it.each(['request', 'par'] as const)(
  'errors come back, and faults are done, for a request by %s',
  async (via) => {
    expect(answer(await follow({ via, error: 'access_denied' }))['error']).toBe('access_denied');
    expect(answer(await follow({ via, fault: 'wrong-aud' }))['aud']).toBe('another-client');
  },
);

it('a request can go without PKCE', async () => {
  expect(answer(await follow({ pkce: 'omitted' }))['code']).toBeDefined();
  expect(Object.keys(lastRequest().sent).filter((name) => name.startsWith('code_'))).toEqual([]);
});

it('a client without a secret cannot encrypt its request object, and hears so', async () => {
  const answer = await fetch(site.login({ via: 'encrypted-request' }));
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('no secret')]);
});
