import type { Client } from '../src/client.ts';
import { isGranted, originPattern, parseUrl } from '../src/host.ts';
import { parseJwks } from '../src/issuer/jwks.ts';
import {
  type Metadata,
  endpointName,
  issuersAbove,
  metadataUrls,
  parseMetadata,
} from '../src/issuer/metadata.ts';
import { mayFetch } from '../src/issuer/reach.ts';
import type { HttpAnswer, HttpRequest } from '../src/login/http.ts';
import { readClockSample } from '../src/read/clock.ts';
import type { ClockSample, FetchProblem } from '../src/records.ts';
import { browser, hasApi } from './browser.ts';
import { withoutOrigin } from './origin.ts';
import { readGranted } from './store.ts';

/**
 * The one place that fetches. Only metadata and keys of registered issuers are asked for, and only their endpoints are
 * sent what the user started by a click, within the rules of `mayFetch`, without cookies, past the cache, never along a
 * redirect, and within bounds of size and time.
 */

/** The most that is read of a document, in bytes. */
const sizeLimit = 1_000_000;
/** The most that is kept of what a server says it is, in characters. */
const detailLimit = 2_000;
/** How long a document may take, in milliseconds. */
const timeLimit = 10_000;

/** The issuer on whose behalf something is fetched, as the user registered it. */
export interface Home {
  readonly issuer: string;
  readonly test_network_without_tls: boolean;
}

export interface Problem {
  readonly problem: FetchProblem;
  /** The HTTP status, the issuer found, or the rule that forbade it. */
  readonly detail: string | null;
}

export type Answer = ({ readonly text: string } | Problem) & {
  /** What the answer said of the issuer's clock, also one that is of no use else; null where it said nothing. */
  readonly clock: ClockSample | null;
};

/** Whether the browser lets the extension read a URL's origin. A page that cannot ask it (Firefox's panel) asks the store. */
export async function hasAccess(url: string): Promise<boolean> {
  const parsed = parseUrl(url);
  if (parsed === null) return false;
  if (hasApi('permissions')) return await browser.permissions.contains({ origins: [originPattern(url)] });
  return (await readGranted()).some((pattern) => isGranted(pattern, parsed));
}

/** Fetches a JWKS; the text is known to be one. */
export async function fetchKeys(url: string, home: Home): Promise<Answer> {
  const answer = await fetchDocument(url, home);
  if ('problem' in answer) return answer;
  return parseJwks(answer.text) ? answer : { ...problem('not-jwks'), clock: answer.clock };
}

/** Fetches a metadata document of the issuer; its `issuer` is known to be the one asked for (RFC 8414 3.3). */
export async function fetchMetadata(url: string, home: Home): Promise<Answer> {
  const answer = await fetchDocument(url, home);
  if ('problem' in answer) return answer;
  const metadata = parseMetadata(answer.text);
  const { clock } = answer;
  if (!metadata) return { ...problem('not-metadata'), clock };
  if (metadata.issuer === home.issuer) return answer;
  return { ...problem('issuer-mismatch', metadata.issuer.slice(0, detailLimit)), clock };
}

export interface Discovered {
  readonly metadata: Metadata;
  readonly metadata_url: string;
}

export interface NotDiscovered {
  /** What became of each location, in the order asked. */
  readonly tried: readonly (Problem & { readonly url: string })[];
  /** An issuer found nearby, and what the typed URL is to it: an endpoint's name, its metadata, or just a page below. */
  readonly suggestion: { readonly issuer: string; readonly typedIs: string | null } | null;
}

/**
 * Looks for an issuer's metadata at every location the specifications know. Where there is none, the issuers above
 * the typed URL are tried, so that an endpoint's URL is recognised as one; what is found there is only a suggestion.
 *
 * @param onAsk called with each location before it is asked
 */
export async function discover(
  home: Home,
  onAsk: (url: string) => void = () => {},
): Promise<Discovered | NotDiscovered> {
  const tried: (Problem & { url: string })[] = [];
  for (const url of metadataUrls(home.issuer)) {
    onAsk(url);
    const answer = await fetchMetadata(url, home);
    const metadata = 'text' in answer ? parseMetadata(answer.text) : null;
    if (metadata) return { metadata, metadata_url: url };
    if ('problem' in answer) tried.push({ url, ...answer });
    if ('problem' in answer && ['no-access', 'not-allowed', 'network', 'timeout'].includes(answer.problem))
      break;
  }
  const named = tried.find(({ problem }) => problem === 'issuer-mismatch')?.detail;
  if (named) return { tried, suggestion: { issuer: named, typedIs: null } };
  const reachable = tried.every(
    ({ problem }) => !['no-access', 'not-allowed', 'network', 'timeout'].includes(problem),
  );
  return { tried, suggestion: reachable ? await suggest(home, onAsk) : null };
}

async function suggest(home: Home, onAsk: (url: string) => void): Promise<NotDiscovered['suggestion']> {
  for (const issuer of issuersAbove(home.issuer)) {
    for (const url of metadataUrls(issuer)) {
      onAsk(url);
      const answer = await fetchMetadata(url, { ...home, issuer });
      if ('text' in answer) return { issuer, typedIs: endpointName(answer.text, home.issuer) };
    }
  }
  return null;
}

/** The metadata of a client's issuer: from where it was registered with, else from where the specifications look. */
export async function metadataOf(client: Client): Promise<Metadata | (Problem & { readonly url: string })> {
  if (client.keys.from === 'metadata' && client.keys.is_guessed !== true) {
    const url = client.keys.metadata_url;
    const answer = await fetchMetadata(url, client);
    if ('problem' in answer) return { ...answer, url };
    return parseMetadata(answer.text) ?? { ...problem('not-metadata'), url };
  }
  const found = await discover(client);
  if ('metadata' in found) return found.metadata;
  return found.tried.at(-1) ?? { ...problem('not-metadata'), url: client.issuer };
}

/**
 * Sends a request that the user started to an endpoint of the issuer, once.
 *
 * @returns what was answered, whatever its status; or why there was no answer that could be read
 */
export async function send(request: HttpRequest, home: Home): Promise<HttpAnswer | Problem> {
  const { url, method, headers, body } = request;
  const rule = mayFetch(url, home.issuer, home.test_network_without_tls);
  if (rule) return problem('not-allowed', rule);
  // Without access a browser may send a form all the same, and the code in it would be spent.
  if (!(await hasAccess(url))) return problem('no-access');
  const release = await withoutOrigin();
  if (!release) return problem('not-arranged');
  const timeout = AbortSignal.timeout(timeLimit);
  try {
    const response = await fetch(url, { ...asked, method, headers, body, signal: timeout });
    if (response.type === 'opaqueredirect') return problem('redirect');
    const text = await readLimited(response);
    return text === null ? problem('too-large') : { status: response.status, body: text };
  } catch {
    return problem(timeout.aborted ? 'timeout' : 'network');
  } finally {
    void release();
  }
}

/** How everything is asked for. */
const asked = {
  // An answer that redirects is opaque under `manual`: it is never followed, and told apart from a dead network.
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const;

async function fetchDocument(url: string, home: Home): Promise<Answer> {
  const rule = mayFetch(url, home.issuer, home.test_network_without_tls);
  if (rule) return { ...problem('not-allowed', rule), clock: null };
  if (!(await hasAccess(url))) return { ...problem('no-access'), clock: null };
  const timeout = AbortSignal.timeout(timeLimit);
  let clock: ClockSample | null = null;
  try {
    const sent = Date.now();
    const headers = { accept: 'application/json' };
    const response = await fetch(url, { ...asked, headers, signal: timeout });
    clock = readClockSample({
      sent,
      received: Date.now(),
      date: response.headers.get('date'),
      age: response.headers.get('age'),
    });
    return { ...(await readDocument(response)), clock };
  } catch {
    return { ...problem(timeout.aborted ? 'timeout' : 'network'), clock };
  }
}

async function readDocument(response: Response): Promise<{ readonly text: string } | Problem> {
  if (response.type === 'opaqueredirect') return problem('redirect');
  if (!response.ok) return problem('status', String(response.status));
  const text = await readLimited(response);
  if (text === null) return problem('too-large');
  return isJson(text) ? { text } : problem('not-json');
}

/** The body as text, or null where it is over the limit; what is behind the limit is not waited for. */
async function readLimited(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > sizeLimit) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function problem(problem: FetchProblem, detail: string | null = null): Problem {
  return { problem, detail };
}
