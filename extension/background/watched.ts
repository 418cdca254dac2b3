import type { Client } from '../../src/client.ts';
import { partiesOf } from '../../src/party.ts';
import { type Trace, tracesOf } from '../../src/read/traces.ts';
import { splitUrl } from '../../src/read/response.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { type ObservationRecord, type ResponseRecord, recordKey } from '../../src/records.ts';
import { keep } from './keep.ts';
import { askTab } from './tabs.ts';

/** How long a response is looked out for, in milliseconds, and how many of the newest are. */
const lookout = 3_600_000;
const responseLimit = 50;
/** How long it may take, in milliseconds, until a response is stored. */
const writing = 60_000;
/** How much is noted of one response: a page that leaks without end fills no store. */
const noteLimit = 50;

/** A response of a client that watches for leaks. */
export interface Watched {
  readonly response: ResponseRecord;
  readonly traces: readonly Trace[];
  readonly parties: readonly URL[];
  /** The keys of what was noted of it. */
  readonly noted: Set<string>;
}

/** The responses of the last hour whose clients watch for leaks, and what is noted of them. */
export class WatchedResponses {
  #set: RecordSet | null = null;
  #revision = -1;
  /** Stored ones, and those that are about to be. */
  #stored = new Map<string, Watched>();
  readonly #fresh = new Map<string, Watched>();

  /** Takes the records as they stand: after a start they say what to look out for. */
  follow(set: RecordSet): void {
    this.#set = set;
  }

  /** Takes in a response that has just come, and is not stored yet. */
  add(response: ResponseRecord, clients: readonly Client[]): void {
    if (clients.some(watches)) this.#fresh.set(response.id, watchedOf(response, clients, []));
  }

  /** Those that had come by a time, in milliseconds since 1970, newest first. */
  at(time: number): Watched[] {
    this.#update(time);
    return [...this.#stored.values(), ...this.#fresh.values()].filter(
      ({ response }) => response.at <= time && time - response.at <= lookout,
    );
  }

  /** Writes down what was seen, once. What happens in a private window is no matter of a normal one. */
  async note(watched: Watched, saw: ObservationRecord['saw'], at: number, tabId: number): Promise<void> {
    const { response, noted } = watched;
    const record: ObservationRecord = { response: response.id, at, saw };
    const key = recordKey.observation(record);
    if (noted.has(key) || noted.size >= noteLimit) return;
    if (
      (await this.#isPrivate(response.tabId, response.at)) !== (await this.#isPrivate(tabId, at)) ||
      noted.has(key)
    )
      return;
    noted.add(key);
    // The response may have been removed meanwhile: nothing of it stays behind.
    if (this.at(response.at).includes(watched)) await keep({ [key]: record });
  }

  /** A tab of which nothing is known counts as private. */
  async #isPrivate(tabId: number, at: number): Promise<boolean> {
    const tab = this.#set?.tabs.get(tabId) ?? (await askTab(tabId, at));
    return tab?.private ?? true;
  }

  #update(time: number): void {
    const set = this.#set;
    for (const [id, { response }] of this.#fresh) {
      if (set?.responses.has(id) === false && time - response.at > writing) this.#fresh.delete(id);
    }
    if (!set || set.revision === this.#revision) return;
    this.#revision = set.revision;
    const before = new Map([...this.#stored, ...this.#fresh]);
    this.#stored = new Map();
    for (const response of newestOf(set, time)) {
      const clients = clientsOf(response, set);
      const noted = set.observations.get(response.id)?.keys() ?? [];
      this.#stored.set(response.id, before.get(response.id) ?? watchedOf(response, clients, noted));
      this.#fresh.delete(response.id);
    }
  }
}

function watches({ watch_for_leaks }: Client): boolean {
  return watch_for_leaks;
}

function clientsOf({ clients }: ResponseRecord, set: RecordSet): Client[] {
  return clients.flatMap((revision) => set.clients.get(revision) ?? []);
}

function newestOf(set: RecordSet, time: number): ResponseRecord[] {
  const watching = new Set(
    [...set.clients].flatMap(([revision, client]) => (watches(client) ? [revision] : [])),
  );
  if (watching.size === 0) return [];
  const isWatched = ({ clients }: ResponseRecord) => clients.some((revision) => watching.has(revision));
  return [...set.responses.values()]
    .filter((response) => time - response.at <= lookout && isWatched(response))
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, responseLimit);
}

function watchedOf(response: ResponseRecord, clients: readonly Client[], noted: Iterable<string>): Watched {
  return {
    response,
    traces: tracesOf(response),
    parties: partiesOf(clients, splitUrl(response.url).landing),
    noted: new Set(noted),
  };
}
