import type { Client } from '../client.ts';
import type { Metadata } from '../issuer/metadata.ts';
import { type Signer, findSigner } from '../jose/sign.ts';
import type { Field } from '../records.ts';
import type { Secrets } from '../secrets.ts';
import { type Credentials, findCredentials } from './authentication.ts';
import { authorizationUrl, endpointOf } from './endpoint.ts';
import type { Fresh } from './fresh.ts';
import type { HttpRequest } from './http.ts';
import type { LoginOptions } from './options.ts';
import { parameterProblems, parametersOf } from './parameters.ts';
import { type LoginProblem, inTheWay } from './problem.ts';
import { pushRequest } from './push.ts';
import { requestObject, spoil } from './request-object.ts';

/** A login that is ready to be sent. */
export interface StartedLogin {
  /** All parameters as they count, wherever they stand. */
  readonly sent: readonly Field[];
  /** Null where no code is asked for. */
  readonly code_verifier: string | null;
  readonly endpoint: string;
  /** Where to send the browser; null where the request has to be pushed first, and `pushedLogin` says. */
  readonly url: string | null;
  /** The request to push (RFC 9126 2.1); null where it is not pushed. It holds the client's credentials. */
  readonly push: HttpRequest | null;
}

/** Everything that a login is made from. */
export interface LoginGround {
  readonly client: Client;
  readonly metadata: Metadata | null;
  readonly secrets: Secrets | null;
  readonly options: LoginOptions;
}

/**
 * Makes an authorization request of a registered client with fresh `state`, `nonce` and PKCE pair. Sends nothing.
 *
 * @param now in seconds since 1970
 * @returns the login, or every problem that stands in its way
 */
export async function startLogin(
  ground: LoginGround,
  fresh: Fresh,
  now: number,
): Promise<StartedLogin | { readonly problems: readonly LoginProblem[] }> {
  const { client, options } = ground;
  const { endpoint, pushTo, signer, credentials, problems } = await findMeans(ground);
  const left = inTheWay(problems, options.inSpiteOf ?? []);
  if (left.length > 0 || endpoint === null) return { problems: left };
  const sent = await parametersOf(client, options, fresh);
  const { client_id, issuer } = client;
  const facts = signer && { signer, client_id, issuer, jti: fresh.jti[0] };
  const signed = facts && (await requestObject(sent, facts, now));
  const object = signed !== null && options.spoilt ? spoil(signed) : signed;
  // A server that cannot read the object knows by these where to send the error.
  const beside = options.spoilt ? sent : [['client_id', client_id] as Field];
  const carried: readonly Field[] = object === null ? sent : [...beside, ['request', object]];
  const verifier = sent.some(([name]) => name === 'code_challenge') ? fresh.code_verifier : null;
  const login = { sent, code_verifier: verifier, endpoint };
  if (pushTo === null || credentials === null)
    return { ...login, url: authorizationUrl(endpoint, carried), push: null };
  const push = await pushRequest(pushTo, carried, credentials, { issuer, jti: fresh.jti[1], now });
  return { ...login, url: null, push };
}

interface Means {
  readonly endpoint: string | null;
  /** Null where nothing is pushed. */
  readonly pushTo: string | null;
  /** Null where there is no request object. */
  readonly signer: Signer | null;
  readonly credentials: Credentials | null;
  readonly problems: readonly LoginProblem[];
}

/** Finds what a login needs, and all that it lacks. */
async function findMeans({ client, metadata, secrets, options }: LoginGround): Promise<Means> {
  const { via } = options;
  const isPushed = via === 'pushed' || via === 'pushed-request';
  const endpoint = endpointOf(client, metadata, 'authorization_endpoint');
  const pushTo = isPushed ? endpointOf(client, metadata, 'pushed_authorization_request_endpoint') : null;
  const listed = metadata?.request_object_signing_alg_values_supported;
  const signer =
    via === 'request' || via === 'pushed-request'
      ? await findSigner(
          secrets?.signing_keys ?? '',
          secrets?.client_secret ?? '',
          client.request_object_signing_alg,
          listed,
        )
      : null;
  const authentication = isPushed ? await findCredentials(client, secrets, metadata) : null;
  const unlisted = signer && 'key' in signer && listed && !listed.includes(signer.alg);
  const all: readonly LoginProblem[] = [
    ...[endpoint, pushTo].filter((one) => one !== null && typeof one !== 'string'),
    ...parameterProblems(client, metadata, options),
    ...(signer && 'code' in signer ? [signer] : []),
    ...(unlisted ? [{ code: 'alg-unlisted', detail: signer.alg } as const] : []),
    ...(authentication?.problems ?? []),
  ];
  return {
    endpoint: typeof endpoint === 'string' ? endpoint : null,
    pushTo: typeof pushTo === 'string' ? pushTo : null,
    signer: signer && 'key' in signer ? signer : null,
    credentials: authentication?.credentials ?? null,
    problems: withoutRepeats(all),
  };
}

function withoutRepeats(problems: readonly LoginProblem[]): LoginProblem[] {
  return [...new Map(problems.map((one) => [`${one.code} ${one.detail}`, one])).values()];
}
