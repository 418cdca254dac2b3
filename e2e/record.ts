import type { JsonWebKey } from 'node:crypto';
import type { Client } from '../src/client.ts';
import { registrationOf } from './session.ts';
import { signingAlgs } from './site/algorithms.ts';
import { CookieClient, type Landing } from './site/cookie-client.ts';
import { keysOf, unpublishedKeys } from './site/keys.ts';
import { clientNames } from './site/clients.ts';
import type { LoginOptions, ResponseMode } from './site/login.ts';
import { type Site, startSite } from './site/site.ts';

/** One login: the client as registered, the request, and the response that the server gave. */
interface Recorded {
  readonly name: string;
  readonly client: Client;
  readonly decryptionKey: JsonWebKey | null;
  readonly client_secret: string | null;
  readonly request: string;
  readonly response: { readonly method: 'GET' | 'POST'; readonly url: string; readonly form: Fields | null };
  /** Milliseconds since 1970. */
  readonly at: number;
}

type Fields = readonly (readonly [string, string])[];

/** What is recorded of one run of the login site. The keys were made for that run and have no other use. */
interface Recording {
  readonly issuer: string;
  readonly metadata: unknown;
  readonly jwks: unknown;
  readonly privateKeys: readonly JsonWebKey[];
  /** Keys of the same kinds that the JWKS does not hold. */
  readonly unpublishedKeys: readonly JsonWebKey[];
  readonly exchanges: readonly Recorded[];
}

const jwtModes: readonly ResponseMode[] = ['query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt'];
const plainModes = ['query', 'fragment', 'form_post', 'default'] as const;
const errors = [undefined, 'access_denied'] as const;

/** Every mode, plain and as a JWT, with a code and with an error; every algorithm; encrypted; with an ID token. */
const logins: readonly LoginOptions[] = [
  ...[...jwtModes, ...plainModes].flatMap((response_mode) =>
    errors.map((error): LoginOptions => ({ response_mode, error })),
  ),
  ...(['PS256', 'ES256', 'Ed25519'] as const).map((client): LoginOptions => ({
    client,
    response_mode: 'query.jwt',
  })),
  ...errors.map((error): LoginOptions => ({ client: 'encrypted', response_mode: 'query.jwt', error })),
  { client: 'encrypted', response_mode: 'form_post.jwt' },
  { client: 'hybrid', response_mode: 'jwt', response_type: 'code id_token' },
  { client: 'hybrid', response_mode: 'form_post.jwt', response_type: 'id_token' },
  { client: 'hybrid', response_mode: 'fragment', response_type: 'code id_token' },
  { client: 'hybrid', response_mode: 'default', response_type: 'id_token' },
  { client: 'hybrid', response_mode: 'jwt', response_type: 'code token' },
  { client: 'hybrid', response_mode: 'fragment', response_type: 'code id_token token' },
  { client: 'RS256', response_mode: 'query.jwt', response_type: 'none' },
  { client: 'RS256', response_mode: 'query', response_type: 'none' },
];

/** Once more for every algorithm there is. */
const everyAlgorithm = clientNames
  .filter(
    (client) =>
      !/^(?:RS256|PS256|ES256|Ed25519|encrypted|hybrid|confidential|shared-.|unresolvable|refused|short-secret|client_secret_.*|private_key_jwt)$/.test(
        client,
      ),
  )
  .map((client): LoginOptions => ({ client, response_mode: 'query.jwt' }));

/** Logs in once in each of these ways. */
export async function record(): Promise<Recording> {
  const site = await startSite({ algorithms: 'all' });
  try {
    const exchanges: Recorded[] = [];
    for (const options of [...logins, ...everyAlgorithm]) exchanges.push(await login(site, options));
    const read = async (path: string): Promise<unknown> => (await fetch(`${site.issuer}${path}`)).json();
    return {
      issuer: site.issuer,
      metadata: await read('/.well-known/openid-configuration'),
      jwks: await read('/jwks'),
      privateKeys: (await keysOf('1', signingAlgs)).map(({ jwk }) => jwk),
      unpublishedKeys: (await unpublishedKeys(signingAlgs)).map(({ jwk }) => jwk),
      exchanges,
    };
  } finally {
    await site.close();
  }
}

async function login(site: Site, options: LoginOptions): Promise<Recorded> {
  const landing = await new CookieClient(site).follow(site.login(options));
  const request = site.heard.issuer.findLast(({ url }) => /^\/auth\b(?!\/)/.test(url));
  const client = site.client(options.client ?? 'RS256');
  const { response_mode = 'query.jwt', response_type = 'code', error } = options;
  return {
    name: [client.name, response_mode, response_type, error].filter(Boolean).join(', '),
    client: registrationOf(site, client),
    decryptionKey: client.decryptionKey ?? null,
    client_secret: client.client_secret ?? null,
    request: `${site.issuer}${request?.url}`,
    response: arrival(landing),
    at: Date.now(),
  };
}

/** The request that the browser sends to the callback. */
function arrival({ channel, redirect_uri, parameters }: Landing): Recorded['response'] {
  if (channel === 'form_post') return { method: 'POST', url: redirect_uri, form: parameters };
  const encoded = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const mark = channel === 'query' ? '?' : '#';
  return { method: 'GET', url: `${redirect_uri}${mark}${encoded}`, form: null };
}
