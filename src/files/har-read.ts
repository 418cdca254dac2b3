import type { Client } from '../client.ts';
import { type Evidence, gatherEvidence } from '../evidence.ts';
import { type Exchange, pair } from '../exchange.ts';
import { parseUrl } from '../host.ts';
import { type RequestRecord, type ResponseRecord, exchangeLimit } from '../records.ts';
import { type FileLookup, lookupsIn } from './file-documents.ts';
import { withFileHistory } from './file-history.ts';
import { type Sent, parseHar } from './har.ts';
import { type ImportName, type Navigation, recogniser } from './navigation.ts';
import { type FileProblem, isProblem, problem } from './problem.ts';
import { type Stranger, gatherStrangers } from './strangers.ts';

/** What of a HAR concerns the registered clients. */
export interface HarRead {
  /** The responses with their requests, in order of arrival, ready to be judged at their recorded time. */
  readonly evidence: readonly Evidence[];
  /** How many requests no response answered. */
  readonly unanswered: number;
  /** Responses that no registered client fits. */
  readonly strangers: readonly Stranger[];
  /** How many entries cannot be read, and how many requests and responses are beyond what is kept. */
  readonly unreadable: number;
  readonly leftOut: number;
}

/**
 * Finds every authorization response in a HAR of any browser or test tool: as the URL or form of an entry, and as where
 * an entry redirects to, which is the only place where some keep the fragment. Documents of the issuers in it count as
 * keys and metadata as stated by the file. Nothing is fetched. Never throws.
 *
 * @param clients all that are registered
 */
export async function readHar(
  text: string,
  clients: readonly Client[],
  name: ImportName,
): Promise<HarRead | FileProblem> {
  const har = parseHar(text);
  if (isProblem(har)) return har;
  const recognise = recogniser(clients, name, 'file');
  const strangers = gatherStrangers();
  const requests: RequestRecord[] = [];
  const responses: ResponseRecord[] = [];
  for (const navigation of navigationsIn(har.sent, name)) {
    const { request, response } = recognise(navigation);
    if (request) requests.push(request);
    if (response) responses.push(response);
    if (!response) strangers.note(navigation);
  }
  const found = strangers.list();
  if (responses.length === 0 && requests.length === 0 && found.length === 0) return problem('no-response');
  const kept = { requests: requests.slice(0, exchangeLimit), responses: responses.slice(0, exchangeLimit) };
  const seen = {
    ...kept,
    tabs: new Map(),
    clients: new Map(clients.map((client) => [client.revision, client])),
  };
  const { exchanges, waiting } = pair(seen);
  const lookup = lookupsIn(har.sent);
  const evidence = exchanges.map((exchange) =>
    evidenceOf(exchange, lookup(exchange.client, exchange.response)),
  );
  return {
    evidence: await withFileHistory(evidence),
    unanswered: waiting.length,
    strangers: found,
    unreadable: har.unreadable,
    leftOut: requests.length + responses.length - kept.requests.length - kept.responses.length,
  };
}

/** The evidence on an exchange that no browser saw here. */
export function evidenceOf(exchange: Exchange, { record, documents }: FileLookup): Evidence {
  const known = {
    lookups: [record],
    typed: { exchange: null, client: null },
    accepted: null,
    history: null,
    observations: [],
    started: null,
  };
  return gatherEvidence(exchange, known, documents);
}

/** How long a browser takes to follow a redirect at most, in milliseconds. */
const following = 60_000;

interface Redirect {
  readonly requestId: string;
  readonly location: string;
  readonly at: number;
}

/**
 * Every navigation in a file, once: an entry and the redirect that led to it are one, with the fragment from wherever it
 * stands. A redirect that no entry follows is a navigation as well.
 */
function navigationsIn(sent: readonly Sent[], { file }: ImportName): Navigation[] {
  const open = new Map<string, Redirect>();
  const all: Navigation[] = [];
  const unfollowed = ({ requestId, location, at }: Redirect) =>
    all.push({ at, method: 'GET', url: location, form: null, requestId });
  for (const [index, { at, method, url, form, location, endedAt }] of sent.entries()) {
    const place = withoutFragment(url);
    const before = open.get(place);
    const isFollowed = before !== undefined && at - before.at <= following;
    if (before) {
      open.delete(place);
      if (!isFollowed) unfollowed(before);
    }
    const requestId = isFollowed ? before.requestId : `${file}-${index}`;
    all.push({ at, method, url: isFollowed && !url.includes('#') ? before.location : url, form, requestId });
    if (location === '') continue;
    const target = withoutFragment(location);
    const other = open.get(target);
    if (other) unfollowed(other);
    open.set(target, { requestId, location, at: endedAt });
  }
  for (const redirect of open.values()) unfollowed(redirect);
  return all.toSorted((one, other) => one.at - other.at);
}

function withoutFragment(text: string): string {
  const url = parseUrl(text);
  if (!url) return text;
  url.hash = '';
  return url.href;
}
