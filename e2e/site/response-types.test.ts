import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CookieClient, type Landing } from './cookie-client.ts';
import { type ResponseType, responseTypes } from './response-types.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const parameters = (landing: Landing) =>
  new URLSearchParams(landing.parameters.map(([name, value]) => [name, value]));

const brings: Readonly<Record<ResponseType, readonly string[]>> = {
  code: ['code'],
  none: [],
  id_token: ['id_token'],
  'code id_token': ['code', 'id_token'],
  'code token': ['code', 'access_token', 'token_type', 'expires_in', 'scope'],
  'id_token token': ['id_token', 'access_token', 'token_type', 'expires_in', 'scope'],
  'code id_token token': ['code', 'id_token', 'access_token', 'token_type', 'expires_in', 'scope'],
};

const channelOf = (type: ResponseType): string => (/token/.test(type) ? 'fragment' : 'query');

it.each(responseTypes)('%s brings what belongs to it, in the clear', async (response_type) => {
  const options = { client: 'hybrid', response_type, response_mode: 'default' } as const;
  const landing = await new CookieClient(site).follow(site.login(options));
  expect(landing.channel).toBe(channelOf(response_type));
  const names = [...parameters(landing).keys()];
  // Where an ID token names the issuer, oidc-provider leaves the parameter of RFC 9207 out.
  const iss = response_type.includes('id_token') ? [] : ['iss'];
  expect(names.sort()).toEqual([...brings[response_type], 'state', ...iss].sort());
});

it.each(responseTypes)('%s brings the same inside the JWT', async (response_type) => {
  const options = { client: 'hybrid', response_type, response_mode: 'jwt' } as const;
  const landing = await new CookieClient(site).follow(site.login(options));
  expect(landing.channel).toBe(channelOf(response_type));
  const keys = createRemoteJWKSet(new URL(`${site.issuer}/jwks`));
  const { payload } = await jwtVerify(parameters(landing).get('response') ?? '', keys, {
    issuer: site.issuer,
  });
  expect(Object.keys(payload).sort()).toEqual(
    [...brings[response_type], 'state', 'aud', 'exp', 'iss'].sort(),
  );
});

it('a right code id_token is taken by an independent client, with the age of the login', async () => {
  const issuer = new URL(site.issuer);
  const insecure = { [oauth.allowInsecureRequests]: true };
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  const options = { client: 'hybrid', response_type: 'code id_token', response_mode: 'fragment' } as const;
  const landing = await new CookieClient(site).follow(site.login({ ...options, max_age: '3600' }));
  const sent = site.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'))?.url ?? '';
  const request = new URLSearchParams(sent.slice(sent.indexOf('?')));
  const { client_id } = site.client('hybrid');
  const taken = await oauth.validateCodeIdTokenResponse(
    server,
    { client_id },
    new Request(landing.redirect_uri, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: parameters(landing),
    }),
    request.get('nonce') ?? '',
    request.get('state') ?? '',
    3600,
    insecure,
  );
  expect(taken.get('code')).toBe(parameters(landing).get('code'));
});
