import { type Client, isCallbackOf } from '../client.ts';
import { parseUrl } from '../host.ts';
import type { SeenAlgorithms } from './response-facts.ts';
import type { RequestSighting, ResponseSighting, Sighting } from './sighting.ts';

/** A callback that could be watched, as far as the tab has shown it. Nothing of it was verified. */
export interface Suggestion {
  /** Tells it from others. */
  readonly id: string;
  /** When it was seen last, in milliseconds since 1970. */
  readonly at: number;
  readonly callback: string;
  readonly client_id: string;
  /** What is likely the issuer, and who says so; the endpoint's origin is merely a guess. */
  readonly issuer: string;
  readonly issuerFrom: 'response' | 'id_token' | 'endpoint';
  /** Null where the request was not seen. */
  readonly authorization_endpoint: string | null;
  /** How the response travelled; null where none has come yet. */
  readonly response_mode: string | null;
  readonly algorithms: SeenAlgorithms;
  /** The registered client whose callback it is, and as whose its responses are judged: another one; null where none is. */
  readonly judgedAs: string | null;
}

/** How many sightings are remembered, and how many suggestions are made of them, at most. */
const sightingLimit = 40;
const suggestionLimit = 20;

/**
 * Takes in what was seen: what was seen before in the same way is replaced, and the oldest go.
 *
 * @returns oldest first
 */
export function addSightings(before: readonly Sighting[], seen: readonly Sighting[]): Sighting[] {
  const byKey = new Map(before.map((one) => [keyOf(one), one]));
  for (const one of seen) {
    if ([...byKey.values()].some((other) => isPassedOn(one, other))) continue;
    const known = byKey.get(keyOf(one));
    byKey.delete(keyOf(one));
    byKey.set(keyOf(one), known ? again(known, one) : one);
  }
  return [...byKey.values()].slice(-sightingLimit);
}

function keyOf(sighting: Sighting): string {
  const { kind, callback, client_id } = sighting;
  const server = kind === 'request' ? parseUrl(sighting.endpoint)?.origin : null;
  return JSON.stringify([kind, callback, client_id, server]);
}

/** Whether one is what the other was, at a page behind its callback. */
function isPassedOn(one: Sighting, other: Sighting): boolean {
  return (
    one.kind === 'response' &&
    other.kind === 'response' &&
    one.mark === other.mark &&
    one.callback !== other.callback
  );
}

/** A server that sends the request on to its login page repeats it there: the first to be asked is the endpoint. */
function again(known: Sighting, one: Sighting): Sighting {
  return known.kind === 'request' && one.kind === 'request'
    ? { ...known, since: Math.min(known.since, one.since), at: Math.max(known.at, one.at) }
    : one;
}

/**
 * What could be watched of what was seen, and is not yet.
 *
 * @param clients those that are registered
 * @returns the newest first, at most 20
 */
export function suggestionsFrom(seen: readonly Sighting[], clients: readonly Client[]): Suggestion[] {
  const requests = seen.filter((one) => one.kind === 'request');
  const responses = seen.filter((one) => one.kind === 'response');
  const answered = responses.flatMap(
    (response) => suggestionOf(response, requestOf(response, requests)) ?? [],
  );
  const asked = requests.flatMap((request) => suggestionOf(null, request) ?? []);
  const byId = new Map([...asked, ...answered].map((one) => [one.id, one]));
  return [...byId.values()]
    .flatMap((one) => {
      const owners = ownersOf(one.callback, clients);
      const isCovered = owners.some(({ client_id }) => client_id === one.client_id);
      const other = owners.find(({ enabled }) => enabled);
      return isCovered ? [] : [{ ...one, judgedAs: other?.client_id ?? null }];
    })
    .toSorted((one, other) => other.at - one.at)
    .slice(0, suggestionLimit);
}

/** The newest request for this callback; else one that hides where its response is to go, and came before it. */
function requestOf(response: ResponseSighting, requests: readonly RequestSighting[]): RequestSighting | null {
  const newestOf = (some: readonly RequestSighting[]) => some.toSorted((one, other) => other.at - one.at)[0];
  const named = newestOf(requests.filter(({ callback }) => callback === response.callback));
  if (named || !response.isCertain) return named ?? null;
  const before = requests.filter(({ callback, since }) => callback === null && since <= response.at);
  return newestOf(before) ?? null;
}

function suggestionOf(
  response: ResponseSighting | null,
  request: RequestSighting | null,
): Omit<Suggestion, 'judgedAs'> | null {
  const callback = response?.callback ?? request?.callback ?? null;
  // What was asked for is the browser's word; the audience is the response's own.
  const client_id = request?.client_id ?? (response?.isCertain ? response.client_id : null);
  const origin = request ? parseUrl(request.endpoint)?.origin : undefined;
  const issuer = response?.issuer?.text ?? origin;
  if (callback === null || client_id === null || issuer === undefined) return null;
  return {
    id: JSON.stringify([callback, client_id]),
    at: Math.max(response?.at ?? 0, request?.at ?? 0),
    callback,
    client_id,
    issuer,
    issuerFrom: response?.issuer?.from ?? 'endpoint',
    authorization_endpoint: request?.endpoint ?? null,
    response_mode: response?.response_mode ?? null,
    algorithms: response?.algorithms ?? {},
  };
}

/** The clients that a callback is registered for. */
function ownersOf(callback: string, clients: readonly Client[]): Client[] {
  const url = parseUrl(callback);
  return clients.filter((client) => url !== null && isCallbackOf(client, url));
}
