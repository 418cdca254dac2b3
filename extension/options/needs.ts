import type { Client } from '../../src/client.ts';
import { isCallback, parseCallback } from '../../src/callback.ts';
import { isLoopback, originPattern, parseUrl } from '../../src/host.ts';
import { issuerProblem } from '../../src/issuer/metadata.ts';
import { mayFetch } from '../../src/issuer/reach.ts';
import type { Discovery } from './discovery.ts';
import type { Fields } from './fields.ts';

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

/** What Discover asks for: the origins of the callbacks and of the issuer that can be read out of the form by now. */
export function discoverNeeds(fields: Fields): Need[] {
  return merge([...callbackWants(fields.callbacks), ...issuerWants(fields)]);
}

/** What the form as it stands needs, by whose word: the user's own, or the metadata's. */
export interface FormNeeds {
  /** From what the user typed: asked for by Discover and by saving. */
  readonly typed: readonly Need[];
  /** Further origins that the metadata named: each asked for by a click of its own. */
  readonly proposed: readonly Need[];
}

/** @param discovery what the metadata of the typed issuer gave, or null */
export function formNeeds(fields: Fields, discovery: Discovery | null): FormNeeds {
  const discovered = fields.keysFrom === 'metadata' ? discovery : null;
  const endpoint = fields.authorization_endpoint.trim();
  const endpointIsProposed = endpoint !== '' && endpoint === discovered?.authorization_endpoint;
  const home = { ...fields, issuer: fields.issuer.trim() };
  const typed = merge([
    ...callbackWants(fields.callbacks),
    ...(fields.keysFrom === 'metadata' ? issuerWants(fields) : []),
    ...(fields.keysFrom === 'jwks_uri' ? keysWants(fields.jwks_uri.trim(), home) : []),
    ...(endpointIsProposed ? [] : [want('requests', endpoint)]),
  ]);
  const proposed = merge([
    ...keysWants(discovered?.jwks_uri, home),
    ...(endpointIsProposed ? [want('requests', endpoint)] : []),
  ]);
  const isTyped = (need: Need) => typed.some(({ pattern }) => pattern === need.pattern);
  return { typed, proposed: proposed.filter((need) => !isTyped(need)) };
}

interface Want {
  readonly reason: Reason;
  /** Null where the text is no web address: there is nothing to ask for. */
  readonly pattern: string | null;
}

function want(reason: Reason, url: string): Want {
  const parsed = parseUrl(url);
  const isWeb = parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.hostname !== '';
  return { reason, pattern: isWeb ? originPattern(url) : null };
}

function callbackWants(callbacks: readonly string[]): Want[] {
  return callbacks
    .map(parseCallback)
    .filter(isCallback)
    .map(({ pattern }) => ({ reason: 'responses', pattern }));
}

function issuerWants({ issuer }: Fields): Want[] {
  if (issuerProblem(issuer)) return [];
  return [want('metadata', issuer.trim()), want('keys', issuer.trim())];
}

function keysWants(
  url: string | undefined,
  home: Pick<Client, 'issuer' | 'test_network_without_tls'>,
): Want[] {
  if (url === undefined || mayFetch(url, home.issuer, home.test_network_without_tls)) return [];
  return [want('keys', url)];
}

function merge(wants: readonly Want[]): Need[] {
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
