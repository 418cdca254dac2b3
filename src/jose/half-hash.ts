import { base64url } from 'jose';

/**
 * The value that `c_hash`, `at_hash` and `s_hash` have for a text: the left-most half of its hash as base64url, the
 * hash being that of the ID token's signature (OpenID Connect Core 3.1.3.6, 3.3.2.11; FAPI 1.0 Advanced 5.2.2.1).
 *
 * @param alg the `alg` of the ID token
 * @param crv the curve of its key, where it is known: `EdDSA` alone does not say which hash it goes with
 * @returns undefined where the hash that goes with the algorithm cannot be computed here
 */
export async function halfHash(
  alg: string,
  crv: string | undefined,
  value: string,
): Promise<string | undefined> {
  const hash = hashOf(alg, crv);
  if (hash === undefined) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(value)));
  return base64url.encode(digest.subarray(0, digest.length / 2));
}

function hashOf(alg: string, crv: string | undefined): string | undefined {
  if (alg === 'Ed25519' || (alg === 'EdDSA' && crv !== 'Ed448')) return 'SHA-512';
  const size = /^(?:RS|PS|ES|HS)(256|384|512)$/.exec(alg)?.[1];
  return size === undefined ? undefined : `SHA-${size}`;
}
