/** How a JWE gets at the key of its content (RFC 7518 4.1). */
export type KeyManagement =
  | { readonly kind: 'rsa-oaep'; readonly hash: string }
  /** `wrapped` is the length of the agreed key that wraps the content key, in bytes; null where it is the content key. */
  | { readonly kind: 'ecdh-es'; readonly wrapped: number | null }
  | { readonly kind: 'direct' }
  /** `length` is the length of the wrapping key in bytes. */
  | { readonly kind: 'aes-kw' | 'aes-gcm-kw'; readonly length: number };

/** How a JWE encrypts its content (RFC 7518 5.1). All lengths are in bytes. */
export interface ContentEncryption {
  readonly cipher: 'gcm' | 'cbc-hmac';
  readonly keyLength: number;
  readonly ivLength: number;
  readonly tagLength: number;
  /** The hash of the HMAC; null where there is none. */
  readonly hash: string | null;
}

const oaep = (hash: string): KeyManagement => ({ kind: 'rsa-oaep', hash });

const managements: Readonly<Record<string, KeyManagement>> = {
  'RSA-OAEP': oaep('SHA-1'),
  'RSA-OAEP-256': oaep('SHA-256'),
  'RSA-OAEP-384': oaep('SHA-384'),
  'RSA-OAEP-512': oaep('SHA-512'),
  'ECDH-ES': { kind: 'ecdh-es', wrapped: null },
  'ECDH-ES+A128KW': { kind: 'ecdh-es', wrapped: 16 },
  'ECDH-ES+A192KW': { kind: 'ecdh-es', wrapped: 24 },
  'ECDH-ES+A256KW': { kind: 'ecdh-es', wrapped: 32 },
  dir: { kind: 'direct' },
  A128KW: { kind: 'aes-kw', length: 16 },
  A192KW: { kind: 'aes-kw', length: 24 },
  A256KW: { kind: 'aes-kw', length: 32 },
  A128GCMKW: { kind: 'aes-gcm-kw', length: 16 },
  A192GCMKW: { kind: 'aes-gcm-kw', length: 24 },
  A256GCMKW: { kind: 'aes-gcm-kw', length: 32 },
};

const gcm = (keyLength: number): ContentEncryption => ({
  cipher: 'gcm',
  keyLength,
  ivLength: 12,
  tagLength: 16,
  hash: null,
});
const cbc = (keyLength: number, hash: string): ContentEncryption => ({
  cipher: 'cbc-hmac',
  keyLength,
  ivLength: 16,
  tagLength: keyLength / 2,
  hash,
});

const encryptions: Readonly<Record<string, ContentEncryption>> = {
  'A128CBC-HS256': cbc(32, 'SHA-256'),
  'A192CBC-HS384': cbc(48, 'SHA-384'),
  'A256CBC-HS512': cbc(64, 'SHA-512'),
  A128GCM: gcm(16),
  A192GCM: gcm(24),
  A256GCM: gcm(32),
};

/** Every `alg` and `enc` that can be computed here, by name. */
export const managementNames: readonly string[] = Object.keys(managements);
export const encryptionNames: readonly string[] = Object.keys(encryptions);

/** The key management of an `alg`, or undefined where it cannot be computed here. */
export function managementOf(alg: string): KeyManagement | undefined {
  return Object.hasOwn(managements, alg) ? managements[alg] : undefined;
}

/** The content encryption of an `enc`, or undefined where it cannot be computed here. */
export function encryptionOf(enc: string): ContentEncryption | undefined {
  return Object.hasOwn(encryptions, enc) ? encryptions[enc] : undefined;
}

/** Whether the key of an `alg` is shared: derived from the client secret (OpenID Connect Core 10.2). */
export function isSymmetricEncryption(alg: string): boolean {
  const kind = managementOf(alg)?.kind;
  return kind === 'direct' || kind === 'aes-kw' || kind === 'aes-gcm-kw';
}
