import { type PublishedKey, parseJwks } from '../../src/issuer/jwks.ts';
import { isObject } from '../../src/jose/json.ts';

/** Why a pasted text is no set of keys to check signatures with. */
export type PastedKeysProblem =
  | 'empty'
  | 'too-long'
  | 'not-json'
  | 'one-key'
  | 'not-jwks'
  | 'no-keys'
  | 'private';

/** As much as is read of a JWKS that is fetched, in characters. */
const lengthLimit = 1_000_000;

/** What is wrong with a pasted JWKS (RFC 7517 5), or null. Private parts are refused: they must not be stored. */
export function pastedKeysProblem(text: string): PastedKeysProblem | null {
  if (text.trim() === '') return 'empty';
  if (text.length > lengthLimit) return 'too-long';
  const keys = parseJwks(text);
  if (!keys) return shapeProblem(text);
  if (keys.some(({ hasPrivateParts }) => hasPrivateParts)) return 'private';
  return keys.some(({ kty }) => kty !== undefined) ? null : 'no-keys';
}

function shapeProblem(text: string): PastedKeysProblem {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) && 'kty' in document ? 'one-key' : 'not-jwks';
  } catch {
    return 'not-json';
  }
}

/** The keys of a set in one line, such as `RSA op-2026-10 (RS256), EC op-2026-11`. */
export function describeKeys(keys: readonly PublishedKey[]): string {
  return keys
    .map(({ kty = 'no kty', crv, kid, alg }) =>
      [crv ?? kty, kid ?? 'without kid', ...(alg === undefined ? [] : [`(${alg})`])].join(' '),
    )
    .join(', ');
}
