import { type Base64urlProblem, decodeBase64url } from './base64url.ts';
import type { Bytes } from './bytes.ts';
import { type JsonPart, readJsonPart } from './json.ts';

/** A compact JWS, read but not verified (RFC 7515 7.1). */
export interface Jws {
  readonly form: 'jws';
  readonly header: JsonPart;
  readonly payload: JsonPart;
  readonly signature: Uint8Array<ArrayBuffer> | Base64urlProblem;
  /** What was signed: the first two parts as received. */
  readonly signingInput: string;
}

/** The parts of a compact JWE behind its header, decoded (RFC 7516 7.1). */
export interface JweParts {
  readonly encryptedKey: Bytes;
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly tag: Bytes;
  /** What is authenticated beside the content: the first part as received. */
  readonly aad: string;
}

/** A part that is not base64url. */
export interface JwePartProblem {
  readonly part: 'encrypted key' | 'initialization vector' | 'ciphertext' | 'authentication tag';
  readonly problem: Base64urlProblem;
}

/** A compact JWE, read but not decrypted. */
export interface Jwe {
  readonly form: 'jwe';
  readonly header: JsonPart;
  readonly parts: JweParts | JwePartProblem;
}

/** Something that is neither. */
export interface NotJose {
  readonly form: 'other';
  /** How many parts the dots make. */
  readonly parts: number;
}

export type Compact = Jws | Jwe | NotJose;

/** Reads a compact serialization by its number of parts: three are a JWS, five a JWE. Never throws. */
export function readCompact(text: string): Compact {
  const parts = text.split('.', 7);
  const [header = '', second = '', third = ''] = parts;
  if (parts.length === 5) return { form: 'jwe', header: readJsonPart(header), parts: readJweParts(parts) };
  if (parts.length !== 3) return { form: 'other', parts: parts.length };
  return {
    form: 'jws',
    header: readJsonPart(header),
    payload: readJsonPart(second),
    signature: decodeBase64url(third),
    signingInput: `${header}.${second}`,
  };
}

function readJweParts([aad = '', key = '', vector = '', content = '', mac = '']: string[]): Jwe['parts'] {
  const encryptedKey = decodeBase64url(key);
  const iv = decodeBase64url(vector);
  const ciphertext = decodeBase64url(content);
  const tag = decodeBase64url(mac);
  if (typeof encryptedKey === 'string') return { part: 'encrypted key', problem: encryptedKey };
  if (typeof iv === 'string') return { part: 'initialization vector', problem: iv };
  if (typeof ciphertext === 'string') return { part: 'ciphertext', problem: ciphertext };
  if (typeof tag === 'string') return { part: 'authentication tag', problem: tag };
  return { encryptedKey, iv, ciphertext, tag, aad };
}

/** A header or claim member that should be a string. */
export function textMember(part: JsonPart, name: string): string | undefined {
  const value = part.members[name];
  return typeof value === 'string' ? value : undefined;
}
