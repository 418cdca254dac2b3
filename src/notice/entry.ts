import * as v from 'valibot';
import { parseUrl } from '../host.ts';
import { type Parameters, parseParameters } from '../read/parameters.ts';

/** A request of the inspected tab, as far as it may belong to a login. */
export interface NetworkEntry {
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** As DevTools give it: Chromium's without its fragment. */
  readonly url: string;
  /** Where the answer redirected to, whole and with its fragment; null where it did not. */
  readonly redirect: string | null;
  /** The fields of a form that was posted. */
  readonly form: Parameters;
}

const text = v.optional(v.fallback(v.string(), ''), '');

/** What is read of a HAR entry (HAR 1.2, as `devtools.network.onRequestFinished` gives it). */
const Entry = v.object({
  startedDateTime: v.union([v.string(), v.date()]),
  /** Chromium's own. */
  _resourceType: text,
  request: v.object({
    url: v.string(),
    method: v.string(),
    headers: v.optional(v.fallback(v.array(v.object({ name: text, value: text })), []), []),
    postData: v.optional(v.nullable(v.object({ mimeType: text, text }))),
  }),
  response: v.optional(v.object({ redirectURL: text })),
});

/** Longer ones are no logins that anybody wants to hear of, in characters. */
const limit = 200_000;
const sign = /(?:^|[?&#])(?:client_id|response|code|error|id_token|access_token)=/;

/**
 * Reads what DevTools tell of a finished request. What bears no sign of a login, or is no navigation where the browser
 * says so, is null; bodies of answers are never looked at. Never throws.
 */
export function readEntry(given: unknown): NetworkEntry | null {
  const read = v.safeParse(Entry, given);
  if (!read.success) return null;
  const { request, response, _resourceType: type, startedDateTime } = read.output;
  const posted = request.method === 'POST' ? request.postData : undefined;
  const body = posted && /^application\/x-www-form-urlencoded\b/i.test(posted.mimeType) ? posted.text : '';
  const location = response?.redirectURL ?? '';
  if (![request.url, location, body].some((one) => one.length <= limit && sign.test(one))) return null;
  if (!isNavigation(type, request.headers)) return null;
  const at = new Date(startedDateTime).getTime();
  if (Number.isNaN(at)) return null;
  return {
    at,
    method: request.method,
    url: request.url.slice(0, limit),
    redirect: location === '' || location.length > limit ? null : resolved(location, request.url),
    form: body.length > limit ? [] : parseParameters(body),
  };
}

/**
 * Whether a request was a navigation: Chromium names the type of a resource; Firefox does not, and sends what tells it
 * (Fetch Metadata `Sec-Fetch-Mode`, which servers without TLS do not get; else `Accept`). Where nothing tells, it may be.
 */
function isNavigation(
  type: string,
  headers: readonly { readonly name: string; readonly value: string }[],
): boolean {
  if (type !== '') return type === 'document';
  const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value;
  const mode = header('sec-fetch-mode');
  if (mode !== undefined) return mode === 'navigate';
  return header('accept')?.includes('text/html') ?? true;
}

function resolved(location: string, base: string): string | null {
  return parseUrl(location)?.href ?? (URL.canParse(location, base) ? new URL(location, base).href : null);
}
