import { decryptCbc, decryptGcm } from './aes.ts';
import { type Bytes, joinBytes, uint32, utf8 } from './bytes.ts';
import type { JweParts } from './compact.ts';
import type { ContentEncryption } from './encryption-algorithms.ts';

/**
 * Decrypts the content of a JWE with its content key (RFC 7516 5.2 steps 14 to 17). Null where the tag does not fit:
 * with this key and this encryption, the content was never made, or was changed since.
 */
export async function decryptContent(
  { iv, ciphertext, tag, aad }: JweParts,
  key: Bytes,
  encryption: ContentEncryption,
): Promise<Bytes | null> {
  // Ciphertext and tag are joined to be decrypted: where the one ends and the other begins would not matter.
  if (key.length !== encryption.keyLength || tag.length !== encryption.tagLength) return null;
  if (encryption.hash === null) return await decryptGcm(key, iv, ciphertext, tag, utf8(aad));
  const half = key.length / 2;
  const mac = await authenticate(key.subarray(0, half), encryption.hash, utf8(aad), iv, ciphertext);
  return areEqual(mac.subarray(0, half), tag) ? await decryptCbc(key.subarray(half), iv, ciphertext) : null;
}

/** RFC 7518 5.2.2.1: what is authenticated ends in the length of the first part, in bits and eight bytes. */
async function authenticate(
  key: Bytes,
  hash: string,
  aad: Bytes,
  iv: Bytes,
  ciphertext: Bytes,
): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['sign']);
  const length = joinBytes(uint32(0), uint32(aad.length * 8));
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, joinBytes(aad, iv, ciphertext, length)));
}

/** In as much time for any two tags of one length. */
function areEqual(one: Bytes, other: Bytes): boolean {
  return (
    one.length === other.length &&
    one.reduce((sum, byte, index) => sum | (byte ^ (other[index] ?? 0)), 0) === 0
  );
}
