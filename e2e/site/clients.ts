import { randomBytes, type JsonWebKey } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import {
  type EncryptedName,
  type Encryption,
  encryptedNames,
  encryptionOf,
  type HmacAlg,
  hmacAlgs,
  type SigningAlg,
  signingAlgs,
  usualSigningAlgs,
} from './algorithms.ts';
import { clientSigningKey, decryptionJwk, publicJwk, type ServerKey } from './keys.ts';
import { refusedPort } from './listener.ts';
import { responseTypes } from './response-types.ts';

/**
 * The clients of every site: one for each usual signing algorithm; one for HMAC; two that get encrypted responses, by a
 * key of their own and by the client secret; one for `response_type`s with tokens; one with a secret and nothing else;
 * two that share a callback; one whose callback host never resolves; one whose callback refuses the connection.
 */
export const usualClientNames = [
  ...usualSigningAlgs,
  'HS256',
  'encrypted',
  'encrypted-by-secret',
  'hybrid',
  'confidential',
  'shared-a',
  'shared-b',
  'unresolvable',
  'refused',
] as const;

const moreSigners = [...signingAlgs, ...hmacAlgs].filter(
  (alg) => !usualClientNames.some((usual) => usual === alg),
);

/** Clients named after the way in which they authenticate. */
export const authenticatingNames = ['client_secret_basic', 'client_secret_jwt', 'private_key_jwt'] as const;

/**
 * The clients of a site for all algorithms: one more for each way to sign, for each to encrypt, and for each to
 * authenticate.
 */
export const clientNames = [
  ...usualClientNames,
  ...moreSigners,
  'short-secret',
  ...encryptedNames,
  ...authenticatingNames,
] as const;
export type ClientName = (typeof clientNames)[number];

/**
 * How a callback behaves: shows a page; shows a page that wipes the fragment by script; shows one that closes its window;
 * answers 302 to /home.
 */
export const callbackKinds = ['page', 'wiping', 'closing', 'redirecting'] as const;
export type CallbackKind = (typeof callbackKinds)[number];

export interface SiteClient {
  readonly name: ClientName;
  readonly client_id: string;
  readonly authorization_signed_response_alg: SigningAlg | HmacAlg;
  /** Its registered redirect_uris by what the application does there. */
  readonly callbacks: Readonly<Record<CallbackKind, string>>;
  /** How its responses are encrypted, if they are. */
  readonly encryption?: Encryption;
  /** The private JWK for its responses, if they come encrypted for one. */
  readonly decryptionKey?: JsonWebKey;
  readonly client_secret?: string;
  readonly token_endpoint_auth_method: (typeof authenticatingNames)[number] | 'client_secret_post' | 'none';
  /** Signs its request objects. */
  readonly requestKey: ServerKey;
  /** What the server knows of it. */
  readonly metadata: ClientMetadata;
}

/** The clients with these names, of an application at `app` (an origin). */
export function siteClients(app: string, names: readonly ClientName[]): Promise<SiteClient[]> {
  return Promise.all(names.map((name) => siteClient(name, app)));
}

async function siteClient(name: ClientName, app: string): Promise<SiteClient> {
  const client_id = `${slug(name)}-client`;
  const authorization_signed_response_alg = signingOf(name);
  const callbacks = callbacksOf(name, app);
  const encryption = encryptionOfClient(name);
  const client_secret = secretOf(name, encryption);
  const decryptionKey = encryption?.key && (await decryptionJwk(encryption.key));
  const requestKey = await clientSigningKey();
  const published = [requestKey.jwk, ...(decryptionKey ? [decryptionKey] : [])].map(publicJwk);
  const authenticating = authenticatingNames.find((known) => known === name);
  const token_endpoint_auth_method =
    authenticating ?? (client_secret === undefined ? 'none' : 'client_secret_post');
  const metadata: ClientMetadata = {
    client_id,
    client_name: `The ${name} client`,
    redirect_uris: [...new Set(Object.values(callbacks))],
    response_types: ['code', 'none'],
    authorization_signed_response_alg,
    id_token_signed_response_alg: authorization_signed_response_alg,
    jwks: { keys: published },
    ...(client_secret === undefined ? {} : { client_secret }),
    token_endpoint_auth_method,
    ...(encryption && {
      authorization_encrypted_response_alg: encryption.alg,
      authorization_encrypted_response_enc: encryption.enc,
    }),
  };
  return {
    name,
    client_id,
    authorization_signed_response_alg,
    callbacks,
    token_endpoint_auth_method,
    requestKey,
    ...(encryption && { encryption }),
    ...(decryptionKey && { decryptionKey }),
    ...(client_secret !== undefined && { client_secret }),
    // ID tokens in the front channel are the implicit grant to oidc-provider, and that on http is for native
    // clients on loopback alone.
    metadata:
      name === 'hybrid' ? { ...metadata, ...hybrid, redirect_uris: loopbackOnly(metadata) } : metadata,
  };
}

const slug = (name: ClientName): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

function signingOf(name: ClientName): SigningAlg | HmacAlg {
  if (name === 'short-secret') return 'HS256';
  return [...signingAlgs, ...hmacAlgs].find((alg) => alg === name) ?? 'RS256';
}

const isEncryptedName = (name: ClientName): name is EncryptedName =>
  encryptedNames.some((known) => known === name);

/** How the responses to a client are encrypted, if they are. */
export function encryptionOfClient(name: ClientName): Encryption | undefined {
  if (name === 'encrypted') return { alg: 'RSA-OAEP-256', enc: 'A128CBC-HS256', key: 'RSA' };
  if (name === 'encrypted-by-secret') return { alg: 'A128KW', enc: 'A128GCM' };
  return isEncryptedName(name) ? encryptionOf(name) : undefined;
}

/** As long as the longest hash, but for those that are to show what a short one does. */
function secretOf(name: ClientName, encryption: Encryption | undefined): string | undefined {
  const random = (characters: number) => randomBytes(characters).toString('base64url').slice(0, characters);
  // With 16 characters the secret itself would do for a 128-bit key, as some servers think it does.
  if (name === 'short-secret' || name === 'encrypted-by-secret') return random(16);
  const bySecret = encryption !== undefined && encryption.key === undefined;
  const hasOne = name === 'confidential' || /^(?:HS|client_secret)/.test(name) || bySecret;
  return hasOne ? random(64) : undefined;
}

const hybrid = {
  application_type: 'native',
  grant_types: ['authorization_code', 'implicit'],
  response_types: [...responseTypes],
} as const;

const loopback = /^http:\/\/(?:localhost|127\.0\.0\.1)[:/]/;

/** On a site that does not run on loopback names the hybrid client has no callback of its own that would do. */
function loopbackOnly({ redirect_uris = [] }: ClientMetadata): string[] {
  const usable = redirect_uris.filter((uri) => loopback.test(uri));
  return usable.length > 0 ? usable : ['http://localhost/none'];
}

function callbacksOf(name: ClientName, app: string): Record<CallbackKind, string> {
  if (name === 'unresolvable') return everywhere('https://myapp.invalid/login');
  if (name === 'refused') return everywhere(`http://localhost:${refusedPort}/cb`);
  const path = name.startsWith('shared-') ? 'shared' : slug(name);
  return {
    page: `${app}/cb/${path}`,
    wiping: `${app}/wiping/${path}`,
    closing: `${app}/closing/${path}`,
    redirecting: `${app}/redirecting/${path}`,
  };
}

const everywhere = (uri: string): Record<CallbackKind, string> => ({
  page: uri,
  wiping: uri,
  closing: uri,
  redirecting: uri,
});
