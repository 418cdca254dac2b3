import { constants, createHmac, sign } from 'node:crypto';
import { isHmac } from './algorithms.ts';
import type { SigningKey } from './keys.ts';

/** A JWS in compact serialization, taken apart. Parts are kept as text, so that a fault can write any bytes. */
export interface Jws {
  readonly header: Readonly<Record<string, unknown>>;
  /** The payload's JSON text, as it was signed. */
  readonly payload: string;
  /** The third part, base64url. */
  readonly signature: string;
}

/** UTF-8 text in base64url. */
export const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (part: string): string => Buffer.from(part, 'base64url').toString();

/** The members of a JSON object. */
export function members(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new Error('not a JSON object');
  return { ...value };
}

/** Takes apart a JWS that our own server made. */
export function parseJws(compact: string): Jws {
  const [header, payload, signature, ...rest] = compact.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new Error('not a compact JWS');
  }
  return { header: members(decode(header)), payload: decode(payload), signature };
}

/** `<header>.<payload>`, encoded. */
export function signingInput(header: object, payload: string): string {
  return `${encode(JSON.stringify(header))}.${encode(payload)}`;
}

/**
 * Appends the signature to any signing input, well formed or not. Not by `jose`, which rightly refuses to sign
 * an unknown `crit` or a payload that is not base64url.
 */
export function signed(input: string, key: SigningKey): string {
  return `${input}.${signature(Buffer.from(input), key).toString('base64url')}`;
}

function signature(data: Buffer, { alg, privateKey }: SigningKey): Buffer {
  if (alg.startsWith('Ed')) return sign(null, data, privateKey);
  const hash = `sha${alg.slice(2)}`;
  if (isHmac(alg)) return createHmac(hash, privateKey).update(data).digest();
  if (alg.startsWith('RS')) return sign(hash, data, privateKey);
  // JWS wants R||S (RFC 7518 3.4), node's default is DER.
  if (alg.startsWith('ES')) return sign(hash, data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return sign(hash, data, { key: privateKey, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST });
}
