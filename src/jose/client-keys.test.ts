import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type ClientKey, type ClientKeyProblem, readClientKeys } from './client-keys.ts';
import { rsaPair } from './rsa.node.fixture.ts';

const rsa = rsaPair();
const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
const onCurve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const p256 = onCurve('P-256');
const p256Jwk = p256.export({ format: 'jwk' });
const x25519 = generateKeyPairSync('x25519').privateKey;
const ed25519Jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const pem = (key: typeof p256, type: 'pkcs8' | 'pkcs1' | 'sec1') =>
  key.export({ format: 'pem', type }).toString();

const kinds = (text: string) =>
  readClientKeys(text).keys.map(({ kty, crv }) => [kty, crv].filter(Boolean).join(' '));
const problem = (text: string) => readClientKeys(text).problem;

/** Whether WebCrypto takes the key as it was read. */
async function isUsable({ kty, crv, material }: ClientKey): Promise<boolean> {
  const algorithm =
    kty === 'RSA'
      ? { name: 'RSA-OAEP', hash: 'SHA-256' }
      : kty === 'EC'
        ? { name: 'ECDH', namedCurve: crv ?? '' }
        : { name: 'X25519' };
  const usages: KeyUsage[] = kty === 'RSA' ? ['decrypt'] : ['deriveBits'];
  const key =
    material.form === 'jwk'
      ? await crypto.subtle.importKey('jwk', material.jwk, algorithm, false, usages)
      : await crypto.subtle.importKey('pkcs8', material.bytes, algorithm, false, usages);
  return key.type === 'private';
}

describe('what is taken', () => {
  test.each([
    ['an RSA JWK', JSON.stringify(rsaJwk), ['RSA']],
    ['an EC JWK', JSON.stringify(p256Jwk), ['EC P-256']],
    ['an X25519 JWK', JSON.stringify(x25519.export({ format: 'jwk' })), ['OKP X25519']],
    ['a JWK set', JSON.stringify({ keys: [rsaJwk, p256Jwk] }), ['RSA', 'EC P-256']],
    ['RSA as PKCS#8', pem(rsa.privateKey, 'pkcs8'), ['RSA']],
    ['RSA as PKCS#1', pem(rsa.privateKey, 'pkcs1'), ['RSA']],
    ['P-256 as PKCS#8', pem(p256, 'pkcs8'), ['EC P-256']],
    ['P-256 as SEC1', pem(p256, 'sec1'), ['EC P-256']],
    ['P-384 as SEC1', pem(onCurve('P-384'), 'sec1'), ['EC P-384']],
    ['P-521 as SEC1', pem(onCurve('P-521'), 'sec1'), ['EC P-521']],
    ['X25519 as PKCS#8', pem(x25519, 'pkcs8'), ['OKP X25519']],
    [
      'several PEM blocks with text between them',
      `Bag Attributes\n${pem(p256, 'pkcs8')}\nmore - text\n${pem(rsa.privateKey, 'pkcs1')}`,
      ['EC P-256', 'RSA'],
    ],
    [
      'a PEM block with its parameters, as openssl writes it',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(p256, 'sec1')}`,
      ['EC P-256'],
    ],
    ['PEM with Windows line ends and indented', pem(p256, 'pkcs8').replaceAll('\n', '\r\n  '), ['EC P-256']],
  ])('%s', async (_name, text, expected) => {
    expect(problem(text)).toBeNull();
    expect(kinds(text)).toEqual(expected);
    for (const key of readClientKeys(text).keys) expect(await isUsable(key)).toBe(true);
  });

  test('nothing at all is no problem', () => {
    expect(readClientKeys(' \n')).toEqual({ keys: [], problem: null });
  });

  test('what chooses a key is read with it', () => {
    const text = JSON.stringify({
      ...p256Jwk,
      kid: 'k',
      use: 'enc',
      alg: 'ECDH-ES',
      key_ops: ['deriveBits', 7],
    });
    expect(readClientKeys(text).keys[0]).toMatchObject({
      kid: 'k',
      use: 'enc',
      alg: 'ECDH-ES',
      keyOps: ['deriveBits'],
    });
  });

  test('of a set, keys that only sign are passed over', () => {
    const set = { keys: [ed25519Jwk, p256Jwk, { ...rsaJwk, use: 'sig', d: undefined }] };
    expect(kinds(JSON.stringify(set))).toEqual(['EC P-256']);
    expect(problem(JSON.stringify(set))).toBeNull();
  });
});

describe('an RSA key of which only n, e and d are given', () => {
  const numberOf = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`);
  const short = ({ n, e, d }: typeof rsaJwk) => JSON.stringify({ kty: 'RSA', n, e, d });

  test.each([1024, 2048, 3072])('of %i bits is completed', async (modulusLength) => {
    const pair = rsaPair('one', modulusLength);
    const jwk = pair.privateKey.export({ format: 'jwk' });
    const [key] = readClientKeys(short(jwk)).keys;
    expect(key && (await isUsable(key))).toBe(true);
    const made = key?.material.form === 'jwk' ? key.material.jwk : {};
    expect([made['p'], made['q']].toSorted()).toEqual([jwk.p, jwk.q].toSorted());
    // What takes such a key may find its errors out only in using it, and mend them in silence.
    const read = (name: string) => numberOf(made[name] ?? '');
    const [p, q] = [read('p'), read('q')];
    expect((read('qi') * q) % p).toBe(1n);
    expect([read('dp'), read('dq')]).toEqual([read('d') % (p - 1n), read('d') % (q - 1n)]);
  });

  test('whose d belongs to another n is malformed', () => {
    const other = rsaPair('another').privateKey.export({ format: 'jwk' });
    expect(problem(JSON.stringify({ kty: 'RSA', n: rsaJwk.n, e: rsaJwk.e, d: other.d }))).toEqual({
      code: 'malformed',
      position: 1,
    });
  });
});

describe('what is refused', () => {
  const json = (value: unknown) => JSON.stringify(value);
  const publicPem = rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const encrypted = rsa.privateKey.export({
    format: 'pem',
    type: 'pkcs8',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const encryptedOld = rsa.privateKey.export({
    format: 'pem',
    type: 'pkcs1',
    cipher: 'aes-256-cbc',
    passphrase: 'x',
  });
  const cases: [ClientKeyProblem, string][] = [
    ['not-json', 'secret'],
    ['not-json', '{"kty":'],
    ['not-a-key', '[]'],
    ['not-a-key', '{"keys":{}}'],
    ['not-a-key', '{"keys":[7]}'],
    ['no-keys', '{"keys":[]}'],
    ['no-kty', '{"k":"AA"}'],
    ['symmetric', '{"kty":"oct","k":"AA"}'],
    ['unsupported-kty', '{"kty":"AKP"}'],
    ['unsupported-curve', json({ ...p256Jwk, crv: 'secp256k1' })],
    ['unsupported-curve', json({ ...p256Jwk, crv: 'constructor' })],
    ['unsupported-curve', json({ ...p256Jwk, crv: 'X25519' })],
    ['unsupported-curve', json(ed25519Jwk)],
    ['unsupported-curve', json({ keys: [ed25519Jwk] })],
    ['unsupported-curve', pem(onCurve('secp256k1'), 'pkcs8')],
    ['public-only', json({ ...rsaJwk, d: undefined })],
    ['public-only', publicPem],
    ['malformed', json({ ...p256Jwk, d: 'AA' })],
    ['malformed', json({ ...p256Jwk, y: undefined })],
    ['malformed', json({ ...rsaJwk, n: 'a+b' })],
    ['malformed', json({ kty: 'RSA', d: 'AQAB' })],
    ['pem-encrypted', encrypted.toString()],
    ['pem-encrypted', encryptedOld.toString()],
    ['pem-malformed', '-----BEGIN PRIVATE KEY-----\nMIIE'],
    ['pem-malformed', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
    ['pem-malformed', '-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----'],
    ['pem-unsupported', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'],
    ['pem-unsupported', '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----'],
    ['pem-unsupported', pem(generateKeyPairSync('ed25519').privateKey, 'pkcs8')],
  ];
  test.each(cases)('%s: %s', (code, text) => {
    expect(readClientKeys(text)).toEqual({ keys: [], problem: { code, position: 1 } });
  });

  test('the problem says which key it is, and the others are there', () => {
    const text = json({ keys: [p256Jwk, { ...p256Jwk, d: undefined }] });
    expect(problem(text)).toEqual({ code: 'public-only', position: 2 });
    expect(kinds(text)).toEqual(['EC P-256']);
  });
});
