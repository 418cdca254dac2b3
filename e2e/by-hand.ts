import { encode, signed, signingInput } from './site/jws.ts';
import { keyFor, keysOf } from './site/keys.ts';

/**
 * A JWT that no server of ours would send, rightly signed with the login site's RS256 key as long as that was not
 * rotated.
 *
 * @param claims an object, or the payload's text where it is to hold what an object literal cannot, such as `__proto__`
 */
export async function jwtByHand(claims: object | string, header: object = {}): Promise<string> {
  const key = keyFor('RS256', await keysOf('1'));
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  return signed(signingInput({ alg: key.alg, kid: key.kid, ...header }, payload), key);
}

/** A JWT with a header that says an algorithm, and any bytes for a signature. */
export function jwtOfAlgorithm(alg: string, claims: object): string {
  return `${signingInput({ alg }, JSON.stringify(claims))}.${encode('a signature')}`;
}
