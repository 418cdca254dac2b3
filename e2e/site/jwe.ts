import { type CompactJWEHeaderParameters, compactDecrypt, CompactEncrypt } from 'jose';
import { createHash, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { Encryption } from './algorithms.ts';
import type { SiteClient } from './clients.ts';
import { keyObject } from './keys.ts';

/** How many bits the key made of the client secret has (OpenID Connect Core 10.2). */
function keyBits({ alg, enc }: Encryption): number {
  const [, size, sum] = /^A(\d+)(?:CBC-HS(\d+))?/.exec(alg === 'dir' ? enc : alg) ?? [];
  return Number(sum ?? size);
}

/** The SHA-2 hash of the client secret that the key is cut out of, and how many bytes are cut. */
export function secretDigest(
  encryption: Encryption,
  client_secret: string,
): { digest: Buffer; length: number } {
  const bits = keyBits(encryption);
  const hash = bits <= 256 ? 'sha256' : bits <= 384 ? 'sha384' : 'sha512';
  return { digest: createHash(hash).update(client_secret).digest(), length: bits / 8 };
}

/** The key that the client secret gives: the first bytes of the hash (OpenID Connect Core 10.2). */
export function secretEncryptionKey(encryption: Encryption, client_secret: string): KeyObject {
  const { digest, length } = secretDigest(encryption, client_secret);
  return createSecretKey(digest.subarray(0, length));
}

/** The two sides of the key by which the responses to a client are encrypted. */
export function encryptionKeys(client: SiteClient): { encrypt: KeyObject; decrypt: KeyObject } {
  const { encryption, decryptionKey, client_secret } = client;
  if (decryptionKey !== undefined) {
    const decrypt = keyObject(decryptionKey);
    return { encrypt: createPublicKey(decrypt), decrypt };
  }
  if (encryption === undefined || client_secret === undefined) {
    throw new Error(`responses to ${client.client_id} are not encrypted`);
  }
  const key = secretEncryptionKey(encryption, client_secret);
  return { encrypt: key, decrypt: key };
}

/** What is inside an encrypted response to a client, and its header. */
export async function opened(
  jwe: string,
  client: SiteClient,
): Promise<{ plaintext: string; header: CompactJWEHeaderParameters }> {
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, encryptionKeys(client).decrypt);
  return { plaintext: new TextDecoder().decode(plaintext), header: protectedHeader };
}

/**
 * Encrypts with this header and key, the content with a new key unless one is given. Of the header only what the sender chooses is taken: what belongs to one
 * encryption (`epk`, `iv`, `tag`) is made anew.
 */
export function sealed(
  plaintext: string,
  { epk: _epk, iv: _iv, tag: _tag, ...header }: CompactJWEHeaderParameters,
  key: KeyObject,
  contentKey?: Uint8Array,
): Promise<string> {
  const jwe = new CompactEncrypt(new TextEncoder().encode(plaintext)).setProtectedHeader(header);
  if (contentKey !== undefined) jwe.setContentEncryptionKey(contentKey);
  return jwe.encrypt(key);
}
