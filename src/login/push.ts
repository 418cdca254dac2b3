import type { Field } from '../records.ts';
import {
  type Credentials,
  basicHeader,
  describeAuthentication,
  fillIn,
  makeAssertion,
} from './authentication.ts';
import { authorizationUrl } from './endpoint.ts';
import { type HttpAnswer, type HttpRequest, formRequest } from './http.ts';
import { type ServerError, membersOf, readServerError } from './server-error.ts';
import type { StartedLogin } from './start.ts';

/** What an assertion says beside whose it is. */
export interface AssertionFacts {
  readonly issuer: string;
  readonly jti: string;
  /** In seconds since 1970. */
  readonly now: number;
}

/** The request that pushes an authorization request (RFC 9126 2.1), with the client's authentication. */
export async function pushRequest(
  url: string,
  carried: readonly Field[],
  credentials: Credentials,
  { issuer, jti, now }: AssertionFacts,
): Promise<HttpRequest> {
  const { method, client_id, client_secret } = credentials;
  const { beside, fields } = describeAuthentication(method, client_id);
  const client_assertion = await makeAssertion(credentials, issuer, jti, now);
  const further = fillIn(fields, { client_secret, client_assertion });
  const own = carried.filter(([name]) => !further.some(([other]) => other === name));
  const headers = beside === 'basic' ? { authorization: basicHeader(credentials) } : {};
  return formRequest(url, [...own, ...further], headers);
}

/** A request that the server has taken (RFC 9126 2.2). */
export interface PushedLogin {
  readonly request_uri: string;
  /** In seconds. */
  readonly expires_in: number | null;
  /** Where to send the browser. */
  readonly url: string;
}

/** Reads what the server answered to a pushed request: where to go on, or its error as it came (RFC 9126 2.3). */
export function pushedLogin(
  { sent, endpoint }: Pick<StartedLogin, 'sent' | 'endpoint'>,
  answer: HttpAnswer,
): PushedLogin | ServerError {
  const { request_uri, expires_in } = membersOf(answer);
  // RFC 9126 2.2 says 201; one that says 200 means the same.
  const isTaken = answer.status === 201 || answer.status === 200;
  if (!isTaken || typeof request_uri !== 'string' || request_uri === '') return readServerError(answer);
  const client_id = sent.find(([name]) => name === 'client_id') ?? ['client_id', ''];
  return {
    request_uri,
    expires_in: typeof expires_in === 'number' ? expires_in : null,
    url: authorizationUrl(endpoint, [client_id, ['request_uri', request_uri]]),
  };
}
