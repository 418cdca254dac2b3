import { type Base64urlProblem, decodeBase64url } from './base64url.ts';
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

/** A compact JWE, of which only the header can be read (RFC 7516 7.1). */
export interface Jwe {
  readonly form: 'jwe';
  readonly header: JsonPart;
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
  if (parts.length === 5) return { form: 'jwe', header: readJsonPart(header) };
  if (parts.length !== 3) return { form: 'other', parts: parts.length };
  return {
    form: 'jws',
    header: readJsonPart(header),
    payload: readJsonPart(second),
    signature: decodeBase64url(third),
    signingInput: `${header}.${second}`,
  };
}

/** A header or claim member that should be a string. */
export function textMember(part: JsonPart, name: string): string | undefined {
  const value = part.members[name];
  return typeof value === 'string' ? value : undefined;
}
