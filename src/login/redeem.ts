import type { Context } from '../checks/check.ts';
import type { Secrets } from '../secrets.ts';
import { basicHeader, fillIn, findCredentials, makeAssertion } from './authentication.ts';
import { endpointOf } from './endpoint.ts';
import { type HttpRequest, formRequest } from './http.ts';
import { type LoginProblem, type LoginProblemCode, inTheWay } from './problem.ts';
import { describeTokenRequest } from './token-request.ts';

/** Everything that a code is redeemed by. */
export interface RedeemGround {
  readonly context: Context;
  readonly secrets: Secrets | null;
  /** That of the login that brought the code, where the tool started it. */
  readonly code_verifier: string | null;
  /** Whether the tool has redeemed this code. */
  readonly isRedeemed: boolean;
  /** Problems that the user was told of and sends it in spite of, such as `redeemed` to see it refused. */
  readonly inSpiteOf: readonly LoginProblemCode[];
}

/**
 * Makes the token request for a captured code (RFC 6749 4.1.3). Sends nothing.
 *
 * @param jti for the client's assertion; a fresh one each time
 * @param now in seconds since 1970
 * @returns the request, which holds the client's credentials, or every problem that stands in its way
 */
export async function redeemRequest(
  { context, secrets, code_verifier, isRedeemed, inSpiteOf }: RedeemGround,
  jti: string,
  now: number,
): Promise<HttpRequest | { readonly problems: readonly LoginProblem[] }> {
  const { client, metadata } = context;
  const described = describeTokenRequest(context, secrets);
  const endpoint = endpointOf(client, metadata, 'token_endpoint');
  const { credentials, problems } = await findCredentials(client, secrets, metadata);
  const needsVerifier = described?.fields.some(([name]) => name === 'code_verifier') === true;
  const all: readonly LoginProblem[] = [
    ...(described ? [] : [{ code: 'no-code', detail: '' } as const]),
    ...(typeof endpoint === 'string' ? [] : [endpoint]),
    ...problems,
    ...(needsVerifier && code_verifier === null ? [{ code: 'no-verifier', detail: '' } as const] : []),
    ...(isRedeemed ? [{ code: 'redeemed', detail: '' } as const] : []),
  ];
  const left = inTheWay(all, inSpiteOf);
  if (left.length > 0 || !described || !credentials || typeof endpoint !== 'string')
    return { problems: left };
  const { client_secret } = credentials;
  const client_assertion = await makeAssertion(credentials, client.issuer, jti, now);
  const known = { client_secret, client_assertion, ...(code_verifier === null ? {} : { code_verifier }) };
  const headers = described.beside === 'basic' ? { authorization: basicHeader(credentials) } : {};
  return formRequest(endpoint, fillIn(described.fields, known), headers);
}
