import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieClient } from '../cookie-client.ts';
import { type Site, startSite } from '../site.ts';
import { faultNames, faultOf, faultyLogin, type FaultName } from './index.ts';

let site: Site;
let jwks: JSONWebKeySet;
beforeAll(async () => {
  site = await startSite();
  jwks = await (await fetch(`${site.issuer}/jwks`)).json();
});
afterAll(() => site.close());

/** What an independent eye finds wrong with the ID token: nothing more than the fault is to be there. */
const expected: Readonly<Partial<Record<FaultName, readonly string[]>>> = {
  'id-token-c-hash': ['c_hash'],
  'id-token-no-c-hash': ['c_hash'],
  'id-token-at-hash': ['at_hash'],
  'id-token-no-at-hash': ['at_hash'],
  'id-token-s-hash': ['s_hash'],
  'id-token-nonce': ['nonce'],
  'id-token-no-nonce': ['nonce'],
  'id-token-iss': ['iss'],
  'id-token-aud': ['aud'],
  'id-token-audiences': ['aud'],
  'id-token-azp': ['azp'],
  'id-token-expired': ['exp -360'],
  'id-token-from-tomorrow': ['iat 86400'],
  'id-token-old': ['iat -7200'],
  'id-token-unsigned': ['alg none', 'signature'],
  'id-token-flipped-signature': ['signature'],
  'id-token-other-alg': ['alg PS256'],
};

const leftHalf = (value: string): string =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');

async function findings(response: Readonly<Record<string, unknown>>): Promise<string[]> {
  const token = String(response['id_token']);
  const claims = decodeJwt(token);
  const sent = site.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'))?.url ?? '';
  const right: Readonly<Record<string, unknown>> = {
    sub: 'alice',
    iss: site.issuer,
    aud: 'hybrid-client',
    azp: undefined,
    nonce: new URLSearchParams(sent).get('nonce'),
    c_hash: leftHalf(String(response['code'])),
    at_hash: response['access_token'] && leftHalf(String(response['access_token'])),
    // Only FAPI 1.0 demands it, and oidc-provider has no profile here.
    s_hash: undefined,
  };
  const found = Object.keys(right).filter((name) => claims[name] !== right[name]);
  const now = Math.floor(Date.now() / 1000);
  const since = (time: number | undefined, from: number) => Math.round(((time ?? 0) - from) / 10) * 10;
  const { alg } = decodeProtectedHeader(token);
  if (since(claims.exp, now) !== 600) found.push(`exp ${since(claims.exp, now)}`);
  if (since(claims.iat, now) !== 0) found.push(`iat ${since(claims.iat, now)}`);
  if (alg !== 'RS256') found.push(`alg ${alg}`);
  const verified = await compactVerify(token, createLocalJWKSet(jwks)).then(
    () => true,
    () => false,
  );
  if (!verified) found.push('signature');
  return found;
}

const names = faultNames.filter((name) => faultOf(name).in === 'ID tokens');

describe.each(['in the clear', 'inside the JWT'])('%s', (where) => {
  const answer = async (fault: FaultName | undefined): Promise<Record<string, unknown>> => {
    const options = fault
      ? faultyLogin(fault)
      : ({ client: 'hybrid', response_type: 'code id_token' } as const);
    const response_mode = where === 'in the clear' ? 'fragment' : 'fragment.jwt';
    const landing = await new CookieClient(site).follow(site.login({ ...options, response_mode }));
    const parameters: Record<string, unknown> = Object.fromEntries(landing.parameters);
    if (response_mode === 'fragment') return parameters;
    const { payload } = await compactVerify(String(parameters['response']), createLocalJWKSet(jwks));
    return JSON.parse(new TextDecoder().decode(payload));
  };

  it('nothing is wrong without a fault', async () => {
    expect(await findings(await answer(undefined))).toEqual([]);
  });

  it.each(names)('%s breaks that and nothing else', async (fault) => {
    expect(await findings(await answer(fault))).toEqual(expected[fault]);
  });
});

it('is refused where there is no ID token', () => {
  expect(() => site.login({ fault: 'id-token-iss' })).toThrow('a response_type with id_token');
});
