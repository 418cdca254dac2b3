import {
  createPrivateKey,
  createSecretKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { type Curve, type HmacAlg, type SigningAlg, usualSigningAlgs } from './algorithms.ts';

export interface SigningKey {
  readonly alg: SigningAlg | HmacAlg;
  /** A client secret has none. */
  readonly kid?: string;
  readonly privateKey: KeyObject;
}

/** A key of the server, which it publishes in its JWKS. */
export interface ServerKey extends SigningKey {
  readonly alg: SigningAlg;
  readonly kid: string;
  /** The private JWK with `kid`, `alg` and `use`. */
  readonly jwk: JsonWebKey;
}

const generate = promisify(generateKeyPair);

type KeyKind = 'RSA' | 'Ed25519' | Curve;

async function privateKey(kind: KeyKind): Promise<KeyObject> {
  if (kind === 'RSA') return (await generate('rsa', { modulusLength: 2048 })).privateKey;
  if (kind === 'Ed25519') return (await generate('ed25519', {})).privateKey;
  if (kind === 'X25519') return (await generate('x25519', {})).privateKey;
  return (await generate('ec', { namedCurve: kind })).privateKey;
}

const kindOf = (alg: SigningAlg): KeyKind => {
  if (/^[RP]S/.test(alg)) return 'RSA';
  if (alg.startsWith('Ed')) return 'Ed25519';
  return alg === 'ES256' ? 'P-256' : alg === 'ES384' ? 'P-384' : 'P-521';
};

const made = new Map<string, Promise<KeyObject>>();

/** The key of a name, the same for as long as the process runs: making RSA keys is the slow part of starting a site. */
function keyCalled(name: string, kind: KeyKind): Promise<KeyObject> {
  const known = made.get(name) ?? privateKey(kind);
  made.set(name, known);
  return known;
}

async function serverKey(alg: SigningAlg, generation: string): Promise<ServerKey> {
  const kid = `${alg.toLowerCase()}-${generation}`;
  // One RSA key for RS256 to RS512, and one for PS256 to PS512: it is their number that takes the time.
  const kind = kindOf(alg);
  const key = await keyCalled(`${kind === 'RSA' ? alg.slice(0, 2) : alg} ${generation}`, kind);
  return { alg, kid, privateKey: key, jwk: { ...key.export({ format: 'jwk' }), kid, alg, use: 'sig' } };
}

/** One key for each algorithm, with `kid`s such as `rs256-1`; the same keys for the same generation. */
export function keysOf(
  generation: string,
  algs: readonly SigningAlg[] = usualSigningAlgs,
): Promise<ServerKey[]> {
  return Promise.all(algs.map((alg) => serverKey(alg, generation)));
}

/** Keys that no JWKS of ours ever publishes. */
export const unpublishedKeys = (algs?: readonly SigningAlg[]): Promise<ServerKey[]> =>
  keysOf('unpublished', algs);

/**
 * The private JWK by which the clients read encrypted responses; one a process for each kind. `unknown` is one that
 * no client has.
 */
export async function decryptionJwk(
  kind: 'RSA' | Curve,
  owner: 'client' | 'unknown' = 'client',
): Promise<JsonWebKey> {
  const key = await keyCalled(`${owner} ${kind}`, kind);
  return { ...key.export({ format: 'jwk' }), kid: `client-enc-${kind.toLowerCase()}`, use: 'enc' };
}

/** The key by which every client signs its request objects. */
export async function clientSigningKey(): Promise<ServerKey> {
  const key = await keyCalled('client ES256', 'P-256');
  const jwk = { ...key.export({ format: 'jwk' }), kid: 'client-sig-1', alg: 'ES256', use: 'sig' };
  return { alg: 'ES256', kid: jwk.kid, privateKey: key, jwk };
}

/** The client secret as a key: its bytes as they stand (OpenID Connect Core 10.1). */
export function secretKey(alg: HmacAlg, client_secret: string): SigningKey {
  return { alg, privateKey: createSecretKey(Buffer.from(client_secret)) };
}

/** What may be published of a private JWK. */
export function publicJwk(jwk: JsonWebKey): JsonWebKey {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...published } = jwk;
  return published;
}

/** The key object of a private JWK. */
export const keyObject = (jwk: JsonWebKey): KeyObject => createPrivateKey({ key: jwk, format: 'jwk' });

/** The key for `alg` among `keys`; the first, if there are more. */
export function keyFor<Key extends SigningKey>(alg: unknown, keys: readonly Key[]): Key {
  const key = keys.find((key) => key.alg === alg);
  if (key === undefined) throw new Error(`no signing key for alg ${String(alg)}`);
  return key;
}
