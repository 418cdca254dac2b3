import { type Client, type clientAuthentications } from '../client.ts';
import type { Metadata } from '../issuer/metadata.ts';
import { type Signer, findSigner, signJwt } from '../jose/sign.ts';
import type { Field } from '../records.ts';
import type { Secrets } from '../secrets.ts';
import type { LoginProblem } from './problem.ts';

type Method = (typeof clientAuthentications)[number];

/** What only the client has, and what stands for it in a description. */
export type Unknown = 'code_verifier' | 'client_secret' | 'client_assertion';

/** The values that only the client has, as far as it has them. */
export type Known = Readonly<Partial<Record<Unknown, string>>>;

/** A field of a form whose value is known, or known to the client alone. */
export type FormField = readonly [name: string, value: string | { readonly only: Unknown }];

/** How a client says who it is (RFC 6749 2.3.1 and 3.2.1; OpenID Connect Core 9): beside the form, and in it. */
export interface Authentication {
  readonly beside: 'nothing' | 'basic' | 'certificate';
  readonly fields: readonly FormField[];
}

/** Describes an authentication without the values that only the client has. */
export function describeAuthentication(method: Method, client_id: string): Authentication {
  const id: FormField = ['client_id', client_id];
  switch (method) {
    case 'client_secret_basic':
      return { beside: 'basic', fields: [] };
    case 'client_secret_post':
      return { beside: 'nothing', fields: [id, ['client_secret', { only: 'client_secret' }]] };
    case 'client_secret_jwt':
    case 'private_key_jwt':
      return {
        beside: 'nothing',
        fields: [
          id,
          ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
          ['client_assertion', { only: 'client_assertion' }],
        ],
      };
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return { beside: 'certificate', fields: [id] };
    case 'none':
      return { beside: 'nothing', fields: [id] };
  }
}

/** The method that was registered; where none was, `none` for a client without a secret (RFC 7591 2 has Basic for all others). */
export function methodOf({ token_endpoint_auth_method: method }: Client, secrets: Secrets | null): Method {
  return method ?? (secrets?.client_secret ? 'client_secret_basic' : 'none');
}

/** What a client has to authenticate with, checked before anything is sent. */
export interface Credentials {
  readonly method: Method;
  readonly client_id: string;
  readonly client_secret: string;
  /** What signs its assertion; null where it makes none. */
  readonly signer: Signer | null;
}

/** Finds what a client authenticates with at the server's endpoints, or every reason why it cannot. */
export async function findCredentials(
  client: Client,
  secrets: Secrets | null,
  metadata: Metadata | null,
): Promise<{ readonly credentials: Credentials | null; readonly problems: readonly LoginProblem[] }> {
  const method = methodOf(client, secrets);
  const client_secret = secrets?.client_secret ?? '';
  const listed = metadata?.token_endpoint_auth_methods_supported;
  const algs = metadata?.token_endpoint_auth_signing_alg_values_supported;
  const problems: LoginProblem[] =
    listed && !listed.includes(method) ? [{ code: 'authentication-unlisted', detail: method }] : [];
  const refuse = (problem: LoginProblem) => ({ credentials: null, problems: [...problems, problem] });
  if (method.endsWith('tls_client_auth')) return refuse({ code: 'certificate', detail: method });
  if (method.startsWith('client_secret') && client_secret === '')
    return refuse({ code: 'no-secret', detail: method });
  const found = method.endsWith('_jwt')
    ? await findSigner(
        secrets?.signing_keys ?? '',
        client_secret,
        client.token_endpoint_auth_signing_alg ?? (method === 'client_secret_jwt' ? 'HS256' : undefined),
        algs,
      )
    : null;
  if (found && 'code' in found) return refuse(found);
  if (found && algs?.includes(found.alg) === false)
    problems.push({ code: 'assertion-alg-unlisted', detail: found.alg });
  return { credentials: { method, client_id: client.client_id, client_secret, signer: found }, problems };
}

/** How long an assertion is good for, in seconds. */
const assertionLife = 60;

/**
 * Makes the assertion of a client (RFC 7523 3), which names the issuer and nobody else as its audience.
 *
 * @param now in seconds since 1970
 * @returns empty where the client makes none
 */
export async function makeAssertion(
  { signer, client_id }: Credentials,
  issuer: string,
  jti: string,
  now: number,
): Promise<string> {
  if (!signer) return '';
  const iat = Math.floor(now);
  return await signJwt(signer, 'JWT', {
    iss: client_id,
    sub: client_id,
    aud: issuer,
    jti,
    iat,
    exp: iat + assertionLife,
  });
}

/** Fills in what only the client has; a field that it has no value for is left out. */
export function fillIn(fields: readonly FormField[], known: Known): Field[] {
  return fields.flatMap(([name, value]): Field[] => {
    const own = typeof value === 'string' ? value : known[value.only];
    return own === undefined ? [] : [[name, own]];
  });
}

/** The header of `client_secret_basic`: identifier and secret are form-encoded first (RFC 6749 2.3.1). */
export function basicHeader({ client_id, client_secret }: Credentials): string {
  const encoded = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  return `Basic ${btoa(`${encoded(client_id)}:${encoded(client_secret)}`)}`;
}
