import { type Jws, members, parseJws, signed, signingInput } from '../jws.ts';
import { keyFor } from '../keys.ts';
import { type Fault, type FaultContext, parameter, withParameter } from './fault.ts';
import { changeClaims, resigned } from './jarm.ts';
import { flip } from './signature.ts';

const withCode = { client: 'hybrid', response_type: 'code id_token', response_mode: 'fragment' } as const;
const withToken = { ...withCode, response_type: 'code id_token token' } as const;

/** A fault of the ID token, in the clear or inside the JWT: `change` returns what is sent instead. */
function idTokenFault<const Name extends string>(
  name: Name,
  breaks: string,
  change: (jws: Jws, context: FaultContext) => string,
  login: NonNullable<Fault['login']> = withCode,
) {
  return {
    name,
    breaks,
    in: 'ID tokens',
    login,
    apply: async (response, context) => {
      const changed = (idToken: unknown) => change(parseJws(String(idToken)), context);
      const plain = parameter(response, 'id_token');
      if (plain !== undefined) return withParameter(response, 'id_token', changed(plain));
      return changeClaims(response, context, (claims) => ({
        ...claims,
        id_token: changed(claims['id_token']),
      }));
    },
  } as const satisfies Fault;
}

/** A fault of one claim of the ID token: `value` returns what it becomes, `undefined` removes it. */
function idTokenClaimFault<const Name extends string>(
  name: Name,
  breaks: string,
  claim: string,
  value: (context: FaultContext) => unknown,
  login: NonNullable<Fault['login']> = withCode,
) {
  return idTokenFault(
    name,
    breaks,
    ({ header, payload }, context) =>
      resigned(header, JSON.stringify({ ...members(payload), [claim]: value(context) }), context),
    login,
  );
}

/** A hash as it would be of another value. */
const anotherHash = (): string => Buffer.alloc(16, 1).toString('base64url');

/** One thing wrong with the ID token, which is signed again by the server's own key; the rest as it was. */
export const idTokenFaults = [
  idTokenClaimFault('id-token-c-hash', 'c_hash is not that of the code', 'c_hash', anotherHash),
  idTokenClaimFault('id-token-no-c-hash', 'there is no c_hash', 'c_hash', () => undefined),
  idTokenClaimFault(
    'id-token-at-hash',
    'at_hash is not that of the access token',
    'at_hash',
    anotherHash,
    withToken,
  ),
  idTokenClaimFault('id-token-no-at-hash', 'there is no at_hash', 'at_hash', () => undefined, withToken),
  idTokenClaimFault(
    'id-token-s-hash',
    'there is an s_hash, but not that of the state',
    's_hash',
    anotherHash,
  ),
  idTokenClaimFault('id-token-nonce', 'nonce is not the one that was sent', 'nonce', () => 'another-nonce'),
  idTokenClaimFault('id-token-no-nonce', 'there is no nonce', 'nonce', () => undefined),
  idTokenClaimFault(
    'id-token-iss',
    'iss names another issuer',
    'iss',
    () => 'https://another-issuer.example',
  ),
  idTokenClaimFault('id-token-aud', 'aud names another client', 'aud', () => 'another-client'),
  idTokenClaimFault(
    'id-token-audiences',
    'aud names another client too, and there is no azp',
    'aud',
    (context) => [context.client.client_id, 'another-client'],
  ),
  idTokenClaimFault('id-token-azp', 'azp names another client', 'azp', () => 'another-client'),
  idTokenClaimFault('id-token-expired', 'exp is six minutes ago', 'exp', ({ now }) => now - 360),
  idTokenClaimFault('id-token-from-tomorrow', 'iat is a day ahead', 'iat', ({ now }) => now + 86_400),
  idTokenClaimFault('id-token-old', 'iat is two hours ago', 'iat', ({ now }) => now - 7200),
  idTokenFault(
    'id-token-unsigned',
    'alg is none and the signature empty',
    ({ header, payload }) => `${signingInput({ ...header, alg: 'none' }, payload)}.`,
  ),
  idTokenFault(
    'id-token-flipped-signature',
    'one bit of the signature is flipped',
    ({ header, payload, signature }) => `${signingInput(header, payload)}.${flip(signature)}`,
  ),
  idTokenFault(
    'id-token-other-alg',
    'rightly signed, but not by the algorithm that the client registered',
    ({ header, payload }, { keys }) => {
      const { alg, kid, ...key } = keyFor('PS256', keys);
      return signed(signingInput({ ...header, alg, kid }, payload), { alg, ...key });
    },
  ),
] as const;
