import { isCallback, parseCallback } from '../callback.ts';
import { parseUrl } from '../host.ts';
import { type Parameters, valueOf, valuesOf } from '../read/parameters.ts';
import { readRequest } from '../read/request.ts';
import { type RawResponse, readResponse, splitUrl } from '../read/response.ts';
import type { NetworkEntry } from './entry.ts';
import { type ResponseFacts, responseFacts } from './response-facts.ts';

/** An authorization request that was seen, without its values: only what a registration repeats. */
export interface RequestSighting {
  readonly kind: 'request';
  readonly at: number;
  /** When such a request was seen first. */
  readonly since: number;
  /** The authorization endpoint, without query. */
  readonly endpoint: string;
  readonly client_id: string;
  /** Null where the browser does not show it: the request was pushed, is encrypted, or leaves it out. */
  readonly callback: string | null;
}

/** An authorization response that was seen, without its values: only what a registration repeats. */
export interface ResponseSighting extends ResponseFacts {
  readonly kind: 'response';
  readonly at: number;
  /** Where it went, without query and fragment. */
  readonly callback: string;
  /** Tells what it carries from what others carry: a callback that redirects on passes its fragment on. */
  readonly mark: number;
  /** Whether it is a response even where no request was seen: other pages have a `code` in their address too. */
  readonly isCertain: boolean;
}

export type Sighting = RequestSighting | ResponseSighting;

/** The longest that a URL or `client_id` may be, in characters: a longer one is nobody's registration. */
const limit = 2000;

/**
 * What a request of the tab shows of a login: the authorization request, the response, or the response that the answer
 * redirects to. Never throws.
 */
export function sightingsOf({ at, url, form, method, redirect }: NetworkEntry): Sighting[] {
  const request = requestIn(at, url, form);
  const redirected = redirect === null ? null : responseIn(at, { url: redirect, form: null, method: 'GET' });
  const own = request ? null : responseIn(at, { url, form: [...form], method });
  return [request, own, redirected].filter((one) => one !== null);
}

/** RFC 6749 4.1.1; RFC 9101 5. What bears a `grant_type` is a token request. */
function requestIn(at: number, url: string, form: Parameters): RequestSighting | null {
  const read = readRequest({ url, form: [...form] });
  const [client_id, redirect_uri] = [read.get('client_id'), read.get('redirect_uri')];
  const asks = ['response_type', 'request', 'request_uri'].some((name) => isIn(read.parameters, name));
  if (!asks || isIn(read.parameters, 'grant_type') || !client_id || client_id.length > limit) return null;
  const { landing: endpoint } = splitUrl(url);
  if (!/^https?:$/.test(parseUrl(endpoint)?.protocol ?? '') || endpoint.length > limit) return null;
  const callback = redirect_uri ? callbackIn(redirect_uri) : null;
  // With a callback that cannot be watched there is nothing to suggest.
  if (redirect_uri && callback === null) return null;
  return { kind: 'request', at, since: at, endpoint, client_id, callback };
}

function responseIn(at: number, raw: RawResponse): ResponseSighting | null {
  const read = readResponse(raw);
  const { parameters } = read;
  // Who redeems a code, or takes a step of the login, sends the same names.
  if (['grant_type', 'client_id', 'redirect_uri'].some((name) => isIn(parameters, name))) return null;
  const facts = responseFacts(read);
  const callback = callbackIn(raw.url);
  if (!facts || callback === null) return null;
  const isCertain = facts.response_mode.endsWith('.jwt') || valueOf(parameters, 'state') !== undefined;
  return { kind: 'response', at, callback, mark: markOf(parameters), isCertain, ...facts };
}

/** The callback as it would be registered; null where it could not be watched. */
function callbackIn(url: string): string | null {
  const { landing } = splitUrl(url);
  return landing.length <= limit && !landing.includes('*') && isCallback(parseCallback(landing))
    ? landing
    : null;
}

/** FNV-1a, in 32 bits: it is no secret from the panel, and need not be one for anybody else. */
function markOf(parameters: Parameters): number {
  let mark = 0x811c9dc5;
  for (const character of JSON.stringify(parameters))
    mark = Math.imul(mark ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return mark;
}

function isIn(parameters: Parameters, name: string): boolean {
  return valuesOf(parameters, name).length > 0;
}
