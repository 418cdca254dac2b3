import { base64url } from 'jose';
import type { Bytes } from '../jose/bytes.ts';

/** How many random bytes one login takes. */
export const freshLength = 144;

/** The values of one login that nobody else may know or guess. */
export interface Fresh {
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636 4.1. */
  readonly code_verifier: string;
  /** The `jti` of the JWTs that the client makes for it: request object, assertion to push, assertion to redeem. */
  readonly jti: readonly [string, string, string];
}

/** Makes the values of one login out of `freshLength` random bytes. */
export function freshValues(bytes: Bytes): Fresh {
  const part = (from: number, length: number) => base64url.encode(bytes.subarray(from, from + length));
  return {
    // Of 16 bytes one in fifty thousand would look like less than 128 bits: without a small letter, for example.
    state: part(0, 32),
    nonce: part(32, 32),
    code_verifier: part(64, 32),
    jti: [part(96, 16), part(112, 16), part(128, 16)],
  };
}

/** The PKCE challenge of a verifier by `S256` (RFC 7636 4.2). */
export async function challengeOf(code_verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code_verifier));
  return base64url.encode(new Uint8Array(digest));
}
