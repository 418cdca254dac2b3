import * as v from 'valibot';
import { AcceptedRecord } from './accepted.ts';
import { Client } from './client.ts';
import { type Evidence, type Known, evidenceName, gatherEvidence } from './evidence.ts';
import { type Exchange, type Paired, Pairing, byId, withRepeats } from './exchange.ts';
import { observationsOf } from './observations.ts';
import {
  ArrangedRecord,
  DroppedRecord,
  LookupRecord,
  RedeemedRecord,
  HistoryRecord,
  ObservationRecord,
  PausedRecord,
  PinnedRecord,
  PostingRecord,
  PrivateWindowsRecord,
  RemovedRecord,
  RequestRecord,
  ResponseRecord,
  RunRecord,
  StartedRecord,
  SummaryRecord,
  TabRecord,
  TypedRecord,
  VerifierRecord,
  VisitRecord,
  WantKeysRecord,
  recordKey,
} from './records.ts';
import { startedOf } from './login/started.ts';
import { sameOr } from './same.ts';
import type { Named as NamedSecret } from './report/secrets-in.ts';
import { Secrets, secretsFor } from './secrets.ts';

/** Records in memory, by kind. */
export interface RecordSet {
  /** The first response of which all is there; empty where that is so of all that are held. */
  from: string;
  /** One more whenever something changes that pairing looks at. */
  revision: number;
  /** Requests and responses that came since they were paired last, and how often more than that has changed. */
  fresh: (RequestRecord | ResponseRecord)[];
  rearranged: number;
  /** One more whenever something changes that more than one exchange is judged by. */
  shared: number;
  /** By response that is held: one more whenever something changes that it alone is judged by. */
  readonly touched: Map<string, number>;
  /** The responses of which that, or the summary, has changed since all were summarised last. */
  readonly changed: Set<string>;
  readonly requests: Map<string, RequestRecord>;
  readonly responses: Map<string, ResponseRecord>;
  /** By tab: how many of these are held, and when the last one came, in milliseconds since 1970. */
  readonly captured: Map<number, { readonly count: number; readonly at: number }>;
  /** By response, then by key. */
  readonly lookups: Map<string, Map<string, LookupRecord>>;
  readonly summaries: Map<string, SummaryRecord>;
  readonly tabs: Map<number, TabRecord>;
  readonly clients: Map<string, Client>;
  readonly documents: Map<string, string>;
  /** By response. */
  readonly wants: Map<string, WantKeysRecord>;
  readonly removed: Map<string, RemovedRecord>;
  /** By response. */
  readonly pinned: Map<string, PinnedRecord>;
  /** By key: for one exchange or for a client. */
  readonly typed: Map<string, TypedRecord>;
  /** By response. */
  readonly histories: Map<string, HistoryRecord>;
  /** By response, then by key. */
  readonly observations: Map<string, Map<string, ObservationRecord>>;
  /** By client. */
  readonly accepted: Map<string, AcceptedRecord>;
  /** By client. */
  readonly secrets: Map<string, Secrets>;
  /** Logins that the tool started, by id, and their verifiers. */
  readonly started: Map<string, StartedRecord>;
  readonly verifiers: Map<string, VerifierRecord>;
  /** By what they were wished under. */
  readonly visits: Map<string, VisitRecord>;
  /** By id, and the ids of those for which everything is arranged. */
  readonly postings: Map<string, PostingRecord>;
  arranged: readonly string[];
  /** By response. */
  readonly redeemed: Map<string, RedeemedRecord>;
  dropped: number;
  /** Whether private windows are open, as far as is known. */
  privateWindows: boolean;
  /** Whether the user has paused capture. */
  paused: boolean;
  /** The run that is on, else the last one; null where there was none. */
  run: RunRecord | null;
}

/** A set without records. */
export function emptySet(): RecordSet {
  return {
    from: '',
    revision: 0,
    fresh: [],
    rearranged: 0,
    shared: 0,
    touched: new Map(),
    changed: new Set(),
    requests: new Map(),
    responses: new Map(),
    captured: new Map(),
    lookups: new Map(),
    summaries: new Map(),
    tabs: new Map(),
    clients: new Map(),
    documents: new Map(),
    wants: new Map(),
    removed: new Map(),
    pinned: new Map(),
    typed: new Map(),
    histories: new Map(),
    observations: new Map(),
    accepted: new Map(),
    secrets: new Map(),
    started: new Map(),
    verifiers: new Map(),
    visits: new Map(),
    postings: new Map(),
    arranged: [],
    redeemed: new Map(),
    dropped: 0,
    privateWindows: false,
    paused: false,
    run: null,
  };
}

/** The kinds of records by which one exchange is judged, and those by which several are. */
const ofOne: ReadonlySet<string> = new Set(['lookup', 'history', 'observed']);
const ofSeveral: ReadonlySet<string> = new Set(['typed', 'accepted', 'secrets', 'started']);

/** Of a response that is not there yet, or no longer, nothing was made that could be out of date: it would only take room. */
function touch(set: RecordSet, response: string): void {
  if (!set.responses.has(response)) return;
  set.touched.set(response, (set.touched.get(response) ?? 0) + 1);
  set.changed.add(response);
}

/** Counts what was captured in a tab: to look for its records would take longer the more there are. */
function countIn({ captured }: RecordSet, { tabId, at }: RequestRecord | ResponseRecord, more: 1 | -1): void {
  const before = captured.get(tabId) ?? { count: 0, at };
  const count = before.count + more;
  if (count > 0) captured.set(tabId, { count, at: Math.max(before.at, at) });
  else captured.delete(tabId);
}

/** Takes one stored value into the set, or out of it where the value is undefined. What does not parse is left out. */
export function applyRecord(set: RecordSet, key: string, value: unknown): void {
  const [kind = '', first = '', second = ''] = key.split('/');
  if (ofOne.has(kind)) touch(set, first);
  else if (kind === 'typed' && first === 'exchange') touch(set, second);
  else if (ofSeveral.has(kind)) set.shared += 1;
  else if (kind === 'summary' && set.responses.has(second)) set.changed.add(second);
  else if (kind === 'response' && value === undefined) {
    set.touched.delete(second);
    set.changed.delete(second);
  }
  const put = <K, T>(map: Map<K, T>, id: K, schema: v.GenericSchema<unknown, T>) => {
    const parsed = v.safeParse(schema, value);
    if (parsed.success) map.set(id, parsed.output);
    else map.delete(id);
  };
  /** For records of which a response has several. */
  const putOf = <T>(map: Map<string, Map<string, T>>, schema: v.GenericSchema<unknown, T>) => {
    const own = map.get(first) ?? new Map<string, T>();
    put(own, key, schema);
    if (own.size > 0) map.set(first, own);
    else map.delete(first);
  };
  /** For records that are written once: one that is known stays the very same object, however often it is heard of. */
  const putOnce = <K, T>(map: Map<K, T>, id: K, schema: v.GenericSchema<unknown, T>): T | undefined => {
    if (value !== undefined && map.has(id)) return undefined;
    put(map, id, schema);
    set.revision += 1;
    return map.get(id);
  };
  /** For those that pairing looks at beside requests and responses. */
  const rearrange = <K, T>(...[map, id, schema]: Parameters<typeof putOnce<K, T>>) => {
    const { revision } = set;
    putOnce(map, id, schema);
    if (set.revision !== revision) set.rearranged += 1;
  };
  const pairLater = <T extends RequestRecord | ResponseRecord>(
    ...[map, id, schema]: Parameters<typeof putOnce<string, T>>
  ) => {
    const before = map.get(id);
    const record = putOnce(map, id, schema);
    if (record) set.fresh.push(record);
    else if (value === undefined) set.rearranged += 1;
    if (record) countIn(set, record, 1);
    else if (value === undefined && before) countIn(set, before, -1);
  };
  switch (kind) {
    case 'request':
      return pairLater(set.requests, second, RequestRecord);
    case 'response':
      return pairLater(set.responses, second, ResponseRecord);
    case 'lookup':
      return putOf(set.lookups, LookupRecord);
    case 'summary':
      return put(set.summaries, second, SummaryRecord);
    case 'tab':
      return rearrange(set.tabs, Number(first), TabRecord);
    case 'client':
      return rearrange(set.clients, first, Client);
    case 'keys':
    case 'metadata':
      return put(set.documents, key, v.string());
    case 'want-keys':
      return put(set.wants, first, WantKeysRecord);
    case 'removed':
      return rearrange(set.removed, first, RemovedRecord);
    case 'pinned':
      return put(set.pinned, first, PinnedRecord);
    case 'typed':
      return put(set.typed, key, TypedRecord);
    case 'history':
      return put(set.histories, first, HistoryRecord);
    case 'observed':
      return putOf(set.observations, ObservationRecord);
    case 'accepted':
      return put(set.accepted, first, AcceptedRecord);
    case 'secrets':
      return put(set.secrets, first, Secrets);
    case 'started':
      return put(set.started, first, StartedRecord);
    case 'verifier':
      return put(set.verifiers, first, VerifierRecord);
    case 'visit':
      return put(set.visits, first, VisitRecord);
    case 'posting':
      return put(set.postings, first, PostingRecord);
    case 'arranged':
      set.arranged = v.is(ArrangedRecord, value) ? value.postings : [];
      return undefined;
    case 'redeemed':
      return put(set.redeemed, first, RedeemedRecord);
    case 'dropped': {
      const parsed = v.safeParse(DroppedRecord, value);
      set.dropped = parsed.success ? parsed.output.count : 0;
      return undefined;
    }
    case 'private-windows':
      set.privateWindows = v.is(PrivateWindowsRecord, value) && value.until === null;
      return undefined;
    case 'paused':
      set.paused = v.is(PausedRecord, value);
      return undefined;
    case 'run':
      set.run = v.is(RunRecord, value) ? value : null;
      return undefined;
    default:
      return undefined;
  }
}

interface LastPaired {
  readonly revision: number;
  readonly rearranged: number;
  readonly pairing: Pairing;
  readonly paired: Paired;
}
const lastPaired = new WeakMap<RecordSet, LastPaired>();

/** The exchanges that a set of records amounts to, without what the user removed. Paired only after a change. */
export function exchangesOf(set: RecordSet): Paired {
  const last = lastPaired.get(set);
  const { revision, rearranged } = set;
  if (last?.revision === revision) return last.paired;
  const pairing = (last?.rearranged === rearranged && goOn(last.pairing, set)) || pairAnew(set);
  set.fresh = [];
  const paired = set.from === '' ? pairing.paired() : newestOf(pairing.paired(), set.from);
  lastPaired.set(set, { revision, rearranged, pairing, paired });
  return paired;
}

/** Of what is there in part: what came before these may have been answered, or answer something, that is not there. */
function newestOf({ exchanges }: Paired, from: string): Paired {
  return { exchanges: exchanges.filter(({ id }) => id >= from), waiting: [] };
}

/** Pairs what came since. @returns null where that is not enough */
function goOn(pairing: Pairing, { fresh, removed }: RecordSet): Pairing | null {
  const isEnough = removed.size === 0 && fresh.toSorted(byId).every((record) => pairing.add(record));
  return isEnough ? pairing : null;
}

function pairAnew(set: RecordSet): Pairing {
  const removed = new Set(removedBy(set, [...set.removed.values()]));
  const pairing = new Pairing(set);
  const all = [...set.requests.values(), ...set.responses.values()].filter(({ id }) => !removed.has(id));
  for (const record of all.toSorted(byId)) pairing.add(record);
  return pairing;
}

/** The requests and responses, by their ids, that go by these wishes of the user. */
export function removedBy(set: RecordSet, wishes: readonly RemovedRecord[]): string[] {
  const asked = wishes.flatMap(({ requests }) => requests);
  const requests = asked.length === 0 ? [] : withRepeats(asked, set.requests.values());
  return [...wishes.flatMap(({ responses }) => responses), ...requests];
}

/** The evidence on one exchange. */
export function evidenceOf(set: RecordSet, exchange: Exchange): Evidence {
  return gatherEvidence(exchange, knownOf(set, exchange), set.documents);
}

interface Named {
  readonly set: RecordSet;
  readonly exchange: Exchange;
  readonly shared: number;
  readonly touched: number;
  readonly name: string;
}
const lastNamed = new WeakMap<ResponseRecord, Named>();

/**
 * Names the evidence on an exchange, and the secrets that it is judged with. Anew only after a change to either: this is
 * asked of every exchange with every record that comes in.
 */
export function judgementName(set: RecordSet, exchange: Exchange): string {
  const { id, response, request, client, sightings } = exchange;
  const { shared } = set;
  const touchedOf = (response: string) => set.touched.get(response) ?? 0;
  const touched = sightings.reduce((sum, one) => sum + touchedOf(one.id), touchedOf(id));
  const last = lastNamed.get(response);
  const isLast =
    last?.set === set &&
    last.shared === shared &&
    last.touched === touched &&
    last.exchange.request === request &&
    last.exchange.client === client &&
    // The very same: what is counted of one that went and came again begins anew.
    sameOr(last.exchange.sightings, sightings) === last.exchange.sightings;
  // Where the tool started logins, those of other exchanges count too.
  if (isLast && set.started.size === 0) return last.name;
  const name = evidenceName(exchange, knownOf(set, exchange), secretsOf(set, exchange));
  lastNamed.set(response, { set, exchange, shared, touched, name });
  return name;
}

/** What an exchange is judged with that is no evidence. */
export function secretsOf(set: RecordSet, exchange: Exchange): Secrets | null {
  return secretsFor(exchange.client, set.secrets);
}

/** The PKCE verifier of an exchange whose login the tool started; null where another did. */
export function verifierOf(set: RecordSet, exchange: Exchange): string | null {
  const started = startedIn(set, exchange);
  return (started && set.verifiers.get(started.id)?.code_verifier) ?? null;
}

/** So long is a client secret at least that is looked for in reports: a shorter one is a word, of which they may be full. */
const leastSecret = 8;

/** The PKCE verifiers and client secrets that are held, by name: no report may hold one. */
export function ownSecrets({ secrets, verifiers }: RecordSet): NamedSecret[] {
  const ofClients = [...secrets.values()].map((one) => one.client_secret);
  return [
    ...[...verifiers.values()].map((one): NamedSecret => ['code_verifier', one.code_verifier]),
    ...ofClients
      .filter(({ length }) => length >= leastSecret)
      .map((one): NamedSecret => ['client_secret', one]),
  ];
}

/** Whether the tool has redeemed the code of an exchange, or the same code of another one. */
export function isRedeemed(set: RecordSet, { id }: Pick<Exchange, 'id'>): boolean {
  const codeOf = (response: string) => set.histories.get(response)?.digests.code;
  const code = codeOf(id);
  return (
    set.redeemed.has(id) ||
    (code !== undefined && [...set.redeemed.keys()].some((response) => codeOf(response) === code))
  );
}

/** The stored summary of an exchange, where it was made from the evidence as it is now. */
export function summaryOf(set: RecordSet, exchange: Exchange): SummaryRecord | null {
  const summary = set.summaries.get(exchange.id);
  return summary?.evidence === judgementName(set, exchange) ? summary : null;
}

/** The looks at the issuer that were made for one response. */
export function lookupsOf(set: RecordSet, response: string): LookupRecord[] {
  return [...(set.lookups.get(response)?.values() ?? [])];
}

function startedIn(set: RecordSet, exchange: Exchange) {
  if (set.started.size === 0) return null;
  return startedOf(set.started, set.requests.values(), exchangesOf(set).exchanges, exchange);
}

function knownOf(set: RecordSet, exchange: Exchange): Known {
  const accepted = set.accepted.get(exchange.client.id);
  return {
    lookups: lookupsOf(set, exchange.id),
    typed: {
      exchange: set.typed.get(recordKey.typed('exchange', exchange.id)) ?? null,
      client: set.typed.get(recordKey.typed('client', exchange.client.id)) ?? null,
    },
    accepted: accepted?.issuer === exchange.client.issuer ? accepted : null,
    history: set.histories.get(exchange.id) ?? null,
    observations: observationsOf(exchange, set.observations),
    started: startedIn(set, exchange),
  };
}
