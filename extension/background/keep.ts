import { byteLimit, exchangeLimit, recordKey } from '../../src/records.ts';
import { ownerOf } from '../../src/owner.ts';
import { type Limits, countOf, whatGoes } from '../../src/room.ts';
import {
  bytesInUse,
  readDropped,
  readEverything,
  removeRecords,
  storedKeys,
  writeRecords,
} from '../store.ts';
import { type RecordSet, exchangesOf } from '../../src/recordset.ts';
import { watchedClients } from './clients.ts';

let queue: Promise<unknown> = Promise.resolve();

/** The records as they are known; null until they were read. */
let held: RecordSet | null = null;

/** From now on what is held is counted in these records: to ask the browser for all keys takes longer the more there are. */
export function countIn(set: RecordSet): void {
  held = set;
}

/** How long making room waits for what has come to be judged and shown, in milliseconds: it keeps the background busy. */
export const roomPatience = 500;
let isRoomToCome = false;

/**
 * Writes records, and keeps the store within its bounds: soon the oldest exchanges go, and are counted. The write itself
 * waits for nothing. Never rejects: a response that finds no room even then is counted as dropped.
 */
export async function keep(records: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await writeRecords(records);
    if (Object.keys(records).some((key) => /^(?:request|response|keys|metadata)\//.test(key))) {
      makeRoomSoon();
    }
  } catch {
    await inTurn(() => writeInPlaceOfOlder(records)).catch(() => undefined);
  }
}

/** Once for all that comes meanwhile. */
function makeRoomSoon(): void {
  if (isRoomToCome) return;
  isRoomToCome = true;
  setTimeout(() => {
    isRoomToCome = false;
    void inTurn(stayWithinBounds);
  }, roomPatience);
}

/** One at a time: two that make room at once would drop twice as much. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work, work);
  queue = done.catch(() => undefined);
  return await done;
}

async function stayWithinBounds(): Promise<void> {
  const isWithin = (await bytesInUse()) <= byteLimit && (await mostOfAKind()) <= exchangeLimit;
  if (!isWithin) await drop({ exchanges: exchangeLimit, bytes: byteLimit }, 1);
}

/**
 * How many requests that wait, or responses, are held, whichever are more: as `whatGoes` counts them, or all that is held
 * would be read for nothing with everything that comes. By their keys alone all requests count: those are no fewer.
 */
async function mostOfAKind(): Promise<number> {
  if (held) {
    const { responses, waiting } = countOf(exchangesOf(held));
    return Math.max(responses, waiting);
  }
  const keys = await storedKeys();
  const count = (prefix: string) => keys.filter((key) => key.startsWith(prefix)).length;
  return Math.max(count('response/'), count('request/'));
}

/** Writes what the browser refused for want of room: as many of the oldest exchanges go as it takes. */
async function writeInPlaceOfOlder(records: Readonly<Record<string, unknown>>): Promise<void> {
  const isResponse = Object.keys(records).some((key) => key.startsWith('response/'));
  const size = JSON.stringify(records).length * 2;
  for (let bytes = Math.min(byteLimit, await bytesInUse()) - size; ; bytes /= 2) {
    // What is not a response belongs to one, most likely the newest: that would be of no use without it.
    const went = await drop({ exchanges: exchangeLimit, bytes: Math.max(0, bytes) }, isResponse ? 0 : 1);
    try {
      return await writeRecords(records);
    } catch {
      if (went === 0) return isResponse ? await count(1, []) : undefined;
    }
  }
}

/** Removes what has to go. @returns how many records went */
async function drop(limits: Limits, spared: number): Promise<number> {
  const [stored, clients, inUse] = await Promise.all([readEverything(), watchedClients(), bytesInUse()]);
  const revisions = clients.map(({ revision }) => revision);
  const { keys, responses } = whatGoes(stored, limits, spared, revisions, inUse);
  // Counted first: a worker that is stopped in between finds by the record what is left to be done. Where there is no
  // room for the record, the removal makes some.
  const counted = responses.length === 0 || (await count(responses.length, responses).then(yes, no));
  await removeRecords(keys);
  if (!counted) await count(responses.length, responses).catch(() => undefined);
  return keys.length;
}

const yes = () => true;
const no = () => false;

async function count(more: number, ids: readonly string[]): Promise<void> {
  const before = await readDropped();
  await writeRecords({ [recordKey.dropped]: { count: before.count + more, ids } });
}

/** Removes what nothing needs that is held: old documents, and clients as they were once. */
export async function removeUnused(): Promise<void> {
  await inTurn(() => drop({ exchanges: Infinity, bytes: Infinity }, 1));
}

/** Finishes a drop that a stopped worker left half done. */
export async function finishDropping(): Promise<void> {
  await inTurn(async () => await removeExchanges((await readDropped()).ids));
}

/** Removes requests and responses with all that was made of them. @returns how many records went */
export async function removeExchanges(ids: readonly string[]): Promise<number> {
  const gone = new Set(ids);
  const keys = gone.size === 0 ? [] : await storedKeys();
  const theirs = keys.filter((key) => gone.has(ownerOf(key) ?? ''));
  await removeRecords(theirs);
  return theirs.length;
}
