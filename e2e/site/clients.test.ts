import { compactDecrypt, createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isHmac } from './algorithms.ts';
import { clientNames, type SiteClient, usualClientNames } from './clients.ts';
import { CookieClient } from './cookie-client.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ algorithms: 'all' });
});
afterAll(() => site.close());

/** How long the key is that the client secret gives (OpenID Connect Core 10.2), and by which hash. */
const derived: Readonly<Record<string, readonly [hash: string, bytes: number]>> = {
  A128KW: ['sha256', 16],
  A192KW: ['sha256', 24],
  A256KW: ['sha256', 32],
  A128GCMKW: ['sha256', 16],
  A192GCMKW: ['sha256', 24],
  A256GCMKW: ['sha256', 32],
  'dir A128GCM': ['sha256', 16],
  'dir A192GCM': ['sha256', 24],
  'dir A256GCM': ['sha256', 32],
  'dir A128CBC-HS256': ['sha256', 32],
  'dir A192CBC-HS384': ['sha384', 48],
  'dir A256CBC-HS512': ['sha512', 64],
};

async function decrypted(jwe: string, { decryptionKey, client_secret = '', encryption }: SiteClient) {
  const { alg, enc, cty } = decodeProtectedHeader(jwe);
  expect({ alg, enc, cty }).toEqual({ alg: encryption?.alg, enc: encryption?.enc, cty: 'JWT' });
  const [hash, bytes] = derived[alg === 'dir' ? `dir ${enc}` : String(alg)] ?? ['sha256', 0];
  const key = decryptionKey
    ? await importJWK(decryptionKey, alg)
    : createHash(hash).update(client_secret).digest().subarray(0, bytes);
  return new TextDecoder().decode((await compactDecrypt(jwe, key)).plaintext);
}

async function verified(jwt: string, { client_id, client_secret }: SiteClient) {
  const options = { issuer: site.issuer, audience: client_id };
  if (isHmac(decodeProtectedHeader(jwt).alg ?? '')) {
    return await jwtVerify(jwt, new TextEncoder().encode(client_secret), options);
  }
  return await jwtVerify(jwt, createRemoteJWKSet(new URL(`${site.issuer}/jwks`)), options);
}

it.each(clientNames)('the client %s gets its response as registered', async (name) => {
  const client = site.client(name);
  const landing = await new CookieClient(site).follow(site.login({ client: name }));
  expect(landing.redirect_uri).toBe(client.callbacks.page);
  const response = landing.parameters[0]?.[1] ?? '';
  const jwt = client.encryption === undefined ? response : await decrypted(response, client);
  const { payload, protectedHeader } = await verified(jwt, client);
  expect(payload).toMatchObject({ code: expect.any(String) });
  expect(protectedHeader.alg).toBe(client.authorization_signed_response_alg);
});

it('offers every algorithm in its metadata, and publishes a key for each', async () => {
  const metadata: unknown = await (await fetch(`${site.issuer}/.well-known/openid-configuration`)).json();
  const of = (name: string) => Object.entries(Object(metadata)).find(([own]) => own === name)?.[1];
  expect(of('authorization_signing_alg_values_supported')).toHaveLength(14);
  expect(of('authorization_encryption_alg_values_supported')).toHaveLength(15);
  expect(of('authorization_encryption_enc_values_supported')).toHaveLength(6);
});

it('a usual site has the usual clients alone, and says so of the others', async () => {
  const usual = await startSite();
  expect(usual.clients.map(({ name }) => name)).toEqual([...usualClientNames]);
  const answer = await fetch(usual.login({ client: 'dir A128GCM' }));
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('no client dir A128GCM'),
  ]);
  await usual.close();
});
