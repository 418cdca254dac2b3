/** Encrypts by hand, with node's own cryptography and nothing of what is tested: also what no library would make. */
import {
  type CipherGCM,
  type KeyObject,
  constants,
  createCipheriv,
  createHash,
  createHmac,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { base64url } from 'jose';

interface Seal {
  readonly header: object;
  /** What really encrypts the content. */
  readonly enc: string;
  readonly contentKey: Buffer;
  readonly encryptedKey?: Uint8Array;
  readonly iv?: Buffer;
  readonly plaintext: string | Uint8Array;
}

/** A compact JWE (RFC 7516 7.1) made of what it is told, right or wrong. */
export function seal({
  header,
  enc,
  contentKey,
  encryptedKey = Buffer.alloc(0),
  iv,
  plaintext,
}: Seal): string {
  const aad = base64url.encode(JSON.stringify(header));
  const parts = enc.endsWith('GCM')
    ? sealGcm(contentKey, iv ?? randomBytes(12), aad, plaintext)
    : sealCbc(contentKey, iv ?? randomBytes(16), aad, plaintext);
  return [aad, ...[encryptedKey, ...parts].map((part) => base64url.encode(part))].join('.');
}

function sealGcm(key: Buffer, iv: Buffer, aad: string, plaintext: string | Uint8Array): Buffer[] {
  const cipher = createCipheriv(`aes-${key.length * 8}-gcm`, key, iv) as CipherGCM;
  cipher.setAAD(Buffer.from(aad));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return [iv, ciphertext, cipher.getAuthTag()];
}

function sealCbc(key: Buffer, iv: Buffer, aad: string, plaintext: string | Uint8Array): Buffer[] {
  const half = key.length / 2;
  const cipher = createCipheriv(`aes-${half * 8}-cbc`, key.subarray(half), iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(aad.length * 8));
  const mac = createHmac(`sha${half * 16}`, key.subarray(0, half))
    .update(Buffer.concat([Buffer.from(aad), iv, ciphertext, length]))
    .digest();
  return [iv, ciphertext, mac.subarray(0, half)];
}

/** A random content key of the length that an `enc` needs. */
export function contentKeyFor(enc: string): Buffer {
  const bits = Number(/^A(\d+)/.exec(enc)?.[1]);
  return randomBytes(enc.endsWith('GCM') ? bits / 8 : bits / 4);
}

/** AES key wrap (RFC 3394). */
export function wrap(key: Buffer, contentKey: Buffer): Buffer {
  const cipher = createCipheriv(`aes${key.length * 8}-wrap`, key, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(contentKey), cipher.final()]);
}

/** RSA-OAEP with a hash such as `sha256`. */
export function encryptOaep(key: KeyObject, oaepHash: string, contentKey: Buffer): Buffer {
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, contentKey);
}

/** Agrees on a key with a new ephemeral one on P-256 (RFC 7518 4.6.2). */
export function agreeOn(
  publicKey: KeyObject,
  {
    algorithmId,
    length,
    apu = '',
    apv = '',
  }: { algorithmId: string; length: number; apu?: string; apv?: string },
) {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey });
  const uint32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const withLength = (text: string) => Buffer.concat([uint32(Buffer.byteLength(text)), Buffer.from(text)]);
  const info = Buffer.concat([withLength(algorithmId), withLength(apu), withLength(apv), uint32(length * 8)]);
  const rounds = [1, 2].map((round) =>
    createHash('sha256')
      .update(Buffer.concat([uint32(round), shared, info]))
      .digest(),
  );
  return {
    epk: ephemeral.publicKey.export({ format: 'jwk' }),
    key: Buffer.concat(rounds).subarray(0, length),
  };
}
