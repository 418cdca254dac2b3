import { decodeBase64url } from './base64url.ts';
import { type Bytes, utf8 } from './bytes.ts';

/** Ways to make a key out of a client secret that servers were seen to take and that are none. */
export const derivationFaults = [
  /** The right-most octets of the hash. */
  'right-most',
  /** The secret itself, cut or filled up with zeros. */
  'raw-secret',
  /** The bytes that the secret stands for if it is read as base64url. */
  'decoded-secret',
  /** Another hash than the length asks for. */
  'other-hash',
] as const;
export type DerivationFault = (typeof derivationFaults)[number];

export interface WrongKey {
  readonly fault: DerivationFault;
  readonly key: Bytes;
  /** The hash that was taken; null where there was none. */
  readonly hash: string | null;
}

/**
 * The key that a client secret stands for: the left-most octets of a hash of its UTF-8 bytes, SHA-256 for keys up to
 * 256 bits, SHA-384 up to 384, SHA-512 up to 512 (OpenID Connect Core 10.2, JARM 2.2).
 *
 * @param length of the key in bytes
 */
export async function deriveSecretKey(secret: string, length: number): Promise<Bytes> {
  return (await digest(rightHash(length), utf8(secret))).subarray(0, length);
}

/** What a server may have taken for the key instead, each with the mistake that leads to it. */
export async function deriveWrongKeys(secret: string, length: number): Promise<WrongKey[]> {
  const bytes = utf8(secret);
  const decoded = decodeBase64url(secret);
  const plain: WrongKey[] = [{ fault: 'raw-secret', key: fit(bytes, length), hash: null }];
  if (typeof decoded !== 'string' && decoded.length > 0)
    plain.push({ fault: 'decoded-secret', key: fit(decoded, length), hash: null });
  const right = rightHash(length);
  const hashed = await Promise.all(
    ['SHA-256', 'SHA-384', 'SHA-512', 'SHA-1'].map(async (hash): Promise<WrongKey[]> => {
      const all = await digest(hash, bytes);
      const rightMost = { fault: 'right-most', key: all.slice(-length), hash } as const;
      if (hash !== right) {
        const other = { fault: 'other-hash', key: fit(all, length), hash } as const;
        return all.length > length ? [other, rightMost] : [other];
      }
      const left = all.length > length ? [rightMost] : [];
      const ofDecoded = typeof decoded === 'string' ? null : fit(await digest(hash, decoded), length);
      return ofDecoded ? [...left, { fault: 'decoded-secret', key: ofDecoded, hash }] : left;
    }),
  );
  return [...plain, ...hashed.flat()];
}

function rightHash(length: number): string {
  if (length <= 32) return 'SHA-256';
  return length <= 48 ? 'SHA-384' : 'SHA-512';
}

async function digest(hash: string, bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest(hash, bytes));
}

/** The first bytes, with zeros behind them where they are too few. */
function fit(bytes: Bytes, length: number): Bytes {
  const fitted = new Uint8Array(length);
  fitted.set(bytes.subarray(0, length));
  return fitted;
}
