import type { Decrypted } from '../files/decrypted.ts';
import { type Jws, textMember } from '../jose/compact.ts';
import { halfHash } from '../jose/half-hash.ts';
import { type Opened, openCompact } from '../jose/opened.ts';
import type { SignatureResult } from '../jose/signature.ts';
import type { Secrets } from '../secrets.ts';

/** The claims of an ID token that tie a value of the response to it, and the parameter that each of them hashes. */
export const hashClaims = { c_hash: 'code', at_hash: 'access_token', s_hash: 'state' } as const;
export type HashClaim = keyof typeof hashClaims;

/** The ID token of a response, read and verified (OpenID Connect Core 2). */
export interface IdToken extends Opened {
  readonly text: string;
  /** Null where there is no signed token to be read. */
  readonly signature: SignatureResult | null;
  /** What the hashes must be; left out where the response lacks the value, or its hash cannot be computed here. */
  readonly hashes: Readonly<Partial<Record<HashClaim, string>>>;
}

/**
 * Reads the ID token that came as a response parameter, in the clear or as a claim of the JWT. Never throws.
 *
 * @param answer the response parameters that count, or null where they cannot be read
 * @param verify how the signature is checked: against the issuer's keys, as the response's own is
 * @param stated what decrypting it came to elsewhere
 * @returns null where the response has no ID token
 */
export async function readIdToken(
  answer: ((name: string) => unknown) | null,
  secrets: Secrets | null,
  verify: (jws: Jws) => Promise<SignatureResult>,
  stated?: Decrypted,
): Promise<IdToken | null> {
  const text = answer?.('id_token');
  if (!answer || typeof text !== 'string') return null;
  const opened = await openCompact(text, secrets, stated);
  const { jwt } = opened;
  if (jwt.form !== 'jws') return { text, ...opened, signature: null, hashes: {} };
  const signature = await verify(jwt);
  const crv = signature.key?.crv ?? signature.named[0]?.crv;
  return { text, ...opened, signature, hashes: await hashesFor(jwt, crv, answer) };
}

async function hashesFor(
  jws: Jws,
  crv: string | undefined,
  answer: (name: string) => unknown,
): Promise<IdToken['hashes']> {
  const alg = textMember(jws.header, 'alg');
  const hashes: Partial<Record<HashClaim, string>> = {};
  for (const claim of ['c_hash', 'at_hash', 's_hash'] as const) {
    const value = answer(hashClaims[claim]);
    const hash = alg !== undefined && typeof value === 'string' ? await halfHash(alg, crv, value) : undefined;
    if (hash !== undefined) hashes[claim] = hash;
  }
  return hashes;
}
