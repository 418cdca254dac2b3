import { compactVerify, createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieClient, type Landing } from '../cookie-client.ts';
import type { LoginOptions } from '../login.ts';
import { type Site, startSite } from '../site.ts';
import { faultNames, faultOf, usualFaultNames, type UsualFaultName } from './index.ts';

let site: Site;
let jwks: JSONWebKeySet;
beforeAll(async () => {
  site = await startSite();
  jwks = await (await fetch(`${site.issuer}/jwks`)).json();
});
afterAll(() => site.close());

/** What an independent eye finds wrong with a login's response: nothing more than the fault is to be there. */
const expected: Readonly<Record<UsualFaultName, readonly string[]>> = {
  'flipped-signature': ['signature'],
  'unpublished-key': ['signature'],
  'unknown-kid': ['kid rs256-unpublished'],
  'missing-kid': ['kid undefined'],
  'other-alg': ['alg ES256'],
  'hmac-public-key': ['alg HS256', 'signature'],
  'alg-none': ['alg none', 'signature empty'],
  'alg-none-respelled': ['alg nOnE', 'signature empty'],
  'empty-signature': ['signature empty'],
  'unknown-crit': ['crit urn:example:unknown'],
  'wrong-iss': ['iss https://another-issuer.example'],
  'missing-iss': ['iss undefined'],
  'wrong-aud': ['aud another-client'],
  'missing-aud': ['aud undefined'],
  expired: ['exp -360'],
  'missing-exp': ['exp undefined'],
  'distant-exp': ['exp 86400'],
  'wrong-state': ['state another-state'],
  'missing-state': ['state undefined'],
  'not-a-jwt': ['response garbage-0'],
  'empty-response': ['response '],
  'not-base64url': ['payload alphabet'],
  'padded-base64': ['payload alphabet'],
  'payload-not-json': ['payload this is not JSON: 0'],
  'duplicate-members': ['iss 2 times'],
  'many-claims': ['10000 claims too many'],
  'one-megabyte': ['1 claims too many', 'longer than 1000000'],
  'plain-beside-jwt': ['parameters response, code, state'],
  'plain-instead-of-jwt': ['parameters code, state, iss'],
  'doubled-response': ['parameters response, response'],
  'sent-in-fragment': ['channel fragment'],
  'sent-in-query': ['channel query'],
  'sent-as-form-post': ['channel form_post'],
  'other-callback': ['callback wiping'],
};

async function findings(landing: Landing, { response_mode }: LoginOptions): Promise<string[]> {
  const found: string[] = [];
  const note = (wrong: boolean, what: string): void => void (wrong && found.push(what));
  const { callbacks } = site.client('RS256');
  note(landing.channel !== response_mode?.replace('.jwt', ''), `channel ${landing.channel}`);
  note(landing.redirect_uri === callbacks.wiping, 'callback wiping');
  const names = landing.parameters.map(([name]) => name);
  note(names.length !== 1, `parameters ${names.join(', ')}`);
  const response = landing.parameters.find(([name]) => name === 'response')?.[1];
  if (response === undefined) return found;
  note(response.length > 1_000_000, 'longer than 1000000');
  const [head, body, signature, ...rest] = response.split('.');
  if (head === undefined || body === undefined || signature === undefined || rest.length > 0) {
    return [...found, `response ${response.replace(/\d+$/, '0')}`];
  }
  const header: Record<string, unknown> = JSON.parse(Buffer.from(head, 'base64url').toString());
  note(header['alg'] !== 'RS256', `alg ${header['alg']}`);
  note(header['crit'] !== undefined, `crit ${header['crit']}`);
  const known = jwks.keys.some(({ kid }) => kid === header['kid']);
  note(!known, `kid ${header['kid']}`);
  if (signature === '') found.push('signature empty');
  else if (known || header['kid'] === undefined) note(!(await verifies(response)), 'signature');
  if (!/^[\w-]+$/.test(body)) return [...found, 'payload alphabet'];
  const payload = Buffer.from(body, 'base64url').toString();
  if (!payload.startsWith('{')) return [...found, `payload ${payload.replace(/\d+$/, '0')}`];
  const times = payload.split('"iss":').length - 1;
  note(times > 1, `iss ${times} times`);
  return [...found, ...claimFindings(JSON.parse(payload))].sort();
}

function claimFindings(claims: Record<string, unknown>): string[] {
  const found: string[] = [];
  const sent = site.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'))?.url ?? '';
  const exact = { iss: site.issuer, aud: 'rs256-client', state: new URLSearchParams(sent).get('state') };
  for (const [name, value] of Object.entries(exact)) {
    if (claims[name] !== value) found.push(`${name} ${claims[name]}`);
  }
  const { exp } = claims;
  const left = typeof exp === 'number' ? exp - Math.floor(Date.now() / 1000) : undefined;
  // The clock may tick between the server and here.
  if (left === undefined || left < 100 || left > 120) found.push(`exp ${left && Math.ceil(left / 10) * 10}`);
  const more = Object.keys(claims).filter((name) => !['code', 'state', 'iss', 'aud', 'exp'].includes(name));
  if (more.length > 0) found.push(`${more.length} claims too many`);
  return found;
}

async function verifies(jws: string): Promise<boolean> {
  try {
    const crit = { 'urn:example:unknown': true };
    await compactVerify(jws, createLocalJWKSet(jwks), { crit });
    return true;
  } catch (error) {
    // Of a payload that cannot be decoded jose complains only after the signature was found right.
    return error instanceof errors.JWSInvalid;
  }
}

const modes = ['query.jwt', 'fragment.jwt', 'form_post.jwt'] as const;
const misdirected: Readonly<Record<string, string>> = {
  'sent-in-query': 'query.jwt',
  'sent-in-fragment': 'fragment.jwt',
  'sent-as-form-post': 'form_post.jwt',
};

describe.each(modes)('in %s', (response_mode) => {
  const sensible = usualFaultNames.filter((name) => misdirected[name] !== response_mode);

  it('nothing is wrong without a fault', async () => {
    const options = { response_mode };
    expect(await findings(await new CookieClient(site).follow(site.login(options)), options)).toEqual([]);
  });

  it.each(sensible)('%s breaks that and nothing else', async (fault) => {
    const options = { response_mode, fault };
    const landing = await new CookieClient(site).follow(site.login(options));
    expect(await findings(landing, options)).toEqual([...expected[fault]].sort());
  });
});

it('faults belong to one login: others at the same time are right', async () => {
  const browser = new CookieClient(site);
  const [broken, right] = await Promise.all([
    browser.follow(site.login({ fault: 'not-a-jwt' })),
    browser.follow(site.login({})),
  ]);
  expect(broken.parameters).toEqual([['response', expect.stringMatching(/^garbage-\d+$/)]]);
  expect(right.parameters[0]?.[1].split('.')).toHaveLength(3);
});

it.each(['PS256', 'ES256', 'Ed25519'] as const)('a claim fault is signed again by %s', async (client) => {
  const landing = await new CookieClient(site).follow(site.login({ client, fault: 'wrong-iss' }));
  const response = landing.parameters[0]?.[1] ?? '';
  const { payload } = await compactVerify(response, createLocalJWKSet(jwks));
  expect(new TextDecoder().decode(payload)).toContain('https://another-issuer.example');
});

it('errors are broken like successes', async () => {
  const options = {
    error: 'access_denied',
    fault: 'plain-beside-jwt',
    response_mode: 'form_post.jwt',
  } as const;
  const landing = await new CookieClient(site).follow(site.login(options));
  expect(landing.status).toBe(400);
  expect(landing.parameters.map(([name]) => name)).toEqual([
    'response',
    'error',
    'error_description',
    'state',
  ]);
});

it('what plain responses can have wrong is broken in them, the rest refused', async () => {
  const options = { response_mode: 'query', fault: 'missing-state' } as const;
  const landing = await new CookieClient(site).follow(site.login(options));
  expect(landing.parameters.map(([name]) => name)).toEqual(['code', 'iss']);
  expect(() => site.login({ response_mode: 'query', fault: 'alg-none' })).toThrow(RangeError);
});

it('a fault inside an encrypted response leaves it encrypted', async () => {
  const landing = await new CookieClient(site).follow(
    site.login({ client: 'encrypted', fault: 'wrong-aud' }),
  );
  expect(landing.parameters[0]?.[1].split('.')).toHaveLength(5);
});

it('each fault says what it breaks', () => {
  for (const name of faultNames) expect(faultOf(name).breaks).toMatch(/\w+ \w+/);
});
