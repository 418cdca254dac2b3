import { type Paired, pairingWindow, repeatsOf } from './exchange.ts';
import { ownerOf } from './owner.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf } from './recordset.ts';
import { recordKey } from './records.ts';

/** What a store may hold at most. */
export interface Limits {
  /** Exchanges, and as many requests that wait for their response. */
  readonly exchanges: number;
  readonly bytes: number;
}

/** What counts towards the limit of exchanges: how often a response was seen, and the requests that wait. */
export function countOf({ exchanges, waiting }: Paired): { responses: number; waiting: number } {
  const responses = exchanges.reduce((sum, { sightings }) => sum + 1 + sightings.length, 0);
  return { responses, waiting: waiting.length };
}

/** What has to go: keys, and how many responses are among them. */
export interface Goes {
  readonly keys: readonly string[];
  readonly responses: readonly string[];
}

/** What requests that wait may take of a full store, as a share of its limit: any page can make them. */
const waitingShare = 0.25;

/** How much room a full store is given, as a share of its limits, so that not every record finds it full again. */
const relief = 0.9;

/**
 * Says what has to go from a store that is over its limits: requests that still wait, where there are too many of them or
 * they take more than their share; then the oldest exchanges, pinned ones never, each with its own request, all that was
 * made of it and the documents that no other one needs; and whatever belongs to nothing that stays. The request of a
 * response stays as long as it does, so that no verdict changes by what is dropped.
 *
 * @param stored every record by its key
 * @param spared how many of the newest exchanges stay whatever the limits say
 * @param revisions of the clients that are registered now: the next response names them
 * @param inUse how many bytes the browser counts for all of it; what it counts for each record is its share by length
 */
export function whatGoes(
  stored: ReadonlyMap<string, unknown>,
  limits: Limits,
  spared: number,
  revisions: readonly string[],
  inUse: number,
): Goes {
  const set = emptySet();
  for (const [key, value] of stored) applyRecord(set, key, value);
  const paired = exchangesOf(set);
  const { exchanges, waiting } = paired;
  const counted = countOf(paired);
  const lengths = new Map([...stored].map(([key, value]) => [key, lengthOf(key, value)]));
  const length = [...lengths.values()].reduce((sum, one) => sum + one, 0);
  const owners = ownersOf(stored.keys());
  // What was reported once more of a request goes with it, and counts as part of it.
  for (const [first, repeats] of repeatsOf(set.requests.values()))
    owners.get(first)?.push(...repeats.flatMap((id) => owners.get(id) ?? []));
  const gone = new Set<string>();
  let bytes = inUse;
  const remove = (key: string) => {
    if (gone.has(key) || !stored.has(key)) return;
    gone.add(key);
    bytes -= ((lengths.get(key) ?? 0) / length) * inUse;
  };
  const removeAll = (id: string) => owners.get(id)?.forEach(remove);

  const documents = documentsBy(set, stored);
  const removeResponse = ({ id }: { readonly id: string }) => {
    removeAll(id);
    for (const document of documents.lastOf(id)) remove(document);
    responses.push(id);
    left -= 1;
  };

  const isTooMany = counted.waiting > limits.exchanges;
  const surplusWaiting = isTooMany ? counted.waiting - Math.floor(limits.exchanges * relief) : 0;
  for (const { id } of waiting.slice(0, surplusWaiting)) removeAll(id);

  let left = counted.responses;
  const responses: string[] = [];
  const isOver = bytes > limits.bytes || left > limits.exchanges;
  const isEnough = () => bytes <= limits.bytes * relief && left <= limits.exchanges * relief;
  if (isOver) {
    const sizeOf = (id: string) =>
      (owners.get(id) ?? []).reduce((sum, key) => sum + ((lengths.get(key) ?? 0) / length) * inUse, 0);
    let waitingBytes = waiting.slice(surplusWaiting).reduce((sum, { id }) => sum + sizeOf(id), 0);
    for (const { id } of waiting.slice(surplusWaiting)) {
      if (waitingBytes <= limits.bytes * waitingShare) break;
      waitingBytes -= sizeOf(id);
      removeAll(id);
    }
    // A page that is reloaded without end fills the store with one exchange: the last sighting tells as much as all.
    for (const { sightings } of exchanges) sightings.slice(0, -1).forEach(removeResponse);
    const isPinned = ({ id }: { readonly id: string }) => set.pinned.has(id);
    const old = exchanges.slice(0, Math.max(0, exchanges.length - spared));
    for (const { response, request, sightings } of old.filter((one) => !isPinned(one))) {
      if (isEnough()) break;
      [response, ...sightings.slice(-1)].forEach(removeResponse);
      if (request) removeAll(request.id);
    }
  }
  for (const key of gone) applyRecord(set, key, undefined);
  for (const key of unusedIn(set, stored, revisions)) remove(key);
  return { keys: [...gone], responses };
}

/**
 * The length of a record: its key, and its value as JSON. A browser may count more: Chromium 156 counts what the record
 * takes in memory, which is twice as much for most.
 */
function lengthOf(key: string, value: unknown): number {
  return key.length + JSON.stringify(value).length;
}

/** The keys that belong to each request and response, by its id. */
function ownersOf(keys: Iterable<string>): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const key of keys) {
    const owner = ownerOf(key);
    if (owner !== null) owners.set(owner, [...(owners.get(owner) ?? []), key]);
  }
  return owners;
}

/** The documents that responses were judged with. The last one of a URL belongs to none: the next look may name it. */
function documentsBy({ lookups }: RecordSet, stored: ReadonlyMap<string, unknown>) {
  const latest = new Set(
    [...stored].flatMap(([key, value]) => (key.startsWith('latest/') ? documentOf(value) : [])),
  );
  const named = new Map<string, ReadonlySet<string>>();
  const users = new Map<string, number>();
  for (const [id, own] of lookups) {
    const documents = [...own.values()].flatMap(({ keys, metadata }) => [keys?.document, metadata?.document]);
    const distinct = new Set(documents.filter((document) => typeof document === 'string'));
    named.set(id, distinct);
    for (const document of distinct) users.set(document, (users.get(document) ?? 0) + 1);
  }
  return {
    /** Takes a response away, and gives the documents that nobody else needs. */
    lastOf(id: string): string[] {
      return [...(named.get(id) ?? [])].filter((document) => {
        const others = (users.get(document) ?? 1) - 1;
        users.set(document, others);
        return others === 0 && !latest.has(document);
      });
    },
  };
}

/**
 * Records that nothing names: what was made of a removed response, old documents, and clients as they were once.
 *
 * @param set what stays
 */
function unusedIn(
  set: RecordSet,
  stored: ReadonlyMap<string, unknown>,
  revisions: readonly string[],
): string[] {
  const seen = [...set.requests.values(), ...set.responses.values()];
  const used = new Set([...revisions, ...seen.flatMap(({ clients }) => clients)].map(recordKey.client));
  // The last document of a URL may be named by the next look at the issuer.
  for (const [key, value] of stored) if (key.startsWith('latest/')) used.add(documentOf(value));
  for (const [id, lookups] of set.lookups) {
    if (!set.responses.has(id)) continue;
    for (const { keys, metadata } of lookups.values())
      used.add(keys?.document ?? '').add(metadata?.document ?? '');
  }
  const startedInUse = startedThatCount(set);
  return [...stored.keys()].filter((key) => {
    const owner = ownerOf(key);
    if (/^(?:started|verifier)\//.test(key)) return !startedInUse.has(owner ?? '');
    if (owner !== null) return !key.startsWith('request/') && !set.responses.has(owner);
    return /^(?:keys|metadata|client)\//.test(key) && !used.has(key);
  });
}

/** Logins that the tool started: those whose request was seen, and those whose request may still come. */
function startedThatCount({ requests, responses, started }: RecordSet): Set<string> {
  const urls = new Set([...requests.values()].map(({ url }) => url));
  const newest = Math.max(...[...requests.values(), ...responses.values()].map(({ at }) => at));
  const counting = [...started.values()].filter(
    ({ url, at }) => urls.has(url) || at > newest - pairingWindow,
  );
  return new Set(counting.map(({ id }) => id));
}

function documentOf(value: unknown): string {
  const document = typeof value === 'object' && value !== null && 'document' in value ? value.document : '';
  return typeof document === 'string' ? document : '';
}
