import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { base64url } from 'jose';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  goodClaims,
  issuer,
  makeKey,
  response,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { rsaPair } from '../jose/rsa.node.fixture.ts';
import { agreeOn, contentKeyFor, encryptOaep, seal, wrap } from '../jose/seal.node.fixture.ts';
import type { Secrets } from '../secrets.ts';

const rsa = rsaPair();
const otherRsa = rsaPair('another');
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwkOf = (pair: typeof rsa, members: object = {}) => ({
  ...pair.privateKey.export({ format: 'jwk' }),
  ...members,
});
const client_secret = 'c3VwZXIgc2VjcmV0IHZhbHVlIG9mIGEgY2xpZW50MTIz';

const keys = (...jwks: object[]): Secrets => ({
  client: 'c1',
  issuer,
  revision: '1',
  keys: JSON.stringify({ keys: jwks }),
  client_secret: '',
});
const secret: Secrets = { ...keys(), keys: '', client_secret };

let signer: SigningKey;
let jwt: string;
beforeAll(async () => {
  signer = await makeKey();
  jwt = await sign(signer);
});

const metadata = {
  issuer,
  authorization_signing_alg_values_supported: ['RS256'],
  authorization_encryption_alg_values_supported: [
    'RSA-OAEP-256',
    'ECDH-ES',
    'ECDH-ES+A128KW',
    'dir',
    'A128KW',
  ],
  authorization_encryption_enc_values_supported: ['A128CBC-HS256', 'A128GCM', 'A256GCM', 'A256CBC-HS512'],
};

/** What is found of a response, beside what is right, in one line a check. */
async function judged(
  compact: string,
  secrets: Secrets | null,
  changes: Partial<Client> = {},
  given: Partial<Evidence> = {},
) {
  const header = JSON.parse(new TextDecoder().decode(base64url.decode(compact.split('.')[0] ?? '')));
  const registered = {
    ...client,
    authorization_encrypted_response_alg: header.alg,
    authorization_encrypted_response_enc: header.enc,
    token_endpoint_auth_method: 'client_secret_basic' as const,
    ...changes,
  };
  const seen = response(`${callback}?response=${compact}`);
  const { findings, verdict } = await inspect(
    evidence(seen, [signer.jwk], { client: registered, ...given }, metadata),
    secrets,
  );
  const said = findings
    .filter(({ outcome, check }) => outcome !== 'pass' && check !== 'encrypted-in-url')
    .filter(({ outcome, family }) => outcome !== 'skip' || family === 'encryption')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
  return { verdict: verdict.kind, reason: verdict.reason?.check, said };
}

const clean = { verdict: 'valid', said: [] };
const rsaHeader = { alg: 'RSA-OAEP-256', enc: 'A128CBC-HS256', cty: 'JWT' };

/** A response that is encrypted with RSA as it should be, or nearly so. */
function byRsa({
  header = {},
  enc = 'A128CBC-HS256',
  hash = 'sha256',
  pair = rsa,
  contentKey = contentKeyFor(enc),
  plaintext = jwt,
}: {
  header?: object;
  enc?: string;
  hash?: string;
  pair?: typeof rsa;
  contentKey?: Buffer;
  plaintext?: string | Uint8Array;
} = {}) {
  const encryptedKey = encryptOaep(pair.publicKey, hash, contentKey);
  return seal({ header: { ...rsaHeader, ...header }, enc, contentKey, encryptedKey, plaintext });
}

/** A response that is encrypted with a key made from the client secret. */
function bySecret(alg: string, enc: string, key: Buffer, header: object = {}) {
  const contentKey = alg === 'dir' ? key : contentKeyFor(enc);
  const encryptedKey = alg === 'dir' ? Buffer.alloc(0) : wrap(key, contentKey);
  return seal({ header: { alg, enc, cty: 'JWT', ...header }, enc, contentKey, encryptedKey, plaintext: jwt });
}

const hashed = (hash: string, of: string | Uint8Array = client_secret) =>
  createHash(hash).update(of).digest();
const changePart = (compact: string, part: number, change: (bytes: Uint8Array) => Uint8Array) =>
  compact
    .split('.')
    .map((text, index) => (index === part ? base64url.encode(change(base64url.decode(text))) : text))
    .join('.');
const flip = (bytes: Uint8Array) => bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte));

describe('a response that is encrypted as it should be', () => {
  test('for an RSA key is valid, and so is what is inside', async () => {
    expect(await judged(byRsa(), keys(jwkOf(rsa)))).toMatchObject(clean);
  });

  test.each([
    ['dir', 'A128GCM', 16, 'sha256'],
    ['dir', 'A128CBC-HS256', 32, 'sha256'],
    ['dir', 'A256CBC-HS512', 64, 'sha512'],
    ['A128KW', 'A256GCM', 16, 'sha256'],
  ])('%s with %s takes the left-most %i bytes of %s', async (alg, enc, length, hash) => {
    const compact = bySecret(alg, enc, hashed(hash).subarray(0, length));
    expect(await judged(compact, secret)).toMatchObject(clean);
  });

  test('with apu and apv', async () => {
    const { epk, key } = agreeOn(ec.publicKey, {
      algorithmId: 'A128GCM',
      length: 16,
      apu: 'Alice',
      apv: 'Bob',
    });
    const parties = { apu: base64url.encode('Alice'), apv: base64url.encode('Bob') };
    const header = { alg: 'ECDH-ES', enc: 'A128GCM', cty: 'JWT', epk, ...parties };
    const compact = seal({ header, enc: 'A128GCM', contentKey: key, plaintext: jwt });
    expect(await judged(compact, keys(jwkOf(ec)))).toMatchObject(clean);
  });

  test('of which the inside is wrong is rejected for the inside', async () => {
    const plaintext = await sign(signer, { ...goodClaims, aud: 'other' });
    const found = await judged(byRsa({ plaintext }), keys(jwkOf(rsa)));
    expect(found).toEqual({ verdict: 'rejected', reason: 'aud-match', said: ['fail aud-match other'] });
  });

  test('and signed by a stranger is rejected', async () => {
    const stranger = await makeKey('RS256', 'op-9');
    const found = await judged(byRsa({ plaintext: await sign(stranger) }), keys(jwkOf(rsa)));
    expect(found).toMatchObject({ verdict: 'rejected', reason: 'kid-known' });
  });
});

describe('a response that nothing given could decrypt', () => {
  test('is not verified without a key', async () => {
    const found = await judged(byRsa(), null);
    expect(found.verdict).toBe('unverified');
    expect(found.said).toContain('skip decrypt encrypted');
  });

  test('is not verified with nothing but a secret, or a text that is no key', async () => {
    expect(await judged(byRsa(), secret)).toMatchObject({ verdict: 'unverified' });
    expect(await judged(byRsa(), { ...secret, keys: 'nonsense' })).toMatchObject({ verdict: 'unverified' });
  });

  test('is not verified without the client secret', async () => {
    const found = await judged(
      bySecret('dir', 'A128GCM', hashed('sha256').subarray(0, 16)),
      keys(jwkOf(rsa)),
    );
    expect(found.verdict).toBe('unverified');
    expect(found.said).toContain('skip decrypt needs-secret');
  });

  test.each([
    [{ alg: 'RSA1_5' }, 'warn rsa1-5 rsa1-5'],
    [{ alg: 'PBES2-HS256+A128KW' }, 'unsupported decrypt algorithm'],
    [{ enc: 'XC20P' }, 'unsupported decrypt algorithm'],
    [{ zip: 'GZ' }, 'warn zip unknown'],
    [{ alg: 'ECDH-ES', epk: { kty: 'OKP', crv: 'X448', x: 'AA' } }, 'unsupported decrypt algorithm'],
  ])('for want of the algorithm is unsupported, never valid: %j', async (header, finding) => {
    const found = await judged(byRsa({ header }), keys(jwkOf(rsa)));
    expect(found.said).toContain('unsupported decrypt algorithm');
    expect(found.said).toContain(finding);
    expect(found.verdict).toMatch(/unverified|rejected/);
  });
});

describe('the cause of a failed decryption', () => {
  const rejected = (finding: string) => ({ verdict: 'rejected', said: expect.arrayContaining([finding]) });

  test.each(['sha1', 'sha384', 'sha512'])('RSA-OAEP with %s under the name of another', async (hash) => {
    const found = await judged(byRsa({ hash }), keys(jwkOf(rsa)));
    expect(found).toEqual({ verdict: 'rejected', reason: 'decrypt', said: ['fail decrypt oaep-hash'] });
  });

  test.each([
    ['another key', [jwkOf(otherRsa)], {}, 'no-key-opens'],
    ['a key of another type', [jwkOf(ec)], {}, 'no-fitting-key'],
    ['another key under the kid it names', [jwkOf(otherRsa, { kid: 'e' })], { kid: 'e' }, 'named-key'],
  ])('%s', async (_name, jwks, header, code) => {
    expect(await judged(byRsa({ header }), keys(...jwks))).toMatchObject(rejected(`fail decrypt ${code}`));
  });

  test('another client secret', async () => {
    const compact = bySecret('A128KW', 'A128GCM', hashed('sha256', 'other').subarray(0, 16));
    expect(await judged(compact, secret)).toEqual({
      verdict: 'rejected',
      reason: 'decrypt',
      said: ['fail decrypt secret'],
    });
  });

  test.each([
    ['tag', 4],
    ['ciphertext', 3],
    ['initialization vector', 2],
  ])('a changed %s', async (_name, part) => {
    const found = await judged(changePart(byRsa(), part, flip), keys(jwkOf(rsa)));
    expect(found).toEqual({ verdict: 'rejected', reason: 'decrypt', said: ['fail decrypt changed'] });
  });

  test('a changed header', async () => {
    const [, ...parts] = byRsa().split('.');
    const compact = [base64url.encode(JSON.stringify({ ...rsaHeader, x: 1 })), ...parts].join('.');
    expect(await judged(compact, keys(jwkOf(rsa)))).toMatchObject(rejected('fail decrypt changed'));
  });

  test('another enc than it says, with a key of the same length', async () => {
    const found = await judged(byRsa({ enc: 'A256GCM' }), keys(jwkOf(rsa)));
    expect(found).toMatchObject(rejected('fail decrypt enc-label'));
  });

  test('a content key that no enc needs', async () => {
    const compact = byRsa({ enc: 'A128GCM', header: { enc: 'A128GCM' }, contentKey: randomBytes(16) });
    const [header = '', , ...rest] = compact.split('.');
    const encryptedKey = base64url.encode(encryptOaep(rsa.publicKey, 'sha256', randomBytes(20)));
    const found = await judged([header, encryptedKey, ...rest].join('.'), keys(jwkOf(rsa)));
    expect(found).toMatchObject(rejected('fail decrypt content-key-length'));
  });

  test('a wrapped key of another length than alg says', async () => {
    const compact = bySecret('A128KW', 'A128GCM', hashed('sha256'));
    expect(await judged(compact, secret)).toMatchObject(rejected('fail decrypt alg-label'));
  });

  test('a direct key made for another enc', async () => {
    const compact = seal({
      header: { alg: 'dir', enc: 'A128GCM', cty: 'JWT' },
      enc: 'A256GCM',
      contentKey: hashed('sha256'),
      plaintext: jwt,
    });
    expect(await judged(compact, secret)).toMatchObject(rejected('fail decrypt enc-label'));
  });

  const keyOf = (bytes: Uint8Array, length: number) =>
    Buffer.concat([bytes, Buffer.alloc(64)]).subarray(0, length);
  test.each([
    ['right-most', 'dir', 'A128GCM', () => hashed('sha256').subarray(-16)],
    ['right-most', 'A128KW', 'A256GCM', () => hashed('sha256').subarray(-16)],
    ['raw-secret', 'dir', 'A256GCM', () => keyOf(Buffer.from(client_secret), 32)],
    ['raw-secret', 'dir', 'A256CBC-HS512', () => keyOf(Buffer.from(client_secret), 64)],
    ['decoded-secret', 'dir', 'A256GCM', () => keyOf(base64url.decode(client_secret), 32)],
    [
      'decoded-secret',
      'A128KW',
      'A128GCM',
      () => hashed('sha256', base64url.decode(client_secret)).subarray(0, 16),
    ],
    ['other-hash', 'dir', 'A256CBC-HS512', () => keyOf(hashed('sha256'), 64)],
    ['other-hash', 'A128KW', 'A128GCM', () => hashed('sha512').subarray(0, 16)],
  ])('a key made wrongly from the client secret: %s, %s with %s', async (code, alg, enc, key) => {
    const found = await judged(bySecret(alg, enc, key()), secret);
    expect(found).toEqual({
      verdict: 'rejected',
      reason: 'symmetric-key',
      said: [`fail symmetric-key ${code}`, 'fail decrypt other-derivation'],
    });
  });

  test.each([
    ['kdf-algorithm-id', 'ECDH-ES', { algorithmId: 'ECDH-ES', length: 16 }, {}],
    ['kdf-algorithm-id', 'ECDH-ES+A128KW', { algorithmId: 'A128KW', length: 16 }, {}],
    ['kdf-algorithm-id', 'ECDH-ES+A128KW', { algorithmId: 'A128GCM', length: 16 }, {}],
    ['party-info', 'ECDH-ES', { algorithmId: 'A128GCM', length: 16 }, { apu: 'QWxpY2U' }],
    ['party-info', 'ECDH-ES', { algorithmId: 'A128GCM', length: 16, apu: 'QWxpY2U' }, { apu: 'QWxpY2U' }],
    ['alg-label', 'ECDH-ES', { algorithmId: 'ECDH-ES+A128KW', length: 16 }, {}],
  ])('an agreed key derived wrongly: %s of %s, %j', async (code, alg, kdf, header) => {
    const { epk, key } = agreeOn(ec.publicKey, kdf);
    const isWrapped = alg !== 'ECDH-ES' || code === 'alg-label';
    const contentKey = isWrapped ? randomBytes(16) : key;
    const compact = seal({
      header: { alg, enc: 'A128GCM', cty: 'JWT', epk, ...header },
      enc: 'A128GCM',
      contentKey,
      encryptedKey: isWrapped ? wrap(key, contentKey) : Buffer.alloc(0),
      plaintext: jwt,
    });
    expect(await judged(compact, keys(jwkOf(ec)))).toMatchObject(rejected(`fail decrypt ${code}`));
  });
});

describe('the parts of an encryption', () => {
  const found = async (compact: string, secrets = keys(jwkOf(rsa))) => await judged(compact, secrets);

  test('an initialization vector of 16 bytes for GCM is a failure, though it can be decrypted', async () => {
    const contentKey = randomBytes(16);
    const compact = seal({
      header: { ...rsaHeader, enc: 'A128GCM' },
      enc: 'A128GCM',
      contentKey,
      encryptedKey: encryptOaep(rsa.publicKey, 'sha256', contentKey),
      iv: randomBytes(16),
      plaintext: jwt,
    });
    expect(await found(compact)).toEqual({
      verdict: 'rejected',
      reason: 'iv-and-tag',
      said: ['fail iv-and-tag iv'],
    });
  });

  test('a tag that was cut is never taken', async () => {
    const { verdict, said } = await found(changePart(byRsa(), 4, (tag) => tag.subarray(0, 12)));
    expect(verdict).toBe('rejected');
    expect(said).toEqual(['fail iv-and-tag tag', 'fail decrypt changed']);
  });

  test('a tag that the end of the ciphertext was put before is never taken', async () => {
    const [header = '', key = '', iv = '', ciphertext = '', tag = ''] = byRsa({
      enc: 'A128GCM',
      header: { enc: 'A128GCM' },
    }).split('.');
    const [content, mac] = [base64url.decode(ciphertext), base64url.decode(tag)];
    const parts = [content.subarray(0, -1), new Uint8Array([...content.subarray(-1), ...mac])];
    const compact = [header, key, iv, ...parts.map((part) => base64url.encode(part))].join('.');
    expect((await found(compact)).said).toEqual(['fail iv-and-tag tag', 'fail decrypt changed']);
  });

  test.each([1, 2, 3, 4])('part %i that is not base64url', async (part) => {
    const compact = byRsa().split('.');
    compact[part] = `${compact[part]}=`;
    expect((await found(compact.join('.'))).said).toContain('fail iv-and-tag not-base64url');
  });

  test('an encrypted key beside a direct one', async () => {
    const compact = bySecret('dir', 'A128GCM', hashed('sha256').subarray(0, 16)).replace('..', '.AAAA.');
    expect(await found(compact, secret)).toEqual({
      verdict: 'rejected',
      reason: 'encrypted-key-part',
      said: ['fail encrypted-key-part not-empty'],
    });
  });

  test('no encrypted key where there must be one', async () => {
    const said = (await found(changePart(byRsa(), 1, () => new Uint8Array()))).said;
    expect(said).toContain('fail encrypted-key-part empty');
  });

  test.each([
    [undefined, 'malformed'],
    [{ kty: 'EC', crv: 'P-256', x: 'AA' }, 'malformed'],
    [{ ...jwkOf(ec) }, 'private'],
    [{ ...jwkOf(ec), d: undefined, y: jwkOf(ec).x }, 'not-on-curve'],
  ])('an ephemeral key %j', async (epk, code) => {
    const compact = byRsa({ header: { alg: 'ECDH-ES', epk } });
    const { verdict, said } = await found(compact, keys(jwkOf(ec)));
    expect(verdict).toBe('rejected');
    expect(said).toContain(`fail ephemeral-key ${code}`);
  });

  test.each([
    [{ alg: undefined }, 'fail alg-present encryption-missing'],
    [{ enc: 7 }, 'fail alg-present encryption-missing'],
    [{ crit: ['x'], x: 1 }, 'fail crit not-understood'],
  ])('a header with %j', async (header, finding) => {
    const { verdict, said } = await found(byRsa({ header }));
    expect(verdict).toBe('rejected');
    expect(said).toContain(finding);
  });
});

describe('what is inside', () => {
  const inside = async (plaintext: string | Uint8Array, header: object = {}) =>
    await judged(byRsa({ plaintext, header }), keys(jwkOf(rsa)));

  test.each([
    ['claims that nobody signed', () => JSON.stringify(goodClaims), 'fail jwt-structure not-signed'],
    ['something else', () => 'hello', 'fail jwt-structure not-a-jwt-inside'],
    ['a JWT with a byte order mark', () => `\uFEFF${jwt}`, 'fail header-json alphabet'],
    ['bytes that are no text', () => new Uint8Array([0xff, 0xfe]), 'fail jwt-structure not-a-jwt-inside'],
    ['another encryption', () => byRsa(), 'fail jwt-structure encrypted-twice'],
  ])('%s', async (_name, plaintext, finding) => {
    const { verdict, said } = await inside(plaintext());
    expect(verdict).toBe('rejected');
    expect(said).toContain(finding);
  });

  test('an encrypted JWT that is signed, instead of a signed one that is encrypted', async () => {
    const said = (await judged(await sign(signer, byRsa()), keys(jwkOf(rsa)))).said;
    expect(said).toContain('fail jwt-structure encrypted-then-signed');
  });

  test('a signed JWT that is signed', async () => {
    expect((await judged(await sign(signer, jwt), null)).said).toContain('fail jwt-structure signed-twice');
  });

  test.each([
    [{ cty: undefined }, ['warn cty missing']],
    [{ cty: 'text' }, ['warn cty other']],
    [{ cty: 'jwt' }, []],
    [{ iss: issuer, aud: client.client_id }, []],
    [{ iss: 'https://evil.example' }, ['warn jwe-header-claims differs']],
    [{ aud: [client.client_id] }, ['warn jwe-header-claims differs']],
  ])('beside the header %j', async (header, said) => {
    expect(await inside(jwt, header)).toMatchObject({ verdict: 'valid', said });
  });

  test('compressed, is read and warned of', async () => {
    const found = await inside(deflateRawSync(jwt), { zip: 'DEF' });
    expect(found).toMatchObject({ verdict: 'valid', said: ['warn zip compressed'] });
  });

  test('compressed as something else than it says, or into a bomb, is refused', async () => {
    expect((await inside(jwt, { zip: 'DEF' })).said).toContain('fail decrypt inflate');
    const bomb = deflateRawSync(Buffer.alloc(20_000_000));
    expect((await inside(bomb, { zip: 'DEF' })).said).toContain('fail decrypt inflated-size');
  });

  test.each([
    [{ nonce: 'n' }, 'fail token-confusion id-token'],
    [{ client_id: 'c', scope: 'openid' }, 'fail token-confusion access-token'],
  ])('another kind of token: %j', async (claims, finding) => {
    const token = { ...goodClaims, code: undefined, state: undefined, sub: 'u', ...claims };
    expect((await judged(await sign(signer, token), null)).said).toContain(finding);
  });

  test('a response that says too much is a response nevertheless', async () => {
    const said = (await judged(await sign(signer, { ...goodClaims, sub: 'u', nonce: 'n' }), null)).said;
    expect(said.filter((line) => line.includes('token-confusion'))).toEqual([]);
  });
});

describe('an RSA key', () => {
  const short = rsaPair('one', 1024);
  const inPem = {
    ...secret,
    client_secret: '',
    keys: short.privateKey.export({ format: 'pem', type: 'pkcs1' }),
  };

  test.each([
    ['as JWK', keys(jwkOf(short))],
    ['as JWK without its primes', keys({ ...jwkOf(short), p: undefined, q: undefined })],
    ['in PEM', { ...inPem, keys: String(inPem.keys) }],
  ])('of 1024 bits opens the response, and is refused, given %s', async (_form, given) => {
    const found = await judged(byRsa({ pair: short }), given);
    expect(found).toEqual({
      verdict: 'rejected',
      reason: 'decryption-key-size',
      said: ['fail decryption-key-size short'],
    });
  });
});

describe('what this browser cannot compute', () => {
  const cannot = (name: string) =>
    vi
      .spyOn(crypto.subtle, 'importKey')
      .mockImplementation(
        async (...[format, key, algorithm, ...more]: Parameters<typeof crypto.subtle.importKey>) => {
          if (typeof algorithm === 'object' ? algorithm.name === name : algorithm === name)
            throw new DOMException('', 'NotSupportedError');
          return await importKey(format, key, algorithm, ...more);
        },
      );
  const importKey = crypto.subtle.importKey.bind(crypto.subtle);
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    ['RSA-OAEP', () => byRsa(), () => keys(jwkOf(rsa))],
    ['AES-CBC', () => byRsa(), () => keys(jwkOf(rsa))],
    ['AES-KW', () => bySecret('A128KW', 'A256GCM', hashed('sha256').subarray(0, 16)), () => secret],
    ['AES-GCM', () => bySecret('dir', 'A128GCM', hashed('sha256').subarray(0, 16)), () => secret],
  ] as const)('is unsupported, and no fault of the key: %s', async (name, compact, given) => {
    cannot(name);
    const found = await judged(compact(), given());
    expect(found).toMatchObject({ verdict: 'unverified' });
    expect(found.said).toContain('unsupported decrypt algorithm');
    expect(found.said.filter((one) => one.startsWith('fail'))).toEqual([]);
  });

  test('is unsupported, and no point beside the curve: X25519', async () => {
    cannot('X25519');
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const epk = publicKey.export({ format: 'jwk' });
    const header = { alg: 'ECDH-ES', enc: 'A128GCM', cty: 'JWT', epk };
    const compact = seal({ header, enc: 'A128GCM', contentKey: contentKeyFor('A128GCM'), plaintext: jwt });
    const found = await judged(compact, keys(privateKey.export({ format: 'jwk' })));
    expect(found.said).toContain('unsupported decrypt algorithm');
    expect(found.said.filter((one) => one.startsWith('fail'))).toEqual([]);
  });
});

describe('the key that is named', () => {
  const [one, two] = [jwkOf(rsa, { kid: 'one' }), jwkOf(otherRsa, { kid: 'two' })];
  test.each([
    [{ kid: 'one' }, [one, two], []],
    [{ kid: 'two' }, [one, two], ['warn encryption-kid names-wrong-key']],
    [{ kid: 'old' }, [one, two], ['warn encryption-kid unknown']],
    [{}, [one, two], ['warn encryption-kid ambiguous']],
    [{}, [one], []],
    [{ kid: 7 }, [one], ['warn encryption-kid type']],
    [{ kid: 'one' }, [one, { ...two, kid: 'one' }], ['warn encryption-kid duplicate']],
    [{ kid: 'one' }, [{ ...one, use: 'sig' }], ['warn encryption-kid not-meant']],
    [{ kid: 'one' }, [{ ...one, alg: 'RSA-OAEP' }], ['warn encryption-kid not-meant']],
  ])('%j', async (header, jwks, said) => {
    expect(await judged(byRsa({ header }), keys(...jwks))).toMatchObject({ verdict: 'valid', said });
  });
});

describe('what was registered and advertised', () => {
  const registered = async (changes: Partial<Client>) => await judged(byRsa(), keys(jwkOf(rsa)), changes);

  test.each([
    [{ authorization_encrypted_response_alg: 'RSA-OAEP' }, 'fail encryption-alg other'],
    [{ authorization_encrypted_response_enc: 'A256GCM' }, 'fail encryption-enc other'],
  ])('%j', async (changes, finding) => {
    expect((await registered(changes)).said).toEqual([finding]);
  });

  test('no encryption at all is a warning', async () => {
    const { authorization_encrypted_response_alg: _alg, ...bare } = client;
    const found = await judged(byRsa(), keys(jwkOf(rsa)), {}, { client: bare });
    expect(found).toMatchObject({ verdict: 'valid', said: ['warn encrypted-as-registered unregistered'] });
  });

  test('A128CBC-HS256 where no enc is registered', async () => {
    const alg = { ...client, authorization_encrypted_response_alg: 'RSA-OAEP-256' };
    expect((await judged(byRsa(), keys(jwkOf(rsa)), {}, { client: alg })).said).toEqual([]);
    const other = byRsa({ enc: 'A128GCM', header: { enc: 'A128GCM' } });
    expect((await judged(other, keys(jwkOf(rsa)), {}, { client: alg })).said).toEqual([
      'fail encryption-enc default',
    ]);
  });

  test('a response in the clear where encryption was registered', async () => {
    const wanted = { ...client, authorization_encrypted_response_alg: 'RSA-OAEP-256' };
    const found = await judged(jwt, null, {}, { client: wanted });
    expect(found.said).toEqual(['fail encrypted-as-registered not-encrypted']);
  });

  test('an algorithm that is not advertised', async () => {
    const said = async (header: object) => (await judged(byRsa({ header }), null)).said;
    expect(await said({ alg: 'RSA-OAEP-384' })).toContain('warn encryption-advertised alg-not-in-list');
    expect(await said({ enc: 'A192GCM' })).toContain('warn encryption-advertised enc-not-in-list');
  });

  test('a secret of a public client', async () => {
    const compact = bySecret('dir', 'A128GCM', hashed('sha256').subarray(0, 16));
    const found = await judged(compact, secret, { token_endpoint_auth_method: 'none' });
    expect(found.said).toEqual(['fail symmetric-public public']);
  });

  test('under FAPI 2.0 encryption is a note', async () => {
    const found = await judged(byRsa(), keys(jwkOf(rsa)), {}, { profile: 'fapi2-message-signing' });
    expect(found.said).toContain('info fapi2-encrypted encrypted');
  });
});
