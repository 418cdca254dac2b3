import { type JsonWebKey, createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { callback, client, evidence, goodClaims, issuer, response } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { rsaPair } from '../jose/rsa.node.fixture.ts';

const secret = 'VmVyeSBsb25nIGNsaWVudCBzZWNyZXQgdGhhdCBpcyBsb25nIGVub3VnaCBmb3IgSFM1MTI5';
const rsa = {
  ...rsaPair().publicKey.export({ format: 'jwk' }),
  kid: 'r',
};
const ec = {
  alg: 'ES256',
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
};
const ed = { ...generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }), use: 'sig', kid: 'd' };
const jwks = [rsa, ec, ed];

function mac(key: string | Uint8Array, alg = 'HS256', header: object = {}): string {
  const input = [{ alg, ...header }, goodClaims]
    .map((part) => base64url.encode(JSON.stringify(part)))
    .join('.');
  const bytes = createHmac(alg.replace('HS', 'sha'), key).update(input).digest();
  return `${input}.${base64url.encode(bytes)}`;
}

/** What is found of a response signed with HMAC, beside what is right or not watched. */
async function judged(
  jwt: string,
  client_secret: string,
  changes: Partial<Client> = {},
  keys: object[] | null = jwks,
) {
  const alg = String(JSON.parse(new TextDecoder().decode(base64url.decode(jwt.split('.')[0] ?? ''))).alg);
  const registered = {
    ...client,
    authorization_signed_response_alg: alg as 'HS256',
    token_endpoint_auth_method: 'client_secret_basic' as const,
    ...changes,
  };
  const metadata = { issuer, authorization_signing_alg_values_supported: [alg] };
  const { verdict, findings } = await inspect(
    evidence(response(`${callback}?response=${jwt}`), keys, { client: registered }, metadata),
    client_secret === '' ? null : { client: 'c1', issuer, revision: '1', keys: '', client_secret },
  );
  const said = findings
    .filter(({ outcome, code }) => outcome !== 'pass' && code !== 'not-watched')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
  return { verdict: verdict.kind, said };
}

describe('a response signed with the client secret', () => {
  test.each(['HS256', 'HS384', 'HS512'])('by %s is valid', async (alg) => {
    expect(await judged(mac(secret, alg), secret)).toEqual({ verdict: 'valid', said: [] });
  });

  test('is valid whatever kid it names, and without any published key', async () => {
    expect(await judged(mac(secret, 'HS256', { kid: 'x' }), secret)).toEqual({ verdict: 'valid', said: [] });
    expect(await judged(mac(secret), secret, {}, [])).toEqual({ verdict: 'valid', said: [] });
  });

  test('with characters beyond ASCII takes their UTF-8 bytes', async () => {
    const long = 'ключ'.repeat(8);
    expect((await judged(mac(long), long)).verdict).toBe('valid');
  });

  test('is not verified where the secret was not given', async () => {
    expect(await judged(mac(secret), '')).toEqual({
      verdict: 'unverified',
      said: ['skip hmac-key-length needs-secret', 'skip signature needs-secret'],
    });
  });

  test('is rejected where it was another secret, or the secret was decoded first', async () => {
    expect(await judged(mac('another'), secret)).toEqual({
      verdict: 'rejected',
      said: ['fail signature secret'],
    });
    expect(await judged(mac(base64url.decode(secret)), secret)).toEqual({
      verdict: 'rejected',
      said: ['fail signature secret-decoded'],
    });
  });

  test.each([
    ['HS256', 31, 'rejected'],
    ['HS256', 32, 'valid'],
    ['HS384', 47, 'rejected'],
    ['HS384', 48, 'valid'],
    ['HS512', 63, 'rejected'],
    ['HS512', 64, 'valid'],
  ])('by %s with %i bytes of secret is %s', async (alg, length, verdict) => {
    const short = 's'.repeat(length);
    const said = verdict === 'valid' ? [] : ['fail hmac-key-length short'];
    expect(await judged(mac(short, alg), short)).toEqual({ verdict, said });
  });

  test('of a public client is rejected, and of one of unknown kind not judged', async () => {
    expect((await judged(mac(secret), secret, { token_endpoint_auth_method: 'none' })).said).toEqual([
      'fail hmac-public-client public',
    ]);
    const { token_endpoint_auth_method: _method, ...bare } = client;
    const given = evidence(response(`${callback}?response=${mac(secret)}`), jwks, { client: bare });
    const { findings } = await inspect(given);
    expect(findings.find(({ check }) => check === 'hmac-public-client')?.code).toBe('not-registered');
  });

  test('where another algorithm is registered is rejected', async () => {
    const found = await judged(mac(secret), secret, { authorization_signed_response_alg: 'RS256' });
    expect(found).toEqual({ verdict: 'rejected', said: ['fail alg-registered other'] });
  });
});

describe('an HMAC with a public key for its secret is named as the attack it is', () => {
  let forms: (readonly [string, string | Uint8Array])[];
  const write = (jwk: JsonWebKey) => createPublicKey({ key: jwk, format: 'jwk' });
  beforeAll(() => {
    const pem = (jwk: JsonWebKey, type: 'spki' | 'pkcs1') =>
      write(jwk).export({ format: 'pem', type }).toString();
    const der = (jwk: JsonWebKey, type: 'spki' | 'pkcs1') => write(jwk).export({ format: 'der', type });
    forms = [
      ...[rsa, ec, ed].flatMap((jwk) => [
        ['PEM', pem(jwk, 'spki')] as const,
        ['PEM without its last line break', pem(jwk, 'spki').trim()] as const,
        ['PEM of Windows', pem(jwk, 'spki').replaceAll('\n', '\r\n')] as const,
        ['DER', der(jwk, 'spki')] as const,
        ['JWK', JSON.stringify(jwk)] as const,
      ]),
      ['PKCS#1', pem(rsa, 'pkcs1')],
      ['PKCS#1 without its last line break', pem(rsa, 'pkcs1').trim()],
      ['PKCS#1 in DER', der(rsa, 'pkcs1')],
      ['n', rsa.n ?? ''],
      ['n in bytes', base64url.decode(rsa.n ?? '')],
      ['the members of a thumbprint', JSON.stringify({ e: rsa.e, kty: rsa.kty, n: rsa.n })],
    ];
  });

  test('in whichever form the key was taken, with and without a secret at hand', async () => {
    expect(forms).toHaveLength(21);
    for (const [name, key] of forms) {
      const found = await judged(mac(key), secret);
      expect(found, name).toEqual({
        verdict: 'rejected',
        said: ['fail hmac-public-key forged', 'fail signature secret'],
      });
      const without = await judged(mac(key, 'HS512'), '');
      expect(without.verdict, name).toBe('rejected');
      expect(without.said, name).toContain('fail hmac-public-key forged');
    }
  });

  test('but not where the issuer publishes other keys', async () => {
    expect((await judged(mac(JSON.stringify(rsa)), secret, {}, [ec])).said).toEqual([
      'fail signature secret',
    ]);
  });
});
