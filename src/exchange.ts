import type { Client } from './client.ts';
import { responseParameters } from './read/parameters.ts';
import { readRequest } from './read/request.ts';
import { splitUrl } from './read/response.ts';
import type { RequestRecord, ResponseRecord, TabRecord } from './records.ts';

/** What ties a request to its response: where and when they travelled, never a value that is itself judged. */
export type PairedBy = 'redirect-chain' | 'frame' | 'opener';

/** One authorization response, the request it answers, and the client it belongs to. */
export interface Exchange {
  /** The response's id. */
  readonly id: string;
  readonly response: ResponseRecord;
  readonly request: RequestRecord | null;
  readonly pairedBy: PairedBy | null;
  readonly client: Client;
  /**
   * Whether the client was the only one on this callback, the only one at the server the request went to, was told
   * apart by `client_id`, or is merely the first.
   */
  readonly clientBy: 'only' | 'endpoint' | 'client_id' | 'first';
  /** The issuers of all clients that were registered on this callback, sorted. */
  readonly issuersOnCallback: readonly string[];
  /** The same response seen again in the same tab: reload, back, a callback that redirects on. */
  readonly sightings: readonly ResponseRecord[];
}

/** Everything that pairing looks at. */
export interface Seen {
  readonly requests: readonly RequestRecord[];
  readonly responses: readonly ResponseRecord[];
  /** By tab id. */
  readonly tabs: ReadonlyMap<number, TabRecord>;
  /** The clients as they were, by revision. */
  readonly clients: ReadonlyMap<string, Client>;
}

/** How long a request waits for its response, in milliseconds. */
export const pairingWindow = 3_600_000;

/**
 * Pairs requests with responses: the redirect chain first, else the newest unanswered request of the same tab and
 * frame, else of the tab that opened this one, within an hour.
 *
 * @returns the exchanges in the order of their responses, and the requests that no response has answered
 */
export function pair(seen: Seen): { exchanges: Exchange[]; waiting: RequestRecord[] } {
  const requests = withoutRepeats(seen.requests.toSorted(byId));
  const byTab = new Map<number, RequestRecord[]>();
  for (const request of requests) byTab.set(request.tabId, [...(byTab.get(request.tabId) ?? []), request]);
  const answered = new Set<RequestRecord>();
  const exchanges = new Map<string, Exchange & { sightings: ResponseRecord[] }>();
  const firstSight = new Map<string, string>();

  for (const response of seen.responses.toSorted(byId)) {
    const candidates = clientsOf(response, seen.clients);
    const open = (tabId: number | null | undefined) =>
      (tabId === null || tabId === undefined ? [] : (byTab.get(tabId) ?? [])).filter(
        (request) =>
          !answered.has(request) &&
          request.id < response.id &&
          response.at - request.at <= pairingWindow &&
          sharesClient(request, candidates, seen.clients),
      );
    const here = open(response.tabId);
    const inChain = here.findLast((request) => request.requestId === response.requestId);

    const inFrame = inChain ?? here.findLast((request) => request.frameId === response.frameId);
    // What comes to another client's callback is a response to that one, whoever got the same before.
    const sight = `${response.tabId} ${candidates
      .map(({ id }) => id)
      .toSorted()
      .join(' ')} ${answerIn(response)}`;
    const first = exchanges.get(firstSight.get(sight) ?? '');
    // Seen again, unless it answers a request made since: two logins may well be answered alike.
    const last = first?.sightings.at(-1) ?? first?.response;
    if (first && !(inFrame && last && inFrame.id > last.id)) {
      first.sightings.push(response);
      continue;
    }
    const request = inFrame ?? open(seen.tabs.get(response.tabId)?.opener).at(-1) ?? null;
    const chosen = chooseClient(candidates, request, seen.clients);
    if (!chosen) continue;
    if (request) answered.add(request);
    firstSight.set(sight, response.id);
    exchanges.set(response.id, {
      id: response.id,
      response,
      request,
      pairedBy: inChain ? 'redirect-chain' : inFrame ? 'frame' : request ? 'opener' : null,
      ...chosen,
      issuersOnCallback: [...new Set(candidates.map(({ issuer }) => issuer))].toSorted(),
      sightings: [],
    });
  }
  return {
    exchanges: [...exchanges.values()],
    waiting: requests.filter((request) => !answered.has(request)),
  };
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}

/** An internal redirect (HSTS) reports one request twice under one `requestId`. */
function withoutRepeats(requests: readonly RequestRecord[]): RequestRecord[] {
  const seen = new Set<string>();
  return requests.filter((request) => {
    const key = `${request.requestId} ${carried(request)}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** What a request carries, by URL and form. */
function carried(raw: RequestRecord): string {
  const { query, fragment } = splitUrl(raw.url);
  return JSON.stringify([query, fragment, raw.form ?? []]);
}

/** Records never change, and pairing runs anew with every one that comes in. */
const answers = new WeakMap<ResponseRecord, string>();

/** The response parameters that a URL and form carry, whichever page they went to and whatever else that page is given. */
function answerIn(raw: ResponseRecord): string {
  const before = answers.get(raw);
  if (before !== undefined) return before;
  const { query, fragment } = splitUrl(raw.url);
  const own = [query, fragment, raw.form ?? []].map((part) =>
    part.filter(([name]) => responseParameters.has(name)),
  );
  const text = JSON.stringify(own);
  answers.set(raw, text);
  return text;
}

function clientsOf(record: { clients: readonly string[] }, clients: ReadonlyMap<string, Client>): Client[] {
  return record.clients.flatMap((revision) => clients.get(revision) ?? []);
}

/** Whether a request went to the server of one of these clients; another server's request is another story. */
function sharesClient(
  request: RequestRecord,
  candidates: readonly Client[],
  clients: ReadonlyMap<string, Client>,
): boolean {
  const theirs = clientsOf(request, clients);
  return theirs.some((one) => candidates.some((other) => one.id === other.id || one.issuer === other.issuer));
}

function chooseClient(
  candidates: readonly Client[],
  request: RequestRecord | null,
  clients: ReadonlyMap<string, Client>,
): Pick<Exchange, 'client' | 'clientBy'> | null {
  const [first, second] = candidates;
  if (!first) return null;
  if (!second) return { client: first, clientBy: 'only' };
  if (!request) return { client: first, clientBy: 'first' };
  // Where the request travelled decides; what it says breaks ties.
  const asked = clientsOf(request, clients);
  const issuers = new Set(asked.map(({ issuer }) => issuer));
  const there = candidates.filter(({ issuer }) => issuers.has(issuer));
  const clientId = readRequest(request).get('client_id');
  const [one = first, other] = there;
  if (!other) return { client: one, clientBy: 'endpoint' };
  const named = there.find((client) => client.client_id === clientId);
  return named ? { client: named, clientBy: 'client_id' } : { client: one, clientBy: 'first' };
}
