import type { AuthorizationResponse } from '../authorization-response.ts';
import { encryptionKeys, opened, sealed } from '../jwe.ts';
import { encode, type Jws, members, parseJws, signed, signingInput } from '../jws.ts';
import { keyFor } from '../keys.ts';
import { type Fault, type FaultContext, parameter, withParameter } from './fault.ts';

type Change = (jws: Jws, context: FaultContext) => string;

/** Changes the JWS in `response`; in an encrypted response the one inside, which is then encrypted again. */
async function changeJws(
  response: AuthorizationResponse,
  context: FaultContext,
  change: Change,
): Promise<AuthorizationResponse> {
  const jwt = parameter(response, 'response');
  if (jwt === undefined) throw new Error('no response parameter to break');
  const { client } = context;
  if (client.encryption === undefined) {
    return withParameter(response, 'response', change(parseJws(jwt), context));
  }
  const { plaintext, header } = await opened(jwt, client);
  const changed = change(parseJws(plaintext), context);
  return withParameter(response, 'response', await sealed(changed, header, encryptionKeys(client).encrypt));
}

/** A fault of the JWS as a whole: `change` returns the compact serialization that is sent instead. */
export function jwsFault<const Name extends string>(name: Name, breaks: string, change: Change) {
  return {
    name,
    breaks,
    in: 'JWT responses',
    apply: (response, context) => changeJws(response, context, change),
  } as const satisfies Fault;
}

/** Signs with the key that the server itself would have used, so that nothing but the change is wrong. */
export function resigned(header: Jws['header'], payload: string, { keys }: FaultContext): string {
  return signed(signingInput(header, payload), keyFor(header['alg'], keys));
}

type ClaimsChange = (claims: Record<string, unknown>, context: FaultContext) => Record<string, unknown>;

/** Signs again with other claims. */
export function withClaims(jws: Jws, context: FaultContext, change: ClaimsChange): string {
  return resigned(jws.header, JSON.stringify(change(members(jws.payload), context)), context);
}

/** Signs the JWT in a response again with other claims. */
export function changeClaims(
  response: AuthorizationResponse,
  context: FaultContext,
  change: ClaimsChange,
): Promise<AuthorizationResponse> {
  return changeJws(response, context, (jws) => withClaims(jws, context, change));
}

/** Decodes the response's claims, out of the JWE if there is one. */
export async function claimsOf(
  response: AuthorizationResponse,
  context: FaultContext,
): Promise<Record<string, unknown>> {
  let claims: Record<string, unknown> = {};
  await changeJws(response, context, (jws) => {
    claims = members(jws.payload);
    return encode('');
  });
  return claims;
}

/** A fault of one claim of the JWT: `value` returns what it becomes, `undefined` removes it. */
export function claimFault<const Name extends string>(
  name: Name,
  breaks: string,
  claim: string,
  value: (context: FaultContext) => unknown,
) {
  return jwsFault(name, breaks, (jws, context) =>
    withClaims(jws, context, (claims) => ({ ...claims, [claim]: value(context) })),
  );
}

/** A fault of a member that plain responses have too: the claim in a JWT, else the parameter. */
export function memberFault<const Name extends string>(
  name: Name,
  breaks: string,
  member: string,
  value: (context: FaultContext) => string | undefined,
) {
  const inside = claimFault(name, breaks, member, value);
  return {
    name,
    breaks,
    in: 'every response',
    apply: (response, context) =>
      parameter(response, 'response') === undefined
        ? withParameter(response, member, value(context))
        : inside.apply(response, context),
  } as const satisfies Fault;
}
