import { randomInt } from 'node:crypto';
import { keyFor } from '../keys.ts';
import { encode, signed, signingInput } from '../jws.ts';
import { type Fault, withParameter } from './fault.ts';
import { jwsFault, resigned, withClaims } from './jarm.ts';

function responseFault<const Name extends string>(name: Name, breaks: string, value: () => string) {
  return {
    name,
    breaks,
    in: 'JWT responses',
    apply: (response) => withParameter(response, 'response', value()),
  } as const satisfies Fault;
}

/** The same text twice would be a replay besides. */
const unique = (): number => randomInt(2 ** 40);

const manyClaims = (): Record<string, number> =>
  Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`claim_${index}`, index]));

/** Not what a JWT looks like, or a JWT of an odd kind; signed as it stands by the server's own key. */
export const encodingFaults = [
  responseFault('not-a-jwt', 'response is the word garbage and a number', () => `garbage-${unique()}`),
  responseFault('empty-response', 'response is there but empty', () => ''),
  jwsFault(
    'not-base64url',
    'the payload holds a character that base64url does not have',
    ({ header, payload }, { keys }) => {
      const encoded = encode(payload);
      const broken = `${encoded.slice(0, 8)}!${encoded.slice(8)}`;
      return signed(`${encode(JSON.stringify(header))}.${broken}`, keyFor(header['alg'], keys));
    },
  ),
  jwsFault(
    'padded-base64',
    'the payload ends in =, as base64 may and base64url in a JWS may not',
    ({ header, payload }, { keys }) =>
      signed(`${signingInput(header, payload)}=`, keyFor(header['alg'], keys)),
  ),
  jwsFault('payload-not-json', 'the payload is text, not JSON', ({ header }, context) =>
    resigned(header, `this is not JSON: ${unique()}`, context),
  ),
  jwsFault(
    'duplicate-members',
    'the payload has iss twice, with one value, as Keycloak sends it',
    ({ header, payload }, context) =>
      resigned(header, payload.replace(/^\{/, `{"iss":${JSON.stringify(context.issuer)},`), context),
  ),
  jwsFault('many-claims', 'the payload has 10,000 claims too many', (jws, context) =>
    withClaims(jws, context, (claims) => ({ ...claims, ...manyClaims() })),
  ),
  // Base64url makes a third more of it. Firefox refuses URLs of more than 1,048,576 characters: not beyond that.
  jwsFault('one-megabyte', 'the response is more than 1 MB long', (jws, context) =>
    withClaims(jws, context, (claims) => ({ ...claims, padding: 'x'.repeat(755_000) })),
  ),
] as const;
