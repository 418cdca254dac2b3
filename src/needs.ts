import { isCallback, parseCallback } from './callback.ts';
import type { Client } from './client.ts';
import { isLoopback, isOverlapping, originPattern, parseUrl } from './host.ts';
import { mayFetch } from './issuer/reach.ts';

/** What access to an origin is good for. */
export type Reason = 'responses' | 'requests' | 'metadata' | 'keys';

/** An origin, or all hosts of a domain, that the browser has to grant. */
export interface Need {
  /** Match pattern, as the browser is asked, such as `https://id.example.com/*`. */
  readonly pattern: string;
  /** The pattern as a person reads it, such as `https://id.example.com`. */
  readonly place: string;
  readonly onThisMachine: boolean;
  readonly reasons: readonly Reason[];
}

/** What a registered client needs to be granted, responses first. What may not be fetched needs no access. */
export function clientNeeds(client: Client): Need[] {
  const { keys, authorization_endpoint: endpoint } = client;
  return merge([
    ...callbackWants(client.callbacks),
    ...(keys.from === 'metadata' ? [want('metadata', keys.metadata_url)] : []),
    ...keysWants(keys.from === 'jwks' ? undefined : keys.jwks_uri, client),
    ...(endpoint === undefined ? [] : [want('requests', endpoint)]),
  ]);
}

/** Whether a client loses something with access to a pattern, which may be wider than what it was granted for. */
export function isNeeded(pattern: string, client: Client): boolean {
  return clientNeeds(client).some((need) => isOverlapping(need.pattern, pattern));
}

/** One reason to ask for access. */
export interface Want {
  readonly reason: Reason;
  /** Null where the text is no web address: there is nothing to ask for. */
  readonly pattern: string | null;
}

/** A reason to ask for access to a URL. */
export function want(reason: Reason, url: string): Want {
  const parsed = parseUrl(url);
  const isWeb = parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== '';
  return { reason, pattern: isWeb ? originPattern(url) : null };
}

/** Access to callbacks, as typed: of those that are none there is nothing to ask for. */
export function callbackWants(callbacks: readonly string[]): Want[] {
  return callbacks
    .map(parseCallback)
    .filter(isCallback)
    .map(({ pattern }) => ({ reason: 'responses', pattern }));
}

/** Access to a JWKS, where it may be fetched at all. */
export function keysWants(
  url: string | undefined,
  home: Pick<Client, 'issuer' | 'test_network_without_tls'>,
): Want[] {
  if (url === undefined || mayFetch(url, home.issuer, home.test_network_without_tls)) return [];
  return [want('keys', url)];
}

/** Reasons by the origins that they ask for, in the order of their first. */
export function merge(wants: readonly Want[]): Need[] {
  const byPattern = new Map<string, Set<Reason>>();
  for (const { reason, pattern } of wants) {
    if (pattern === null) continue;
    byPattern.set(pattern, (byPattern.get(pattern) ?? new Set()).add(reason));
  }
  return [...byPattern].map(([pattern, reasons]) => ({
    pattern,
    place: pattern.slice(0, -'/*'.length),
    onThisMachine: isLoopback(pattern.split('/')[2] ?? ''),
    reasons: [...reasons],
  }));
}
