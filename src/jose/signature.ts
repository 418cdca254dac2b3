import { importJWK } from 'jose';
import type { PublishedKey } from '../issuer/jwks.ts';
import { algorithmOf, isHmac, isNone, sameAlgorithm } from './algorithms.ts';
import { utf8 } from './bytes.ts';
import { type Jws, textMember } from './compact.ts';
import { importOnce } from './imported.ts';
import { type HmacResult, verifyHmac } from './hmac.ts';
import { isNotSupported } from './not-supported.ts';

/** What the signature of a JWS was found to be, and against which keys. */
export interface SignatureResult {
  readonly state:
    | 'verified'
    | 'failed'
    | 'no-keys'
    | 'not-signed'
    | 'needs-secret'
    | 'unsupported'
    | 'unreadable';
  /** The key that verified it. */
  readonly key?: PublishedKey;
  /** Every key of the JWKS that carries the JWS's `kid`. */
  readonly named: readonly PublishedKey[];
  /** Every key that could make a signature of this algorithm by type, curve, use and alg. */
  readonly fitting: readonly PublishedKey[];
  /** Keys that were tried and could not even be imported. */
  readonly broken: readonly PublishedKey[];
  /** What was found of an HMAC; null where the signature is none. */
  readonly hmac: HmacResult | null;
}

/**
 * Verifies a JWS against published keys: the key that `kid` names, else every one that fits, so that a wrong `kid`
 * is told apart from a wrong signature (JARM 2.4 step 5; RFC 7515 5.2). The header chooses among the issuer's keys
 * and never brings one along. Never throws.
 *
 * @param keys the issuer's JWKS, or null where there is none
 * @param secret the client secret, which is the key of an HMAC; empty where none was given
 */
export async function verifySignature(
  jws: Jws,
  keys: readonly PublishedKey[] | null,
  secret = '',
): Promise<SignatureResult> {
  const alg = textMember(jws.header, 'alg');
  const kid = textMember(jws.header, 'kid');
  const named = kid === undefined ? [] : (keys ?? []).filter((key) => key.kid === kid);
  const algorithm = alg === undefined ? undefined : algorithmOf(alg);
  const typed = (keys ?? []).filter((key) => algorithm && fitsType(key, algorithm));
  const fitting = typed.filter((key) => alg !== undefined && isMeantFor(key, alg));
  const none = { named, fitting, broken: [], hmac: null };
  const { signature } = jws;

  if (isNone(alg) || (typeof signature !== 'string' && signature.length === 0))
    return { state: 'not-signed', ...none };
  if (jws.header.problem || alg === undefined || typeof signature === 'string')
    return { state: 'unreadable', ...none };
  const input = utf8(jws.signingInput);
  if (isHmac(alg)) {
    const hmac = await verifyHmac(alg, input, signature, secret, keys ?? []);
    return { ...none, state: hmac.state, hmac };
  }
  if (!algorithm) return { state: 'unsupported', ...none };
  if (!keys) return { state: 'no-keys', ...none };
  // RFC 8037 3.1 gives EdDSA to Ed448 too, which WebCrypto does not have.
  if (alg === 'EdDSA' && named.some(({ crv }) => crv === 'Ed448')) return { state: 'unsupported', ...none };

  const inOrder = new Set([...named.filter((key) => typed.includes(key)), ...fitting, ...typed]);
  const broken: PublishedKey[] = [];
  let unsupported = false;
  for (const key of inOrder) {
    const answer = await verifyWith(key, alg, algorithm.verify, signature, input);
    if (answer === 'verified') return { state: 'verified', key, named, fitting, broken, hmac: null };
    if (answer === 'broken') broken.push(key);
    if (answer === 'unsupported') unsupported = true;
  }
  return { state: unsupported ? 'unsupported' : 'failed', named, fitting, broken, hmac: null };
}

function fitsType(key: PublishedKey, algorithm: { kty: string; crv?: string }): boolean {
  return key.kty === algorithm.kty && (algorithm.crv === undefined || key.crv === algorithm.crv);
}

function isMeantFor(key: PublishedKey, alg: string): boolean {
  return (
    (key.use === undefined || key.use === 'sig') &&
    (key.keyOps === undefined || key.keyOps.includes('verify')) &&
    (key.alg === undefined || sameAlgorithm(key.alg, alg))
  );
}

async function verifyWith(
  key: PublishedKey,
  alg: string,
  parameters: AlgorithmIdentifier | RsaPssParams | EcdsaParams,
  signature: Uint8Array<ArrayBuffer>,
  input: Uint8Array<ArrayBuffer>,
): Promise<'verified' | 'failed' | 'broken' | 'unsupported'> {
  try {
    const imported = importOnce(key, alg, async () => await importPublicKey(key, alg));
    const ready = imported instanceof Promise ? await imported : imported;
    return (await crypto.subtle.verify(parameters, ready, signature, input)) ? 'verified' : 'failed';
  } catch (error) {
    return isNotSupported(error) ? 'unsupported' : 'broken';
  }
}

async function importPublicKey({ jwk }: PublishedKey, alg: string): Promise<CryptoKey> {
  const imported = await importJWK({ ...jwk, ext: true }, alg);
  if (imported instanceof Uint8Array) throw new TypeError('a symmetric key');
  return imported;
}
