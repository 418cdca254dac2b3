import { createHash } from 'node:crypto';
import type { SiteClient } from './clients.ts';
import { type Login, random } from './login.ts';
import { encryptedRequestObject, requestObject } from './request-object.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Long enough, but the same for every login that wants it. */
const constantState = 'a0Zu4cnMvStaf0ifjsldkj';

/** What the application has to know of the server to send an authorization request there. */
export interface RequestTarget {
  readonly issuer: string;
  /** Pushes a request (RFC 9126 2) and returns the `request_uri`; throws with the server's answer if it refuses. */
  readonly push: (parameters: Parameters) => Promise<string>;
}

/** The parameters of a login's authorization request, with a new `state`. */
export function authorizationRequest(login: Login, client: SiteClient): Parameters {
  const { response_mode = 'query.jwt', error, max_age } = login;
  const prompt = error === 'login_required' ? 'none' : login.prompt;
  return {
    client_id: client.client_id,
    redirect_uri: client.callbacks[login.callback ?? 'page'],
    response_type: login.response_type ?? 'code',
    ...(response_mode === 'default' ? {} : { response_mode }),
    scope: 'openid',
    ...(login.state === 'omitted' ? {} : { state: login.state === 'constant' ? constantState : random(32) }),
    nonce: login.nonce,
    ...(login.pkce === 'omitted' ? {} : challenge(login)),
    ...(prompt === undefined ? {} : { prompt }),
    ...(max_age === undefined ? {} : { max_age }),
  };
}

const challenge = ({ code_verifier }: Login): Parameters => ({
  code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
  code_challenge_method: 'S256',
});

/**
 * What the browser carries of a request: all of it, a request object (RFC 9101) or the name of what was pushed
 * (RFC 9126). Beside either stands nothing but the `client_id`.
 */
export async function carried(
  { via = 'get' }: Login,
  parameters: Parameters,
  client: SiteClient,
  { issuer, push }: RequestTarget,
): Promise<Parameters> {
  const { client_id, client_secret } = client;
  switch (via) {
    case 'get':
    case 'post':
      return parameters;
    case 'request':
    case 'request-post':
      return { client_id, request: await requestObject(parameters, client, issuer) };
    case 'encrypted-request':
      return { client_id, request: await encryptedRequestObject(parameters, client, issuer) };
    case 'par': {
      const authentication = client_secret === undefined ? {} : { client_secret };
      return { client_id, request_uri: await push({ ...parameters, ...authentication }) };
    }
  }
}
