import type { PublishedKey } from '../issuer/jwks.ts';
import { decodeBase64url } from './base64url.ts';
import { type Bytes, utf8 } from './bytes.ts';
import { type PublicKeyForm, publicKeyForms } from './public-key-forms.ts';

/** What an HMAC over a JWS was found to be made with. */
export interface HmacResult {
  readonly state: 'verified' | 'failed' | 'needs-secret';
  /** The length of the client secret in bytes; null where none was given. */
  readonly secretLength: number | null;
  /** Whether it was made with the bytes that the secret stands for as base64url, instead of its own. */
  readonly isDecoded: boolean;
  /** The published key that was taken for the secret, and how it was written; null where none was. */
  readonly publicKey: { readonly key: PublishedKey; readonly form: PublicKeyForm } | null;
}

/** The length of an HMAC's hash in bytes, which is the least its key may have (RFC 7518 3.2). */
export const hmacLengths: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/** So many keys are tried as secrets; an issuer has fewer. */
const keyLimit = 50;

/**
 * Verifies an HMAC with the UTF-8 bytes of the client secret (OpenID Connect Core 10.1), and finds out whether it was
 * made with one of the issuer's public keys instead. Never throws.
 */
export async function verifyHmac(
  alg: string,
  input: Bytes,
  mac: Bytes,
  secret: string,
  keys: readonly PublishedKey[],
): Promise<HmacResult> {
  const isMadeWith = async (key: Bytes) => {
    // WebCrypto takes no empty key; one that is none proves nothing either.
    if (key.length === 0) return false;
    const algorithm = { name: 'HMAC', hash: alg.replace('HS', 'SHA-') };
    const imported = await crypto.subtle.importKey('raw', key, algorithm, false, ['verify']);
    return await crypto.subtle.verify('HMAC', imported, mac, input);
  };
  const secretLength = secret === '' ? null : utf8(secret).length;
  if (await isMadeWith(utf8(secret)))
    return { state: 'verified', secretLength, isDecoded: false, publicKey: null };
  const decoded = decodeBase64url(secret);
  const isDecoded = typeof decoded !== 'string' && (await isMadeWith(decoded));
  let publicKey: HmacResult['publicKey'] = null;
  for (const key of keys.slice(0, keyLimit))
    for (const { form, bytes } of await publicKeyForms(key))
      if (!publicKey && (await isMadeWith(bytes))) publicKey = { key, form };
  return { state: secretLength === null ? 'needs-secret' : 'failed', secretLength, isDecoded, publicKey };
}
