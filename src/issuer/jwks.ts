import { depthLimit, depthOf } from '../jose/depth.ts';
import { isObject } from '../jose/json.ts';

/** One key of a JWKS, with the members that choosing a key looks at. */
export interface PublishedKey {
  /** Place in the document, from 0. */
  readonly index: number;
  readonly kty: string | undefined;
  readonly crv: string | undefined;
  readonly kid: string | undefined;
  readonly use: string | undefined;
  readonly alg: string | undefined;
  readonly keyOps: readonly string[] | undefined;
  /** The public members only: what is imported. */
  readonly jwk: Readonly<Record<string, string>>;
  /** The key as published, without private members and white space. */
  readonly json: string;
  /** Whether the document gives members that only the holder may know (RFC 7517 9.2). */
  readonly hasPrivateParts: boolean;
}

const publicMembers = ['kty', 'crv', 'n', 'e', 'x', 'y'] as const;
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'] as const;
/** More keys that can be used do not fit into a document that is fetched. */
const keyLimit = 20_000;

/**
 * Reads a JWKS document (RFC 7517 5). Null where the text is none, or nested without end; a member that is no key is
 * passed over. Never throws.
 */
export function parseJwks(text: string): PublishedKey[] | null {
  let document: unknown;
  if (depthOf(text) > depthLimit) return null;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(document) || !Array.isArray(document['keys'])) return null;
  return document['keys'].slice(0, keyLimit).flatMap((key: unknown, index) => readKey(key, index) ?? []);
}

function readKey(key: unknown, index: number): PublishedKey | null {
  if (!isObject(key)) return null;
  const member = (name: string) => (typeof key[name] === 'string' ? key[name] : undefined);
  const ops = key['key_ops'];
  const jwk = publicMembers.flatMap((name): [string, string][] => {
    const value = member(name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    index,
    kty: member('kty'),
    crv: member('crv'),
    kid: member('kid'),
    use: member('use'),
    alg: member('alg'),
    keyOps: Array.isArray(ops) ? ops.filter((op) => typeof op === 'string') : undefined,
    jwk: Object.fromEntries(jwk),
    json: JSON.stringify(Object.fromEntries(Object.entries(key).filter(([name]) => !isPrivate(name)))),
    hasPrivateParts: Object.keys(key).some(isPrivate),
  };
}

function isPrivate(name: string): boolean {
  return privateMembers.some((one) => one === name);
}
