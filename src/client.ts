import * as v from 'valibot';
import { isCallback, parseCallback } from './callback.ts';
import { parseUrl } from './host.ts';

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
    /** Where the keys were when the client was registered: which access is needed. Keys come from the metadata anew. */
    jwks_uri: v.optional(v.string()),
  }),
  v.object({ from: v.literal('jwks_uri'), jwks_uri: v.string() }),
  v.object({ from: v.literal('jwks'), jwks: v.string() }),
]);

/** A registered client, as the options page writes it. */
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
});
export type Client = v.InferOutput<typeof Client>;

/** Whether the browser loaded one of the client's callbacks. */
export function isCallbackOf(client: Client, url: URL): boolean {
  return client.callbacks.some((text) => {
    const callback = parseCallback(text);
    return isCallback(callback) && callback.matches(url);
  });
}

/** Whether a URL is the client's authorization endpoint; its query does not count. */
export function isAuthorizationEndpointOf(client: Client, url: URL): boolean {
  const endpoint = client.authorization_endpoint && parseUrl(client.authorization_endpoint);
  return Boolean(endpoint && endpoint.origin === url.origin && endpoint.pathname === url.pathname);
}
