import { createPrivateKey, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** The JWS algorithms that the server signs with, one key each. */
export const signingAlgs = ['RS256', 'PS256', 'ES256', 'Ed25519'] as const;
export type SigningAlg = (typeof signingAlgs)[number];

export interface SigningKey {
  readonly alg: SigningAlg;
  readonly kid: string;
  readonly privateKey: KeyObject;
  /** The private JWK with `kid`, `alg` and `use`. */
  readonly jwk: JsonWebKey;
}

const generate = promisify(generateKeyPair);

async function privateKey(alg: SigningAlg | 'RSA-OAEP-256'): Promise<KeyObject> {
  if (alg === 'ES256') return (await generate('ec', { namedCurve: 'P-256' })).privateKey;
  if (alg === 'Ed25519') return (await generate('ed25519', {})).privateKey;
  return (await generate('rsa', { modulusLength: 2048 })).privateKey;
}

async function signingKey(alg: SigningAlg, kid: string): Promise<SigningKey> {
  const key = await privateKey(alg);
  return { alg, kid, privateKey: key, jwk: { ...key.export({ format: 'jwk' }), kid, alg, use: 'sig' } };
}

const generations = new Map<string, Promise<SigningKey[]>>();

/**
 * One key for each algorithm, with `kid`s such as `rs256-1`. The same keys for the same name for as long as
 * the process runs: making RSA keys is the slow part of starting a site.
 */
export function keysOf(generation: string): Promise<SigningKey[]> {
  const known = generations.get(generation);
  if (known !== undefined) return known;
  const made = Promise.all(signingAlgs.map((alg) => signingKey(alg, `${alg.toLowerCase()}-${generation}`)));
  generations.set(generation, made);
  return made;
}

/** Keys that no JWKS of ours ever publishes. */
export const unpublishedKeys = (): Promise<SigningKey[]> => keysOf('unpublished');

let decryption: Promise<JsonWebKey> | undefined;

/** The private RSA-OAEP-256 key of the client that asked for encrypted responses; one a process. */
export function clientDecryptionKey(): Promise<JsonWebKey> {
  decryption ??= privateKey('RSA-OAEP-256').then((key) => ({
    ...key.export({ format: 'jwk' }),
    kid: 'client-enc-1',
    alg: 'RSA-OAEP-256',
    use: 'enc',
  }));
  return decryption;
}

/** What may be published of a private JWK. */
export function publicJwk(jwk: JsonWebKey): JsonWebKey {
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...published } = jwk;
  return published;
}

/** The key object of a private JWK. */
export const keyObject = (jwk: JsonWebKey): KeyObject => createPrivateKey({ key: jwk, format: 'jwk' });

/** The key for `alg` among `keys`; the first, if there are more. */
export function keyFor(alg: unknown, keys: readonly SigningKey[]): SigningKey {
  const key = keys.find((key) => key.alg === alg);
  if (key === undefined) throw new Error(`no signing key for alg ${String(alg)}`);
  return key;
}
