/** Signatures over whatever is given, well-formed or not: `jose` rightly refuses to sign what is wrong. */
import { type JWK, base64url, importJWK } from 'jose';
import { algorithmOf } from '../jose/algorithms.ts';

const encoder = new TextEncoder();
const imported = new Map<string, CryptoKey | Uint8Array>();

/** A JWK made ready for use; each is imported once. */
export async function importKey(
  jwk: JWK,
  use: 'sign' | 'encrypt' | 'decrypt',
  alg = jwk.alg,
): Promise<CryptoKey | Uint8Array> {
  const { kty, crv, n, e, x, y, k } = jwk;
  if (kty === 'oct') return base64url.decode(k ?? '');
  const name = JSON.stringify([kty, crv, n, e, x, y, alg, jwk.d, use]);
  const known = imported.get(name);
  if (known) return known;
  const { key_ops: _ops, use: _use, ...own } = jwk;
  const publicPart = { kty, crv, n, e, x, y, alg };
  const key = await importJWK(JSON.parse(JSON.stringify(use === 'encrypt' ? publicPart : own)), alg);
  imported.set(name, key);
  return key;
}

/** The compact JWS of a payload text under a header, signed by the key's own algorithm, whatever the header says. */
export async function sign(
  header: Readonly<Record<string, unknown>>,
  payload: string,
  key: JWK,
): Promise<string> {
  return await signInput(`${base64url.encode(JSON.stringify(header))}.${base64url.encode(payload)}`, key);
}

/** Most of what a fault leaves as it was has been signed before. */
const signed = new Map<string, Promise<string>>();

/** The same for any signing input. */
export function signInput(input: string, key: JWK): Promise<string> {
  const name = JSON.stringify([input, key.kty, key.alg, key.n, key.x, key.k]);
  const before = signed.get(name);
  if (before) return before;
  const made = signAnew(input, key);
  signed.set(name, made);
  return made;
}

async function signAnew(input: string, key: JWK): Promise<string> {
  if (key.kty === 'oct') return `${input}.${base64url.encode(await hmac(key, encoder.encode(input)))}`;
  const algorithm = algorithmOf(key.alg ?? '');
  const ready = await importKey(key, 'sign');
  if (!algorithm || ready instanceof Uint8Array) throw new Error(`no way to sign with ${key.alg}`);
  const signature = await crypto.subtle.sign(algorithm.verify, ready, encoder.encode(input));
  return `${input}.${base64url.encode(new Uint8Array(signature))}`;
}

async function hmac({ alg = '', k = '' }: JWK, input: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: `SHA-${alg.slice(2)}` };
  const secret = Uint8Array.from(base64url.decode(k));
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign(algorithm, key, input));
}
