import { type JWTPayload, SignJWT } from 'jose';
import { signingAlgorithms } from '../client.ts';
import { algorithmOf, isHmac, sameAlgorithm } from './algorithms.ts';
import { utf8 } from './bytes.ts';
import { type ClientKey, type ClientKeyProblem, readClientKeys } from './client-keys.ts';
import { importPrivateKey } from './private-key.ts';

/** What signs a JWT of the client: one of its private keys, or its secret. */
export interface Signer {
  readonly alg: string;
  readonly kid: string | undefined;
  readonly key: CryptoKey | Uint8Array;
}

/** Why nothing can sign, as a code and what it is about; empty where there is no more to say. */
export interface SignerProblem {
  readonly code:
    | 'no-signing-key'
    | 'signing-key-unreadable'
    | 'signing-key-misfit'
    | 'no-secret'
    | 'signing-key-refused';
  readonly detail: string;
}

/** RFC 7518 3.3 and 3.5: the shortest RSA modulus, in bits. */
const shortestModulus = 2048;

/**
 * Finds what signs a JWT of the client (RFC 7515; RFC 7518 3). Never throws.
 *
 * @param keys as typed: a private JWK, a JWK set or PEM
 * @param secret the client secret, which signs where the algorithm is an HMAC
 * @param alg the registered algorithm; where it is undefined, the first that a key fits, if possible of `supported`
 * @param supported what the server's metadata list
 */
export async function findSigner(
  keys: string,
  secret: string,
  alg: string | undefined,
  supported: readonly string[] | undefined,
): Promise<Signer | SignerProblem> {
  if (alg !== undefined && isHmac(alg))
    return secret === '' ? { code: 'no-secret', detail: alg } : { alg, kid: undefined, key: utf8(secret) };
  const read = readClientKeys(keys, 'sig');
  if (read.keys.length === 0)
    return read.problem
      ? { code: 'signing-key-unreadable', detail: read.problem.code satisfies ClientKeyProblem }
      : { code: 'no-signing-key', detail: '' };
  const fitting = read.keys.flatMap((key) => algorithmsFor(key).map((alg) => ({ key, alg })));
  const chosen =
    alg === undefined
      ? (fitting.find((one) => supported?.includes(one.alg)) ?? fitting[0])
      : fitting.find((one) => sameAlgorithm(one.alg, alg));
  if (!chosen) return { code: 'signing-key-misfit', detail: alg ?? '' };
  const name = alg ?? chosen.alg;
  try {
    return {
      alg: name,
      kid: chosen.key.kid,
      key: await importPrivateKey(chosen.key, importing(name), ['sign']),
    };
  } catch {
    return { code: 'signing-key-refused', detail: name };
  }
}

/** A JWT of the client. */
export async function signJwt({ alg, kid, key }: Signer, typ: string, claims: JWTPayload): Promise<string> {
  return await new SignJWT(claims)
    .setProtectedHeader({ alg, typ, ...(kid === undefined ? {} : { kid }) })
    .sign(key);
}

/** The algorithms that a key can sign with, of the most usual first. */
function algorithmsFor({ kty, crv, alg, use, keyOps, bits }: ClientKey): string[] {
  if (use === 'enc' || (keyOps && !keyOps.includes('sign'))) return [];
  if (bits !== undefined && bits < shortestModulus) return [];
  return signingAlgorithms.filter((name) => {
    const algorithm = algorithmOf(name);
    if (algorithm?.kty !== kty || (algorithm.crv ?? crv) !== crv) return false;
    return alg === undefined || sameAlgorithm(alg, name);
  });
}

function importing(alg: string): AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams {
  const hash = `SHA-${alg.slice(2)}`;
  const algorithm = algorithmOf(alg);
  if (algorithm?.kty === 'RSA') return { name: alg.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash };
  if (algorithm?.kty === 'EC') return { name: 'ECDSA', namedCurve: algorithm.crv ?? '' };
  return { name: 'Ed25519' };
}
