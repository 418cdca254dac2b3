import { aeskw, cbc, gcm } from '@noble/ciphers/aes.js';
import { type Bytes, joinBytes } from './bytes.ts';
import { orNull } from './not-supported.ts';

/** Chromium's WebCrypto refuses AES keys of this length, in bytes: they are computed by the library, everywhere. */
const withoutWebCrypto = 24;

/** Decrypts AES-GCM (RFC 7518 5.3); null where the tag does not fit. */
export async function decryptGcm(
  key: Bytes,
  iv: Bytes,
  ciphertext: Bytes,
  tag: Bytes,
  aad: Bytes,
): Promise<Bytes | null> {
  const sealed = joinBytes(ciphertext, tag);
  return await bytesOrNull(async () => {
    if (key.length === withoutWebCrypto) return gcm(key, iv, aad).decrypt(sealed);
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    return await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: aad }, imported, sealed);
  });
}

/** Decrypts AES-CBC; null where the padding is none. */
export async function decryptCbc(key: Bytes, iv: Bytes, ciphertext: Bytes): Promise<Bytes | null> {
  return await bytesOrNull(async () => {
    if (key.length === withoutWebCrypto) return cbc(key, iv).decrypt(ciphertext);
    const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
    return await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, imported, ciphertext);
  });
}

/** Unwraps a key (RFC 3394); null where it was not wrapped with this one. */
export async function unwrapKey(key: Bytes, wrapped: Bytes): Promise<Bytes | null> {
  return await bytesOrNull(async () => {
    if (key.length === withoutWebCrypto) return aeskw(key).decrypt(wrapped);
    const imported = await crypto.subtle.importKey('raw', key, 'AES-KW', false, ['unwrapKey']);
    // WebCrypto unwraps into a key, never into bytes; HMAC takes a key of any length.
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const content = await crypto.subtle.unwrapKey('raw', wrapped, imported, 'AES-KW', hmac, true, ['sign']);
    return await crypto.subtle.exportKey('raw', content);
  });
}

async function bytesOrNull(compute: () => Promise<ArrayBuffer | Uint8Array>): Promise<Bytes | null> {
  return await orNull(async () => new Uint8Array(await compute()));
}
