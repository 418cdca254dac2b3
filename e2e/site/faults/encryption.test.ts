import {
  compactDecrypt,
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  type JSONWebKeySet,
} from 'jose';
import { constants, createHash, privateDecrypt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieClient } from '../cookie-client.ts';
import { keyObject } from '../keys.ts';
import { type Site, startSite } from '../site.ts';
import { faultNames, faultOf, faultyLogin, type FaultName } from './index.ts';

let site: Site;
let jwks: JSONWebKeySet;
beforeAll(async () => {
  site = await startSite();
  jwks = await (await fetch(`${site.issuer}/jwks`)).json();
});
afterAll(() => site.close());

const names = faultNames.filter((name) => faultOf(name).in === 'encrypted responses');

async function responseWith(fault: FaultName): Promise<string> {
  const landing = await new CookieClient(site).follow(site.login(faultyLogin(fault)));
  return landing.parameters[0]?.[1] ?? '';
}

const rightKey = (fault: FaultName) => {
  const { decryptionKey, client_secret } = site.client(faultOf(fault).login?.client ?? 'encrypted');
  if (decryptionKey !== undefined) return keyObject(decryptionKey);
  return createHash('sha256')
    .update(client_secret ?? '')
    .digest()
    .subarray(0, 16);
};

async function inside(response: string, fault: FaultName): Promise<string> {
  const { plaintext } = await compactDecrypt(response, rightKey(fault));
  return new TextDecoder().decode(plaintext);
}

const verifies = (jws: string) =>
  compactVerify(jws, createLocalJWKSet(jwks)).then(
    ({ payload }) => new TextDecoder().decode(payload),
    () => undefined,
  );

/** What makes the response differ from a right one; whatever is not named here must be right. */
const headers: Readonly<Partial<Record<FaultName, object>>> = {
  'jwe-unknown-kid': { kid: 'unknown' },
  'jwe-other-alg': { alg: 'RSA-OAEP' },
  'jwe-other-enc': { enc: 'A256GCM' },
  'jwe-without-cty': { cty: undefined },
  'jwe-header-iss': { iss: 'https://another-issuer.example' },
  'jwe-only': { cty: undefined },
};
const unreadable = new Set<FaultName>([
  'jwe-for-another-key',
  'jwe-tampered',
  'jwe-other-oaep-hash',
  'jwe-right-most-key',
  'jwe-raw-secret',
]);

describe.each(names.filter((name) => name !== 'jws-around-jwe' && name !== 'not-encrypted'))(
  '%s',
  (fault) => {
    it('has nothing else wrong in its header', async () => {
      const { encryption, client_id } = site.client(faultOf(fault).login?.client ?? 'encrypted');
      const kid = encryption?.key ? { kid: 'client-enc-rsa' } : {};
      const { alg, enc } = encryption ?? {};
      const right = { alg, enc, cty: 'JWT', ...kid, iss: site.issuer, aud: client_id };
      expect(decodeProtectedHeader(await responseWith(fault))).toEqual(
        JSON.parse(JSON.stringify({ ...right, ...headers[fault] })),
      );
    });

    it('opens and holds a right JWS, or does not open, as it says', async () => {
      const response = await responseWith(fault);
      if (unreadable.has(fault)) await expect(inside(response, fault)).rejects.toThrow('decryption');
      else if (fault === 'jwe-only') expect(JSON.parse(await inside(response, fault))).toHaveProperty('code');
      else expect(await verifies(await inside(response, fault))).toContain('"code":');
    });
  },
);

it('a JWS around a JWE is rightly signed, and what it holds opens', async () => {
  const jwe = (await verifies(await responseWith('jws-around-jwe'))) ?? '';
  expect(await verifies(await inside(jwe, 'jws-around-jwe'))).toContain('"code":');
});

it('a response that is not encrypted is rightly signed', async () => {
  expect(await verifies(await responseWith('not-encrypted'))).toContain('"code":');
});

it('the key wrapped with the wrong hash opens with that hash', async () => {
  const [, wrapped = ''] = (await responseWith('jwe-other-oaep-hash')).split('.');
  const key = keyObject(site.client('encrypted').decryptionKey ?? {});
  const open = (oaepHash: string) =>
    privateDecrypt(
      { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash },
      Buffer.from(wrapped, 'base64url'),
    );
  expect(open('sha1')).toHaveLength(32);
  expect(() => open('sha256')).toThrow('oaep');
});

it.each([
  ['jwe-right-most-key', (secret: string) => createHash('sha256').update(secret).digest().subarray(16)],
  ['jwe-raw-secret', (secret: string) => Buffer.from(secret)],
] as const)('%s opens with the key that it says', async (fault, keyOf) => {
  const key = keyOf(site.client('encrypted-by-secret').client_secret ?? '');
  expect(key).toHaveLength(16);
  const { plaintext } = await compactDecrypt(await responseWith(fault), key);
  expect(await verifies(new TextDecoder().decode(plaintext))).toContain('"code":');
});

it('is refused where nothing is encrypted', () => {
  expect(() => site.login({ fault: 'jwe-only' })).toThrow('a client with encrypted responses');
  expect(() => site.login({ ...faultyLogin('jwe-only'), response_mode: 'query' })).toThrow(RangeError);
});
