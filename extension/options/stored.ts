import { type ReadonlySignal, signal } from '@preact/signals';
import { ownerOf } from '../../src/owner.ts';
import { recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import {
  bytesInUse,
  forgetSecrets,
  onRecordsChanged,
  readDropped,
  storedKeys,
  writeRecords,
} from '../store.ts';
import { throttle } from '../ui/throttle.ts';
import { type Captured, storedWords } from './stored-words.ts';

/** How soon one change after another is counted, in milliseconds. */
const gap = 500;

const counted = signal<Captured | null>(null);
/** How much was captured; null until it was counted. */
export const captured: ReadonlySignal<Captured | null> = counted;

const origins = signal<readonly string[]>([]);
/** The match patterns that were granted beyond what every installation has. */
export const granted: ReadonlySignal<readonly string[]> = origins;

const refused = signal<string | null>(null);
/** Why the browser did not do the last of it. */
export const refusal: ReadonlySignal<string | null> = refused;

/** Starts to count what is stored and what is granted, and to keep it up to date. Call once. */
export function followStored(): void {
  const count = throttle(() => void countCaptured(), gap);
  onRecordsChanged(count);
  count();
  const list = () => void listGranted();
  browser.permissions.onAdded.addListener(list);
  browser.permissions.onRemoved.addListener(list);
  // Withholding access in the browser's own settings raises no event in every version.
  addEventListener('focus', list);
  list();
}

async function countCaptured(): Promise<void> {
  const [keys, bytes, dropped] = await Promise.all([storedKeys(), bytesInUse(), readDropped()]);
  const of = (kind: 'request' | 'response') => idsOf(keys, kind).length;
  counted.value = { responses: of('response'), requests: of('request'), dropped: dropped.count, bytes };
}

async function listGranted(): Promise<void> {
  const always: unknown = browser.runtime.getManifest().host_permissions;
  const isAlways = (origin: string) => Array.isArray(always) && always.includes(origin);
  const all = (await browser.permissions.getAll()).origins ?? [];
  origins.value = all.filter((origin) => !isAlways(origin)).toSorted();
}

/** Removes all that was captured or started here, what is pinned and private among it. The background carries it out. */
export async function forgetCaptured(): Promise<void> {
  await tryTo(async () => {
    const keys = await storedKeys();
    // A login that was started here goes with its request, where that was seen; here it goes by itself, too.
    const requests = [...idsOf(keys, 'request'), ...idsOf(keys, 'started')];
    const removed = { responses: idsOf(keys, 'response'), requests };
    await writeRecords({ [recordKey.removed(crypto.randomUUID())]: removed });
  });
}

/** Forgets the secrets of these clients, by their ids. */
export async function forgetAllSecrets(clients: Iterable<string>): Promise<void> {
  await tryTo(async () => {
    for (const client of clients) await forgetSecrets(client);
  });
}

/** Gives access back to the browser. */
export async function takeBack(origin: string): Promise<void> {
  const isTaken = await browser.permissions.remove({ origins: [origin] }).catch(() => false);
  refused.value = isTaken ? null : storedWords.notTaken(origin);
  await listGranted();
}

async function tryTo(work: () => Promise<void>): Promise<void> {
  try {
    await work();
    refused.value = null;
  } catch (error) {
    refused.value = storedWords.notForgotten(error instanceof Error ? error.message : String(error));
  }
}

/** The ids of the records of a kind, by their keys. */
function idsOf(keys: readonly string[], kind: 'request' | 'response' | 'started'): string[] {
  return keys.filter((key) => key.startsWith(`${kind}/`)).flatMap((key) => ownerOf(key) ?? []);
}
