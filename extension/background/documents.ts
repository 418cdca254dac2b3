import * as v from 'valibot';
import { type Fetched, LatestRecord, recordKey } from '../../src/records.ts';
import type { Answer, Home } from '../issuer.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { readRecord, removeRecords, storedKeys } from '../store.ts';
import { keep } from './keep.ts';

interface UnderWay {
  readonly at: number;
  readonly fetched: Promise<Fetched>;
  /** The one after it, for whoever wants a newer one. */
  next: Promise<Fetched> | null;
}

const underWay = new Map<string, UnderWay>();

/** How many documents are fetched at once: a page can call the callbacks of all clients, each with its own issuer. */
const atOnce = 20;
let free = atOnce;
const waiting: (() => void)[] = [];

/** Does a piece of work when fewer than `atOnce` others are under way. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** A document of an issuer, and how to fetch it. */
export interface Wanted {
  readonly kind: 'keys' | 'metadata';
  readonly url: string;
  readonly home: Home;
  ask(url: string, home: Home): Promise<Answer>;
}

/**
 * Gets one document of an issuer: the one at hand where it was asked for late enough, else a new one. However many
 * responses want it, it is fetched once, and never twice at the same time.
 *
 * @param notBefore milliseconds since 1970: an older document is asked for again
 */
export async function getDocument(wanted: Wanted, notBefore: number): Promise<Fetched> {
  const { url, home } = wanted;
  const key = recordKey.latest(home.issuer, url);
  const latest = v.safeParse(LatestRecord, await readRecord(key));
  const atHand = latest.success ? latest.output : null;
  // In the future it was asked for by a clock that was set back since: nobody knows how old it is.
  const isLateEnough = ({ at }: { readonly at: number }) => at >= notBefore && at <= Date.now();
  if (atHand && isLateEnough(atHand)) return { url, ...atHand, problem: null, detail: null };

  const running = underWay.get(key);
  if (!running) return await fetchAnew(wanted, key, atHand);
  if (isLateEnough(running)) return await running.fetched;
  // One more is enough for all who come too late for this one, and a server that does not answer holds up no other.
  const again = () => getDocument(wanted, Date.now());
  running.next ??= running.fetched.then(again, again);
  return await running.next;
}

function fetchAnew(wanted: Wanted, key: string, atHand: LatestRecord | null): Promise<Fetched> {
  const at = Date.now();
  const fetched = fetchAndKeep(wanted, key, at, atHand).finally(() => underWay.delete(key));
  underWay.set(key, { at, fetched, next: null });
  return fetched;
}

async function fetchAndKeep(
  { kind, url, home, ask }: Wanted,
  key: string,
  at: number,
  atHand: LatestRecord | null,
): Promise<Fetched> {
  const answer = await inTurn(() => ask(url, home));
  // By how much two clocks differ stays true until one of them is set: an older answer tells more than none.
  const clock = answer.clock ?? atHand?.clock ?? null;
  if ('problem' in answer) {
    return { url, at: atHand?.at ?? at, document: atHand?.document ?? null, ...answer, clock };
  }
  const document = recordKey.document(kind, await sha256(answer.text));
  const latest: LatestRecord = { at, document, clock };
  await keep({ [document]: answer.text, [key]: latest });
  return { url, problem: null, detail: null, ...latest };
}

/** The issuers of the clients to which what is held was captured. */
export function issuersHeld({ clients, requests, responses }: RecordSet): Set<string> {
  const revisions = new Set([...requests.values(), ...responses.values()].flatMap((one) => one.clients));
  return new Set([...revisions].flatMap((revision) => clients.get(revision)?.issuer ?? []));
}

/**
 * Forgets which documents the issuers gave last of which nothing is held any more: a document tells that its issuer was
 * asked. One that is still wanted is fetched again.
 *
 * @returns how many went
 */
export async function forgetLatest(set: RecordSet): Promise<number> {
  const all = (await storedKeys()).filter((key) => key.startsWith('latest/'));
  // Told last: what has come meanwhile may be using them.
  const used = [...issuersHeld(set)].map((issuer) => recordKey.latest(issuer, ''));
  const gone = all.filter((key) => !used.some((start) => key.startsWith(start)));
  await removeRecords(gone);
  return gone.length;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
