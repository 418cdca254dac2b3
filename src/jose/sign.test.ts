import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type JWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { signingAlgorithms } from '../client.ts';
import { isHmac } from './algorithms.ts';
import { rsaPair } from './rsa.node.fixture.ts';
import { findSigner, signJwt } from './sign.ts';

const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const pairs = {
  RSA: rsaPair(),
  'P-256': curve('P-256'),
  'P-384': curve('P-384'),
  'P-521': curve('P-521'),
  Ed25519: generateKeyPairSync('ed25519'),
};
const kindOf = (alg: string): keyof typeof pairs => {
  if (/^[RP]S/.test(alg)) return 'RSA';
  if (alg.startsWith('Ed')) return 'Ed25519';
  return alg === 'ES256' ? 'P-256' : alg === 'ES384' ? 'P-384' : 'P-521';
};
const jwkOf = (key: KeyObject, members: object = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...members });
const pemOf = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();

async function signedWith(keys: string, alg: string | undefined, supported?: readonly string[]) {
  const signer = await findSigner(keys, '', alg, supported);
  return 'code' in signer ? `${signer.code} ${signer.detail}`.trim() : signer;
}

describe.each([
  ['a JWK', jwkOf],
  ['PEM', pemOf],
] as const)('with a key as %s', (_form, write) => {
  test.each(signingAlgorithms.filter((alg) => !isHmac(alg)))(
    '%s is signed, as another library sees it',
    async (alg) => {
      const { privateKey, publicKey } = pairs[kindOf(alg)];
      const signer = await signedWith(write(privateKey), alg);
      if (typeof signer === 'string') throw new Error(signer);
      const jwt = await signJwt(signer, 'JWT', { iss: 'me' });
      const { payload, protectedHeader } = await jwtVerify(jwt, publicKey);
      expect([payload.iss, protectedHeader.alg, protectedHeader.typ]).toEqual(['me', alg, 'JWT']);
    },
  );
});

test.each(['HS256', 'HS384', 'HS512'])('%s is signed with the secret', async (alg) => {
  const secret = 'a secret of more than sixty-four characters, which is enough for HS512';
  const signer = await findSigner('', secret, alg, undefined);
  if ('code' in signer) throw new Error(signer.code);
  const jwt = await signJwt(signer, 'JWT', { iss: 'me' });
  expect((await jwtVerify(jwt, new TextEncoder().encode(secret))).payload.iss).toBe('me');
  expect(await findSigner('', '', alg, undefined)).toEqual({ code: 'no-secret', detail: alg });
});

describe('the algorithm', () => {
  const rsa = pairs.RSA.privateKey;
  const choose = async (keys: string, alg?: string, supported?: readonly string[]) => {
    const signer = await signedWith(keys, alg, supported);
    return typeof signer === 'string' ? signer : [signer.alg, signer.kid].filter(Boolean).join(' ');
  };
  const set = (...keys: string[]) => `{"keys":[${keys.join()}]}`;
  const p256 = jwkOf(pairs['P-256'].privateKey, { kid: 'e' });

  test.each([
    ['is the first that the key fits', jwkOf(rsa), undefined, undefined, 'RS256'],
    ['is one that the server lists', jwkOf(rsa), undefined, ['ES256', 'PS256'], 'PS256'],
    ['is the one that the key names', jwkOf(rsa, { alg: 'PS384' }), undefined, ['PS256'], 'PS384'],
    ['chooses among several keys', set(jwkOf(rsa), p256), undefined, ['ES256'], 'ES256 e'],
    ['that is registered decides', set(jwkOf(rsa), p256), 'ES256', ['PS256'], 'ES256 e'],
    ['EdDSA is Ed25519', jwkOf(pairs.Ed25519.privateKey, { alg: 'EdDSA' }), 'Ed25519', undefined, 'Ed25519'],
    ['fits no key', p256, 'PS256', undefined, 'signing-key-misfit PS256'],
    [
      'is none for a key that only decrypts',
      set(jwkOf(rsa, { use: 'enc' })),
      undefined,
      undefined,
      'signing-key-misfit',
    ],
    [
      'is none for one whose operations are others',
      jwkOf(rsa, { key_ops: ['decrypt'] }),
      'RS256',
      undefined,
      'signing-key-misfit RS256',
    ],
    [
      'is none for a short key',
      jwkOf(rsaPair('one', 1024).privateKey),
      'RS256',
      undefined,
      'signing-key-misfit RS256',
    ],
  ])('%s', async (_name, keys, alg, supported, expected) => {
    expect(await choose(keys, alg, supported)).toBe(expected);
  });
});

test.each([
  ['', 'no-signing-key'],
  ['{}', 'signing-key-unreadable no-kty'],
  [JSON.stringify(pairs.RSA.publicKey.export({ format: 'jwk' })), 'signing-key-unreadable public-only'],
  [jwkOf(generateKeyPairSync('x25519').privateKey), 'signing-key-unreadable unsupported-curve'],
  [pemOf(generateKeyPairSync('x25519').privateKey), 'signing-key-unreadable pem-unsupported'],
])('what cannot sign is said: %#', async (keys, expected) => {
  expect(await signedWith(keys, undefined)).toBe(expected);
});

test('of a set, keys that only decrypt are passed over', async () => {
  const x25519: JWK = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const signer = await signedWith(
    `{"keys":[${JSON.stringify(x25519)},${jwkOf(pairs['P-256'].privateKey)}]}`,
    undefined,
  );
  expect(signer).toMatchObject({ alg: 'ES256' });
});
