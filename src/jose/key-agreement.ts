import { decodeBase64url } from './base64url.ts';
import { type Bytes, joinBytes, uint32, utf8 } from './bytes.ts';
import { importOnce } from './imported.ts';
import { isObject } from './json.ts';
import { orNull } from './not-supported.ts';

/** The ephemeral public key of a JWE (RFC 7518 4.6.1.1), as far as it can be read. */
export interface EphemeralKey {
  readonly crv: string;
  readonly jwk: Readonly<Record<string, string>>;
}

/** What both parties put into the derivation beside what they agreed on (RFC 7518 4.6.2). */
export interface KdfInput {
  readonly algorithmId: string;
  readonly partyU: Bytes;
  readonly partyV: Bytes;
}

/** Reads the header parameter `epk`; null where it is no public key of an elliptic curve. */
export function readEphemeralKey(epk: unknown): EphemeralKey | null {
  if (!isObject(epk)) return null;
  const { kty, crv, x, y } = epk;
  if (typeof crv !== 'string' || typeof x !== 'string') return null;
  if (kty === 'OKP') return { crv, jwk: { kty, crv, x } };
  return kty === 'EC' && typeof y === 'string' ? { crv, jwk: { kty, crv, x, y } } : null;
}

/** How WebCrypto calls the agreement on a curve. */
export function agreementOn(crv: string): { readonly name: string; readonly namedCurve?: string } {
  return crv === 'X25519' ? { name: 'X25519' } : { name: 'ECDH', namedCurve: crv };
}

const sharedBits: Readonly<Record<string, number>> = {
  'P-256': 256,
  'P-384': 384,
  'P-521': 528,
  X25519: 256,
};

/** Whether agreements on a curve can be computed here. */
export function isAgreementCurve(crv: string): boolean {
  return Object.hasOwn(sharedBits, crv);
}

/** Whether a public key is a point of its curve: browsers import no other (RFC 8725 3.4). */
export async function isOnCurve(key: EphemeralKey): Promise<boolean> {
  return (await orNull(async () => await importEphemeralKey(key))) !== null;
}

async function importEphemeralKey(key: EphemeralKey): Promise<CryptoKey> {
  const { crv, jwk } = key;
  return await importOnce(
    key,
    'agreement',
    async () => await crypto.subtle.importKey('jwk', jwk, agreementOn(crv), false, []),
  );
}

/** What a private key and the ephemeral public one agree on. Throws where they agree on nothing. */
export async function agree(privateKey: CryptoKey, ephemeral: EphemeralKey): Promise<Bytes> {
  const { crv } = ephemeral;
  const algorithm = { name: agreementOn(crv).name, public: await importEphemeralKey(ephemeral) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, sharedBits[crv] ?? 256));
}

/** Derives a key from what was agreed on, by Concat KDF with SHA-256 (RFC 7518 4.6.2; NIST SP 800-56A). */
export async function concatKdf(
  shared: Bytes,
  length: number,
  { algorithmId, partyU, partyV }: KdfInput,
): Promise<Bytes> {
  const withLength = (bytes: Bytes) => joinBytes(uint32(bytes.length), bytes);
  const info = joinBytes(
    withLength(utf8(algorithmId)),
    withLength(partyU),
    withLength(partyV),
    uint32(length * 8),
  );
  const rounds = Array.from({ length: Math.ceil(length / 32) }, async (_, index) => {
    const round = joinBytes(uint32(index + 1), shared, info);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', round));
  });
  return joinBytes(...(await Promise.all(rounds))).subarray(0, length);
}

/** The bytes of `apu` or `apv`; null where it is given and is no base64url text. */
export function partyInfo(value: unknown): Bytes | null {
  if (value === undefined) return new Uint8Array();
  const bytes = typeof value === 'string' ? decodeBase64url(value) : 'alphabet';
  return typeof bytes === 'string' ? null : bytes;
}
