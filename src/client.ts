import * as v from 'valibot';
import { type Callback, isCallback, parseCallback } from './callback.ts';
import { parseUrl } from './host.ts';
import { profiles } from './profile.ts';

/** The algorithms that `authorization_signed_response_alg` may name (JARM 3; RFC 7518 3.1; RFC 8037; RFC 9864). */
export const signingAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'Ed25519',
  'EdDSA',
  'HS256',
  'HS384',
  'HS512',
] as const;

/** Where a client's keys come from: the issuer's metadata, a JWKS URL that the user typed, or a JWKS pasted in. */
const KeySource = v.variant('from', [
  v.object({
    from: v.literal('metadata'),
    metadata_url: v.string(),
    /** Whether the issuer was never read: then the other locations that the specifications know are asked, too. */
    is_guessed: v.optional(v.boolean()),
    /** Where the keys were when the client was registered: which access is needed. Keys come from the metadata anew. */
    jwks_uri: v.optional(v.string()),
  }),
  v.object({ from: v.literal('jwks_uri'), jwks_uri: v.string() }),
  v.object({ from: v.literal('jwks'), jwks: v.string() }),
]);

/** How a client authenticates at the token endpoint (OpenID Connect Core 9; RFC 7591 2); `none` is a public client. */
export const clientAuthentications = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
] as const;

/** The longest that the clocks of server and tester may differ before a time claim is called wrong, in seconds. */
const defaultLeeway = 60;

/** A registered client, as the options page writes it, or the panel for a callback that it noticed. */
export const Client = v.object({
  id: v.string(),
  /** New with every save: what a response was judged against stays known. */
  revision: v.string(),
  callbacks: v.pipe(v.array(v.string()), v.minLength(1)),
  issuer: v.string(),
  client_id: v.string(),
  authorization_signed_response_alg: v.picklist(signingAlgorithms),
  authorization_endpoint: v.optional(v.string()),
  keys: KeySource,
  /** Whether an `http` issuer that is not on this machine may be asked for metadata and keys. */
  test_network_without_tls: v.boolean(),
  profile: v.optional(v.picklist(profiles), 'oauth2'),
  /** Unknown where it was not registered. */
  token_endpoint_auth_method: v.optional(v.picklist(clientAuthentications)),
  /** By what the client signs its assertions (OpenID Connect Registration 2); by what its key fits where left out. */
  token_endpoint_auth_signing_alg: v.optional(v.picklist(signingAlgorithms)),
  /** By what the client signs its request objects (OpenID Connect Registration 2); as above. */
  request_object_signing_alg: v.optional(v.picklist(signingAlgorithms)),
  /** How responses are encrypted (JARM 3); not at all where left out. */
  authorization_encrypted_response_alg: v.optional(v.string()),
  /** JARM 3: A128CBC-HS256 where only the `alg` is registered. */
  authorization_encrypted_response_enc: v.optional(v.string()),
  /** OpenID Connect Registration 2. */
  id_token_signed_response_alg: v.optional(v.picklist(signingAlgorithms), 'RS256'),
  /** How far clocks may differ, in seconds. */
  leeway: v.optional(v.pipe(v.number(), v.minValue(0)), defaultLeeway),
  /** Whether more than callbacks and requests may be listened to, to find responses that leak (RFC 9700 4.2). */
  watch_for_leaks: v.optional(v.boolean(), false),
  /** Nothing is captured for one that is switched off. No verdict depends on it. */
  enabled: v.optional(v.boolean(), true),
});
export type Client = v.InferOutput<typeof Client>;

const ClientText = v.pipe(v.string(), v.parseJson(), Client);

/** Reads a client from JSON; null where it is none. */
export function parseClient(text: string): Client | null {
  const parsed = v.safeParse(ClientText, text);
  return parsed.success ? parsed.output : null;
}

/** What a client is registered with where nothing else is said. */
export const clientDefaults = {
  profile: 'oauth2',
  id_token_signed_response_alg: 'RS256',
  leeway: defaultLeeway,
  watch_for_leaks: false,
  enabled: true,
} as const satisfies Partial<Client>;

/** Whether the browser loaded one of the client's callbacks. */
export function isCallbackOf(client: Client, url: URL): boolean {
  return callbacksOf(client).some((callback) => callback.matches(url));
}

/** A client never changes, and every navigation is held against all of them. */
const parsed = new WeakMap<Client, readonly Callback[]>();

function callbacksOf(client: Client): readonly Callback[] {
  const before = parsed.get(client);
  if (before) return before;
  const callbacks = client.callbacks.map(parseCallback).filter(isCallback);
  parsed.set(client, callbacks);
  return callbacks;
}

/** Whether a URL is the client's authorization endpoint; its query does not count. */
export function isAuthorizationEndpointOf(client: Client, url: URL): boolean {
  const endpoint = client.authorization_endpoint && parseUrl(client.authorization_endpoint);
  return Boolean(endpoint && endpoint.origin === url.origin && endpoint.pathname === url.pathname);
}
