import { importJWK } from 'jose';
import type { PublishedKey } from '../issuer/jwks.ts';
import { type Bytes, utf8 } from './bytes.ts';
import { decodeBase64url } from './base64url.ts';
import { derTag, readDer, readDerElements } from './der.ts';

/** A way to write a public key down. */
export type PublicKeyForm = 'PEM' | 'PEM (PKCS #1)' | 'DER' | 'DER (PKCS #1)' | 'JWK' | 'n' | 'x';

export interface WrittenKey {
  readonly form: PublicKeyForm;
  readonly bytes: Bytes;
}

/**
 * A public key in every form that a library may hold it in. Each of them is public, so that whoever makes a server or
 * client take one for an HMAC key can sign (RFC 8725 2.1, 3.1).
 */
export async function publicKeyForms(key: PublishedKey): Promise<WrittenKey[]> {
  const spki = await spkiOf(key);
  const pkcs1 = spki && key.kty === 'RSA' ? pkcs1Of(spki) : null;
  const { n, x } = key.jwk;
  return [
    ...(spki ? [...pems('PEM', 'PUBLIC KEY', spki), { form: 'DER', bytes: spki } as const] : []),
    ...(pkcs1
      ? [...pems('PEM (PKCS #1)', 'RSA PUBLIC KEY', pkcs1), { form: 'DER (PKCS #1)', bytes: pkcs1 } as const]
      : []),
    { form: 'JWK', bytes: utf8(key.json) },
    { form: 'JWK', bytes: utf8(thumbprintInput(key)) },
    ...(n === undefined ? [] : numbers('n', n)),
    ...(x === undefined ? [] : numbers('x', x)),
  ];
}

async function spkiOf({ jwk, kty, crv }: PublishedKey): Promise<Bytes | null> {
  const algs: Readonly<Record<string, string>> = {
    'P-256': 'ES256',
    'P-384': 'ES384',
    'P-521': 'ES512',
    Ed25519: 'Ed25519',
  };
  try {
    const key = await importJWK({ ...jwk, ext: true }, kty === 'RSA' ? 'RS256' : (algs[crv ?? ''] ?? ''));
    return key instanceof Uint8Array ? null : new Uint8Array(await crypto.subtle.exportKey('spki', key));
  } catch {
    return null;
  }
}

/** The older form of an RSA key is what stands in the bit string of the newer one (RFC 8017 A.1.1). */
function pkcs1Of(spki: Bytes): Bytes | null {
  const [, bits] = readDerElements(readDer(spki)?.content ?? spki) ?? [];
  return bits?.tag === derTag.bitString ? bits.content.slice(1) : null;
}

/** With and without a line break at the end, and with the ones of Windows. */
function pems(form: PublicKeyForm, label: string, bytes: Bytes): WrittenKey[] {
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/.{64}(?=.)/g, '$&\n');
  const pem = `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`;
  return [pem, `${pem}\n`, `${pem}\n`.replaceAll('\n', '\r\n')].map((text) => ({ form, bytes: utf8(text) }));
}

/** The members that a thumbprint is made of, in its order (RFC 7638 3.2). */
function thumbprintInput({ jwk }: PublishedKey): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(jwk).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** A number as it stands in the JWK, and as its bytes. */
function numbers(form: PublicKeyForm, text: string): WrittenKey[] {
  const bytes = decodeBase64url(text);
  return [{ form, bytes: utf8(text) }, ...(typeof bytes === 'string' ? [] : [{ form, bytes }])];
}
