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

/** The exchanges in the order of their responses, and the requests that no response has answered. */
export interface Paired {
  readonly exchanges: readonly Exchange[];
  readonly waiting: readonly RequestRecord[];
}

/**
 * Pairs requests with responses: the redirect chain first, else the newest unanswered request of the same tab and
 * frame, else of the tab that opened this one, within an hour.
 */
export function pair(seen: Seen): Paired {
  const pairing = new Pairing(seen);
  for (const record of [...seen.requests, ...seen.responses].toSorted(byId)) pairing.add(record);
  return pairing.paired();
}

/** Pairs records as they come: what one more costs does not grow with what was paired before. */
export class Pairing {
  readonly #seen: Pick<Seen, 'tabs' | 'clients'>;
  readonly #callbackOf: ReturnType<typeof callbacksIn>;
  readonly #open = new OpenRequests();
  readonly #exchanges = new Map<string, Exchange>();
  /** By what was answered, then by where: one text for both would be read to its end with every response. */
  readonly #firstSights = new Map<string, Map<string, string>>();
  #last = '';

  /** @param seen what does not change meanwhile */
  constructor(seen: Pick<Seen, 'tabs' | 'clients'>) {
    this.#seen = seen;
    this.#callbackOf = callbacksIn(seen.clients);
  }

  /** Takes in one more record. @returns false where it is not the latest: then all are to be paired anew, in their order */
  add(record: RequestRecord | ResponseRecord): boolean {
    if (record.id < this.#last) return false;
    this.#last = record.id;
    if (record.kind === 'request') this.#open.add(record);
    else this.#answer(record);
    return true;
  }

  /** What the records amount to so far. An exchange in which nothing has changed stays the very same object. */
  paired(): Paired {
    return { exchanges: [...this.#exchanges.values()], waiting: this.#open.waiting() };
  }

  #answer(response: ResponseRecord): void {
    const { tabs, clients } = this.#seen;
    const { candidates, ids, issuers } = this.#callbackOf(response);
    const newest = (tabId: number | null | undefined, test: (request: RequestRecord) => boolean) =>
      this.#open.newest(
        tabId,
        response.at - pairingWindow,
        (request) => test(request) && sharesClient(request, candidates, clients),
      );
    const inChain = newest(response.tabId, ({ requestId }) => requestId === response.requestId);
    const inFrame = inChain ?? newest(response.tabId, ({ frameId }) => frameId === response.frameId);
    // What comes to another client's callback is a response to that one, whoever got the same before.
    const place = `${response.tabId} ${ids}`;
    const answer = answerIn(response);
    const sights = this.#firstSights.get(answer) ?? new Map<string, string>();
    const first = this.#exchanges.get(sights.get(place) ?? '');
    // Seen again, unless it answers a request made since: two logins may well be answered alike.
    const last = first?.sightings.at(-1) ?? first?.response;
    if (first && !(inFrame && last && inFrame.id > last.id)) {
      this.#exchanges.set(first.id, { ...first, sightings: [...first.sightings, response] });
      return;
    }
    const request = inFrame ?? newest(tabs.get(response.tabId)?.opener, () => true) ?? null;
    const chosen = chooseClient(candidates, request, clients);
    if (!chosen) return;
    if (request) this.#open.answer(request);
    this.#firstSights.set(answer, sights.set(place, response.id));
    this.#exchanges.set(response.id, {
      id: response.id,
      response,
      request,
      pairedBy: inChain ? 'redirect-chain' : inFrame ? 'frame' : request ? 'opener' : null,
      ...chosen,
      issuersOnCallback: issuers,
      sightings: [],
    });
  }
}

/**
 * Tells what is reported once more from what is new: one request comes several times under one `requestId` where the
 * browser (HSTS) or the server redirects it to another URL with all that it carries.
 */
class Reports {
  /** By `requestId`, then by what was carried. */
  readonly #firsts = new Map<string, Map<string, string>>();

  /** Takes in the next request. @returns the id of the first report of it */
  firstOf(request: RequestRecord): string {
    const own = this.#firsts.get(request.requestId) ?? new Map<string, string>();
    const first = own.get(carried(request)) ?? request.id;
    this.#firsts.set(request.requestId, own.set(carried(request), first));
    return first;
  }
}

/** The ids under which requests were reported once more, by the id of the first report: the only one that is paired. */
export function repeatsOf(requests: Iterable<RequestRecord>): ReadonlyMap<string, readonly string[]> {
  const reports = new Reports();
  const repeats = new Map<string, string[]>();
  for (const request of [...requests].toSorted(byId)) {
    const first = reports.firstOf(request);
    if (first !== request.id) repeats.set(first, [...(repeats.get(first) ?? []), request.id]);
  }
  return repeats;
}

/** These requests, by their ids, and all reports of them: one that stayed behind would wait for a response of its own. */
export function withRepeats(ids: readonly string[], requests: Iterable<RequestRecord>): string[] {
  const repeats = repeatsOf(requests);
  return ids.flatMap((id) => [id, ...(repeats.get(id) ?? [])]);
}

/** The requests that none has answered, tab by tab: of a tab with thousands of logins these are few. */
class OpenRequests {
  readonly #byTab = new Map<number, RequestRecord[]>();
  readonly #waiting = new Set<RequestRecord>();
  readonly #reports = new Reports();

  /** Takes in the next request. */
  add(request: RequestRecord): void {
    if (this.#reports.firstOf(request) !== request.id) return;
    this.#waiting.add(request);
    const own = this.#byTab.get(request.tabId);
    if (own) own.push(request);
    else this.#byTab.set(request.tabId, [request]);
  }

  /** @param since in milliseconds since 1970 */
  newest(
    tabId: number | null | undefined,
    since: number,
    test: (request: RequestRecord) => boolean,
  ): RequestRecord | undefined {
    if (tabId === null || tabId === undefined) return undefined;
    return this.#byTab.get(tabId)?.findLast((request) => request.at >= since && test(request));
  }

  answer(request: RequestRecord): void {
    this.#waiting.delete(request);
    const own = this.#byTab.get(request.tabId);
    own?.splice(own.lastIndexOf(request), 1);
  }

  waiting(): RequestRecord[] {
    return [...this.#waiting];
  }
}

/** The order in which records came. */
export function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}

/** Makes a text of each record once: records never change, and pairing runs anew with every one that comes in. */
function once<Raw extends object>(make: (raw: Raw) => string): (raw: Raw) => string {
  const made = new WeakMap<Raw, string>();
  return (raw) => {
    const before = made.get(raw);
    if (before !== undefined) return before;
    const text = make(raw);
    made.set(raw, text);
    return text;
  };
}

/** What a request carries, by URL and form. */
const carried = once((raw: RequestRecord) => {
  const { query, fragment } = splitUrl(raw.url);
  return JSON.stringify([query, fragment, raw.form ?? []]);
});

/** The response parameters that a URL and form carry, whichever page they went to and whatever else that page is given. */
const answerIn = once((raw: ResponseRecord) => {
  const { query, fragment } = splitUrl(raw.url);
  const own = [query, fragment, raw.form ?? []].map((part) =>
    part.filter(([name]) => responseParameters.has(name)),
  );
  return JSON.stringify(own);
});

function clientsOf(record: { clients: readonly string[] }, clients: ReadonlyMap<string, Client>): Client[] {
  return record.clients.flatMap((revision) => clients.get(revision) ?? []);
}

/** The clients on the callback of a response, and what is told of all of them: the same for thousands of responses. */
function callbacksIn(clients: ReadonlyMap<string, Client>) {
  const known = new Map<string, { candidates: Client[]; ids: string; issuers: string[] }>();
  return (response: ResponseRecord) => {
    const key = response.clients.join(' ');
    const before = known.get(key);
    if (before) return before;
    const candidates = clientsOf(response, clients);
    const ids = candidates.map(({ id }) => id).toSorted();
    const issuers = new Set(candidates.map(({ issuer }) => issuer));
    const callback = { candidates, ids: ids.join(' '), issuers: [...issuers].toSorted() };
    known.set(key, callback);
    return callback;
  };
}

/** Whether a request went to the server of one of these clients; another server's request is another story. */
function sharesClient(
  request: RequestRecord,
  candidates: readonly Client[],
  clients: ReadonlyMap<string, Client>,
): boolean {
  return request.clients.some((revision) => {
    const one = clients.get(revision);
    return one && candidates.some((other) => one.id === other.id || one.issuer === other.issuer);
  });
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
