import type { JsonWebKey } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { clientDecryptionKey, publicJwk, type SigningAlg, signingAlgs } from './keys.ts';
import { refusedPort } from './listener.ts';

/**
 * The registered clients: one for each signing algorithm; one that gets encrypted responses; one for
 * `response_type`s with an ID token; two that share a callback; one whose callback host never resolves; one
 * whose callback refuses the connection.
 */
export const clientNames = [
  'RS256',
  'PS256',
  'ES256',
  'Ed25519',
  'encrypted',
  'hybrid',
  'shared-a',
  'shared-b',
  'unresolvable',
  'refused',
] as const;
export type ClientName = (typeof clientNames)[number];

/** How a callback behaves: shows a page; shows a page that wipes the fragment by script; answers 302 to /home. */
export const callbackKinds = ['page', 'wiping', 'redirecting'] as const;
export type CallbackKind = (typeof callbackKinds)[number];

export interface SiteClient {
  readonly name: ClientName;
  readonly client_id: string;
  readonly authorization_signed_response_alg: SigningAlg;
  /** Its registered redirect_uris by what the application does there. */
  readonly callbacks: Readonly<Record<CallbackKind, string>>;
  /** The private JWK for its responses, if they come encrypted (RSA-OAEP-256, A128CBC-HS256). */
  readonly decryptionKey?: JsonWebKey;
  /** What the server knows of it. */
  readonly metadata: ClientMetadata;
}

/** The clients of an application at `app` (an origin). */
export function siteClients(app: string): Promise<SiteClient[]> {
  return Promise.all(clientNames.map((name) => siteClient(name, app)));
}

async function siteClient(name: ClientName, app: string): Promise<SiteClient> {
  const client_id = `${name.toLowerCase()}-client`;
  const authorization_signed_response_alg = signingAlgs.find((alg) => alg === name) ?? 'RS256';
  const callbacks = await callbacksOf(name, app);
  const client = { name, client_id, authorization_signed_response_alg, callbacks };
  const metadata: ClientMetadata = {
    client_id,
    client_name: `The ${name} client`,
    redirect_uris: [...new Set(Object.values(callbacks))],
    response_types: ['code', 'none'],
    token_endpoint_auth_method: 'none',
    authorization_signed_response_alg,
    id_token_signed_response_alg: authorization_signed_response_alg,
  };
  if (name === 'hybrid') {
    // ID tokens in the front channel are the implicit grant to oidc-provider, and that on http is for native
    // clients on loopback alone.
    return { ...client, metadata: { ...metadata, ...hybrid, redirect_uris: loopbackOnly(metadata) } };
  }
  if (name !== 'encrypted') return { ...client, metadata };
  const decryptionKey = await clientDecryptionKey();
  const encryption = {
    authorization_encrypted_response_alg: 'RSA-OAEP-256',
    authorization_encrypted_response_enc: 'A128CBC-HS256',
    jwks: { keys: [publicJwk(decryptionKey)] },
  } as const;
  return { ...client, decryptionKey, metadata: { ...metadata, ...encryption } };
}

const hybrid = {
  application_type: 'native',
  grant_types: ['authorization_code', 'implicit'],
  response_types: ['code', 'none', 'id_token', 'code id_token'],
} as const;

const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/;

/** On a site that does not run on loopback names the hybrid client has no callback of its own that would do. */
function loopbackOnly({ redirect_uris = [] }: ClientMetadata): string[] {
  const usable = redirect_uris.filter((uri) => loopback.test(uri));
  return usable.length > 0 ? usable : ['http://localhost/none'];
}

async function callbacksOf(name: ClientName, app: string): Promise<Record<CallbackKind, string>> {
  if (name === 'unresolvable') return everywhere('https://myapp.invalid/login');
  if (name === 'refused') return everywhere(`http://localhost:${await refusedPort()}/cb`);
  const path = name.startsWith('shared-') ? 'shared' : name.toLowerCase();
  return {
    page: `${app}/cb/${path}`,
    wiping: `${app}/wiping/${path}`,
    redirecting: `${app}/redirecting/${path}`,
  };
}

const everywhere = (uri: string): Record<CallbackKind, string> => ({
  page: uri,
  wiping: uri,
  redirecting: uri,
});
