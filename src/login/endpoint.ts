import type { Client } from '../client.ts';
import { parseUrl } from '../host.ts';
import type { Metadata } from '../issuer/metadata.ts';
import { mayFetch } from '../issuer/reach.ts';
import type { Field } from '../records.ts';
import type { LoginProblem } from './problem.ts';

/** The endpoints that a login uses, by their names in the metadata. */
export type EndpointName =
  | 'authorization_endpoint'
  | 'pushed_authorization_request_endpoint'
  | 'token_endpoint';

/**
 * Where to send a request on behalf of a client: an endpoint of its registered issuer, and of no other.
 *
 * @returns the URL, or why there is none
 */
export function endpointOf(
  client: Client,
  metadata: Metadata | null,
  name: EndpointName,
): string | LoginProblem {
  if (metadata && metadata.issuer !== client.issuer) return { code: 'other-issuer', detail: metadata.issuer };
  const registered = name === 'authorization_endpoint' ? client.authorization_endpoint : undefined;
  const url = registered ?? metadata?.[name];
  if (url === undefined)
    return metadata ? { code: 'no-endpoint', detail: name } : { code: 'no-metadata', detail: '' };
  const rule = mayFetch(url, client.issuer, client.test_network_without_tls);
  if (rule) return { code: 'endpoint-out-of-reach', detail: `${name} ${rule}` };
  return parseUrl(url)?.href ?? url;
}

/** The authorization endpoint with a request in its query, which it may have one of its own in (RFC 6749 3.1). */
export function authorizationUrl(endpoint: string, parameters: readonly Field[]): string {
  const url = new URL(endpoint);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  return url.href;
}
