import { decodeBase64url } from './base64url.ts';
import { bitLength } from './bytes.ts';
import { isObject } from './json.ts';
import { readPem } from './pem.ts';
import { completeRsaKey, isCompleteRsaKey } from './rsa-primes.ts';

/** A private key of the client, as WebCrypto can take it. */
export type KeyMaterial =
  | { readonly form: 'jwk'; readonly jwk: Readonly<Record<string, string>> }
  | { readonly form: 'pkcs8'; readonly bytes: Uint8Array<ArrayBuffer> };

/** What a key of the client is for: to decrypt, or to sign. */
export type KeyPurpose = 'enc' | 'sig';

/** What may be known of a private key: the members that choosing one looks at, and its length. */
export interface KeyFacts {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly crv: string | undefined;
  readonly kid: string | undefined;
  readonly use: string | undefined;
  readonly alg: string | undefined;
  readonly keyOps: readonly string[] | undefined;
  /** How long the modulus of an RSA key is; undefined for other types. */
  readonly bits: number | undefined;
}

/** One decryption key of the client. */
export interface ClientKey extends KeyFacts {
  readonly material: KeyMaterial;
}

/** Why a key that was typed cannot be used. */
export type ClientKeyProblem =
  | 'not-json'
  /** JSON, but neither a JWK nor a JWK set. */
  | 'not-a-key'
  /** A JWK set without keys. */
  | 'no-keys'
  | 'no-kty'
  | 'unsupported-kty'
  | 'unsupported-curve'
  /** A public key, or a certificate, decrypts and signs nothing. */
  | 'public-only'
  /** Symmetric keys come from the client secret (OpenID Connect Core 10.2). */
  | 'symmetric'
  /** Members are missing, are not base64url, or do not belong together. */
  | 'malformed'
  | 'pem-malformed'
  /** A PEM block that is protected with a password. */
  | 'pem-encrypted'
  /** A PEM block that holds no private key for the purpose. */
  | 'pem-unsupported';

/** What was typed, read. Keys that can be used are there even where another one has a problem. */
export interface ClientKeys {
  readonly keys: readonly ClientKey[];
  /** The first problem, and at which key it is, counted from 1; null where there is none. */
  readonly problem: { readonly code: ClientKeyProblem; readonly position: number } | null;
}

/** Nobody has more keys: what is behind them is not read. */
const keyLimit = 100;

/**
 * Reads the private keys that were typed: a private JWK, a JWK set or PEM blocks (PKCS#8, PKCS#1 or SEC1). An RSA
 * JWK with nothing but `n`, `e` and `d` is completed. Keys of a set that cannot be used because they are made for the
 * other purpose are passed over. Never throws.
 */
export function readClientKeys(text: string, purpose: KeyPurpose = 'enc'): ClientKeys {
  if (text.trim() === '') return { keys: [], problem: null };
  if (text.includes('-----BEGIN ')) return gather(readPem(text, purpose));
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return gather(['not-json']);
  }
  if (!isObject(document)) return gather(['not-a-key']);
  const set = document['keys'];
  if (set === undefined) return gather([readJwk(document, purpose)]);
  if (!Array.isArray(set)) return gather(['not-a-key']);
  if (set.length === 0) return gather(['no-keys']);
  const given: readonly unknown[] = set.slice(0, keyLimit);
  const read = given.map((key) => readJwk(key, purpose));
  const kept = read.map((key, index) =>
    typeof key === 'string' && isForAnother(given[index], purpose) ? null : key,
  );
  return gather(kept.some((key) => key !== null) ? kept : read);
}

function gather(read: readonly (ClientKey | ClientKeyProblem | null)[]): ClientKeys {
  const index = read.findIndex((one) => typeof one === 'string');
  const problem = read[index];
  return {
    keys: read.filter((one) => one !== null && typeof one !== 'string'),
    problem: typeof problem === 'string' ? { code: problem, position: index + 1 } : null,
  };
}

const curvesOfOthers = { enc: ['Ed25519', 'Ed448'], sig: ['X25519', 'X448'] } as const;

function isForAnother(key: unknown, purpose: KeyPurpose): boolean {
  if (!isObject(key)) return false;
  const other = purpose === 'enc' ? 'sig' : 'enc';
  return key['use'] === other || curvesOfOthers[purpose].some((crv) => crv === key['crv']);
}

interface Curve {
  readonly kty: ClientKey['kty'];
  readonly size: number;
  /** Left out where it does for both. */
  readonly purpose?: KeyPurpose;
}

/** How many bytes the numbers of a curve have (RFC 7518 6.2.1.2, RFC 8037 2): what can be computed here. */
const curves: Readonly<Record<string, Curve>> = {
  'P-256': { kty: 'EC', size: 32 },
  'P-384': { kty: 'EC', size: 48 },
  'P-521': { kty: 'EC', size: 66 },
  X25519: { kty: 'OKP', size: 32, purpose: 'enc' },
  Ed25519: { kty: 'OKP', size: 32, purpose: 'sig' },
};

function readJwk(key: unknown, purpose: KeyPurpose): ClientKey | ClientKeyProblem {
  if (!isObject(key)) return 'not-a-key';
  const { kty } = key;
  if (typeof kty !== 'string') return 'no-kty';
  if (kty === 'oct') return 'symmetric';
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') return 'unsupported-kty';
  const crv = textOf(key, 'crv');
  const curve = crv !== undefined && Object.hasOwn(curves, crv) ? curves[crv] : undefined;
  const isOfPurpose = curve?.kty === kty && (curve.purpose ?? purpose) === purpose;
  if (kty !== 'RSA' && !isOfPurpose) return 'unsupported-curve';
  if (key['d'] === undefined) return 'public-only';
  const jwk = curve ? readCurveKey(key, curve) : readRsaKey(key);
  if (!jwk) return 'malformed';
  const ops = key['key_ops'];
  return {
    kty,
    crv: kty === 'RSA' ? undefined : crv,
    kid: textOf(key, 'kid'),
    use: textOf(key, 'use'),
    alg: textOf(key, 'alg'),
    keyOps: Array.isArray(ops) ? ops.filter((op) => typeof op === 'string') : undefined,
    bits: kty === 'RSA' ? modulusBits(textOf(key, 'n')) : undefined,
    material: { form: 'jwk', jwk },
  };
}

type Members = Readonly<Record<string, unknown>>;

function readCurveKey(key: Members, { kty, size }: Curve) {
  const names = kty === 'EC' ? ['x', 'y', 'd'] : ['x', 'd'];
  const members = pick(key, names);
  const isWhole = names.every((name) => decodeBase64url(members[name] ?? '').length === size);
  return isWhole ? { kty, crv: textOf(key, 'crv') ?? '', ...members } : null;
}

function readRsaKey(key: Members) {
  // A modulus of more than two primes is one that WebCrypto does not take.
  if ('oth' in key) return null;
  const members = pick(key, ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi']);
  if (Object.values(members).some((value) => typeof decodeBase64url(value) === 'string')) return null;
  const whole = isCompleteRsaKey(members) ? members : completeRsaKey(members);
  return whole && { kty: 'RSA', ...whole };
}

function modulusBits(n = ''): number | undefined {
  const bytes = decodeBase64url(n);
  return typeof bytes === 'string' ? undefined : bitLength(bytes);
}

function pick(key: Members, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = textOf(key, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function textOf(key: Members, name: string): string | undefined {
  const value = key[name];
  return typeof value === 'string' ? value : undefined;
}
