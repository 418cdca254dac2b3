import type { Compact } from '../jose/compact.ts';

/** Claims that say something about the request object itself: they are no request parameters (RFC 9101 4). */
const aboutItself = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);

/**
 * The request parameters that a request object holds (RFC 9101 4): strings as they are, other JSON values as the text
 * that they would be as a parameter. An empty one counts as left out (RFC 6749 3.1). Null where the object is
 * encrypted or cannot be read.
 */
export function readRequestObject(object: Compact): ReadonlyMap<string, string> | null {
  if (object.form !== 'jws' || object.payload.problem) return null;
  const claims = Object.entries(object.payload.members);
  return new Map(
    claims.flatMap(([name, value]): [string, string][] => {
      if (aboutItself.has(name) || value === null || value === '') return [];
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}
