import * as v from 'valibot';
import { AcceptedRecord } from '../src/accepted.ts';
import { Client } from '../src/client.ts';
import { inOrder } from '../src/client-order.ts';
import { type Policy, readPolicy } from '../src/managed.ts';
import { keysOfNewest } from '../src/owner.ts';
import { DroppedRecord, GrantedRecord, type PausedRecord, recordKey } from '../src/records.ts';
import { readRecord as recordIn, writeRecord as textOf } from '../src/record-text.ts';
import { type RecordSet, applyRecord, emptySet } from '../src/recordset.ts';
import { Secrets } from '../src/secrets.ts';
import { type Storage, browser } from './browser.ts';

/**
 * The one user of the browser's storage. Clients are kept on disk (`storage.local`), everything that was captured in
 * memory (`storage.session`), which the browser forgets when it closes. So are secrets, unless the user asks for them
 * to be remembered: then they are on disk as well. What a policy rolls out (`storage.managed`) is only read.
 */

const clientKey = (id: string) => `client/${id}`;
/** The ids of the clients, in the order of the list. */
const orderKey = 'client-order';
/** Whether the desktop is told of failures. */
const notifiesKey = 'notify-of-failures';

/**
 * All registered clients in the order of the list: those of a policy and those that are switched off among them. What
 * does not parse is no client. A policy that is long in coming is not waited for: `onClientsChanged` tells of it.
 */
export async function readClients(): Promise<Client[]> {
  const policy = await readManaged();
  // Last: of two who read at once, the one that ends later has the newer ones.
  const stored = await browser.storage.local.get(null);
  const own = Object.entries(stored).flatMap(([key, value]) => {
    const parsed = v.safeParse(Client, value);
    return key.startsWith('client/') && parsed.success ? [parsed.output] : [];
  });
  return inOrder([...policy.clients, ...own], stored[orderKey]);
}

/** Whether rejected responses are to be told on the desktop: not unless the user has switched it on. */
export async function readNotifies(): Promise<boolean> {
  return (await browser.storage.local.get(notifiesKey))[notifiesKey] === true;
}

/** Switches notifications on or off. Only the options page writes it. */
export async function saveNotifies(on: boolean): Promise<void> {
  if (on) await browser.storage.local.set({ [notifiesKey]: true });
  else await browser.storage.local.remove(notifiesKey);
}

/** How long a policy is waited for, in milliseconds. */
const policyPatience = 100;
const noPolicy: Policy = { clients: [], problems: [] };
const clientListeners = new Set<() => void>();
let firstAnswer: Promise<Policy> | null = null;
/** What the browser answered last; null until it has. */
let lastPolicy: Policy | null = null;
/** Whether it was waited for in vain, and has not come yet: once is enough. */
let isPolicyLate = false;

/**
 * The clients that whoever manages this browser rolls out, and what of the policy cannot be used. Chromium (156) reads
 * policies when it has nothing else to do: in one that has just started, or loads pages without end, that takes seconds,
 * in which nobody's responses are to wait. Until then what it said last holds; of one that is another
 * `onClientsChanged` tells.
 */
export async function readManaged(): Promise<Policy> {
  const reading = askForPolicy();
  const soon = isPolicyLate ? null : await Promise.race([reading, pause(policyPatience)]);
  if (soon) return soon;
  isPolicyLate = true;
  const given = lastPolicy ?? noPolicy;
  void reading.then((policy) => {
    isPolicyLate = false;
    if (JSON.stringify(policy) !== JSON.stringify(given)) for (const listener of clientListeners) listener();
  });
  return given;
}

/**
 * Ends when it is known whether there is a policy, and whoever wants to know of its clients was told.
 *
 * @returns null where that is known already
 */
export function latePolicy(): Promise<void> | null {
  return lastPolicy ? null : (firstAnswer ?? askForPolicy()).then(() => pause(0));
}

function askForPolicy(): Promise<Policy> {
  const reading = managedClients()
    .then(readPolicy)
    .then((policy) => (lastPolicy = policy));
  firstAnswer ??= reading;
  return reading;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Firefox refuses the question where there is no policy. */
async function managedClients(): Promise<unknown> {
  try {
    return (await browser.storage.managed.get('clients'))['clients'];
  } catch {
    return undefined;
  }
}

/** Keeps the order of the list, as ids of clients. Only the options page writes it. */
export async function saveOrder(ids: readonly string[]): Promise<void> {
  await browser.storage.local.set({ [orderKey]: ids });
}

/**
 * Registers clients, or replaces them, in one go. Only the options page changes clients; the panel, or the page that asks
 * for access on its behalf, registers one for a callback that it noticed. Secrets that were given for another issuer are
 * forgotten. @throws for want of room
 */
export async function saveClients(clients: readonly Client[]): Promise<void> {
  await browser.storage.local.set(
    Object.fromEntries(clients.map((client) => [clientKey(client.id), client])),
  );
  const held = await readSecrets();
  for (const { id, issuer } of clients) {
    const own = held.get(id);
    if (own && own.secrets.issuer !== issuer) await forgetSecrets(id);
  }
}

/** Forgets a client, its secrets and what was accepted for it; what was captured for it stays. */
export async function deleteClient(id: string): Promise<void> {
  const beside = [recordKey.secrets(id), recordKey.accepted(id)];
  await browser.storage.local.remove([clientKey(id), ...beside]);
  await removeRecords(beside);
}

/** A client's secrets, and whether they are on disk too. */
export interface HeldSecrets {
  readonly secrets: Secrets;
  readonly remembered: boolean;
}

/** The secrets that are held, by client. */
export async function readSecrets(): Promise<Map<string, HeldSecrets>> {
  const [onDisk, inMemory] = await Promise.all([secretsIn('local'), secretsIn('session')]);
  const all = new Map([...onDisk, ...inMemory]);
  return new Map([...all].map(([id, secrets]) => [id, { secrets, remembered: onDisk.has(id) }]));
}

/**
 * Keeps a client's secrets until the browser closes, and on disk, in clear, where they are to be remembered. Only the
 * options page writes secrets. @throws where the browser refuses, for want of room
 */
export async function saveSecrets(secrets: Secrets, remember: boolean): Promise<void> {
  const key = recordKey.secrets(secrets.client);
  // What is not to be on disk leaves it before anything else can go wrong.
  if (remember) await browser.storage.local.set({ [key]: secrets });
  else await browser.storage.local.remove(key);
  await writeRecords({ [key]: secrets });
}

/** Forgets a client's secrets, on disk and in memory. */
export async function forgetSecrets(client: string): Promise<void> {
  await browser.storage.local.remove(recordKey.secrets(client));
  await removeRecords([recordKey.secrets(client)]);
}

/** What was accepted for a client; null where nothing was. */
export async function readAccepted(client: string): Promise<AcceptedRecord | null> {
  const key = recordKey.accepted(client);
  const parsed = v.safeParse(AcceptedRecord, (await browser.storage.local.get(key))[key]);
  return parsed.success ? parsed.output : null;
}

/** Keeps what was accepted for a client, on disk and where everybody looks for it. Only the panel writes it. */
export async function saveAccepted(record: AcceptedRecord): Promise<void> {
  const key = recordKey.accepted(record.client);
  await browser.storage.local.set({ [key]: record });
  await writeRecords({ [key]: record });
}

/** Takes what is on disk into memory, where everybody looks for it: once after each start of the browser. */
export async function recallRemembered(): Promise<void> {
  const isRecalled = (key: string) =>
    key.startsWith(recordKey.secrets('')) || key.startsWith(recordKey.accepted(''));
  const [onDisk, inMemory] = await Promise.all([
    browser.storage.local.getKeys(),
    browser.storage.session.getKeys(),
  ]);
  const missing = onDisk.filter((key) => isRecalled(key) && !inMemory.includes(key));
  if (missing.length > 0) await writeRecords(await browser.storage.local.get(missing));
}

async function secretsIn(area: 'local' | 'session'): Promise<Map<string, Secrets>> {
  const storage = browser.storage[area];
  const keys = (await storage.getKeys()).filter((key) => key.startsWith(recordKey.secrets('')));
  const found = Object.values(keys.length === 0 ? {} : await storage.get(keys));
  const stored = area === 'session' ? found.map(recordIn) : found;
  return new Map(
    stored.flatMap((value) => {
      const parsed = v.safeParse(Secrets, value);
      return parsed.success ? [[parsed.output.client, parsed.output] as const] : [];
    }),
  );
}

/** Calls back whenever secrets were given, changed or forgotten, in whichever page. */
export function onSecretsChanged(listener: () => void): () => void {
  const heard = (changes: object) => {
    if (Object.keys(changes).some((key) => key.startsWith(recordKey.secrets('')))) listener();
  };
  browser.storage.onChanged.addListener(heard);
  return () => browser.storage.onChanged.removeListener(heard);
}

/** Calls back whenever a client was registered, changed or forgotten, in whichever page. */
export function onClientsChanged(listener: () => void): () => void {
  const heard = (_changes: unknown, area: string) => {
    if (area === 'local' || area === 'managed') listener();
  };
  browser.storage.onChanged.addListener(heard);
  clientListeners.add(listener);
  return () => {
    browser.storage.onChanged.removeListener(heard);
    clientListeners.delete(listener);
  };
}

/** Listeners of this page or worker, told of its own writes at once: the browser's event may come later. */
const listeners = new Set<(changes: readonly RecordChange[]) => void>();

function tell(changes: readonly RecordChange[]): void {
  for (const listener of listeners) listener(changes);
}

/** What was written here, by key, of which the browser has not told yet: everybody here knows it already. */
const ownTexts = new Map<string, string>();

/** Writes records in one go: all of them or none. @throws where the browser refuses, for want of room. */
export async function writeRecords(records: Readonly<Record<string, unknown>>): Promise<void> {
  const texts = Object.entries(records).map(([key, value]) => [key, textOf(value)] as const);
  if (listeners.size > 0) for (const [key, text] of texts) ownTexts.set(key, text);
  try {
    await browser.storage.session.set(Object.fromEntries(texts));
  } catch (error) {
    for (const [key] of texts) ownTexts.delete(key);
    throw error;
  }
  tell(Object.entries(records).map(([key, value]) => ({ key, value })));
}

/** Removes the records with these keys. */
export async function removeRecords(keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await browser.storage.session.remove([...keys]);
  tell(keys.map((key) => ({ key, value: undefined })));
}

/** Pauses capture until the browser closes, or goes on with it. */
export async function setPaused(paused: boolean): Promise<void> {
  if (!paused) return await removeRecords([recordKey.paused]);
  const record: PausedRecord = { at: Date.now() };
  await writeRecords({ [recordKey.paused]: record });
}

/** How many responses were dropped since the store was full, and those that are just being removed. */
export async function readDropped(): Promise<DroppedRecord> {
  const parsed = v.safeParse(DroppedRecord, await readRecord(recordKey.dropped));
  return parsed.success ? parsed.output : { count: 0, ids: [] };
}

/** The match patterns that the browser grants, as the background knows them. */
export async function readGranted(): Promise<readonly string[]> {
  const parsed = v.safeParse(GrantedRecord, await readRecord(recordKey.granted));
  return parsed.success ? parsed.output.origins : [];
}

/** The keys of all records. */
export async function storedKeys(): Promise<string[]> {
  return await browser.storage.session.getKeys();
}

/** How many bytes all records take. */
export async function bytesInUse(): Promise<number> {
  return await browser.storage.session.getBytesInUse();
}

/**
 * Every record by its key, unread, or those with these keys. For what cannot do with less: it takes time that grows with
 * what is held.
 */
export async function readEverything(keys: string[] | null = null): Promise<Map<string, unknown>> {
  const texts = Object.entries(await browser.storage.session.get(keys));
  // What is no record takes room all the same.
  return new Map(texts.map(([key, text]) => [key, recordIn(text) ?? text]));
}

/** One stored value, unread. */
export async function readRecord(key: string): Promise<unknown> {
  return recordIn((await browser.storage.session.get(key))[key]);
}

/** A change to a record: what it is now, or undefined where it is gone. */
export interface RecordChange {
  readonly key: string;
  readonly value: unknown;
}

/** Calls back with every change to a record, in whichever page or worker it was made. */
export function onRecordsChanged(listener: (changes: readonly RecordChange[]) => void): () => void {
  if (listeners.size === 0) browser.storage.onChanged.addListener(heard);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) browser.storage.onChanged.removeListener(heard);
  };
}

function heard(changes: Record<string, Storage.StorageChange>, area: string): void {
  if (area !== 'session') return;
  const others = Object.entries(changes).flatMap(([key, { newValue }]) => {
    const isOwn = newValue !== undefined && ownTexts.get(key) === newValue;
    // Where another wrote meanwhile, all that follows is told: the browser's order is the right one.
    ownTexts.delete(key);
    return isOwn ? [] : { key, value: recordIn(newValue) };
  });
  if (others.length > 0) tell(others);
}

/**
 * Keeps a set of all records up to date. Changes that come in while the first read is under way are applied after it.
 *
 * @param listener called with the set after the first read, and after every change with the keys that have changed
 * @param first of how many of the newest responses the listener is told at once, by a set that does not change, where
 *   thousands are held: to read them all takes some tenths of a second
 */
export function watchRecords(
  listener: (set: RecordSet, changed: readonly string[] | null) => void,
  first = 0,
): () => void {
  const set = emptySet();
  let early: RecordChange[] | null = [];
  const take = (changes: readonly RecordChange[]) => {
    for (const { key, value } of changes) applyRecord(set, key, value);
  };
  const stop = onRecordsChanged((changes) => {
    if (early) return void early.push(...changes);
    take(changes);
    listener(
      set,
      changes.map(({ key }) => key),
    );
  });
  const read = async () => {
    const newest = first > 0 ? keysOfNewest(await storedKeys(), first) : null;
    if (newest) {
      listener(setOf(await readEverything(newest.keys), newest.first), null);
      // Only once that is drawn: to take in the rest keeps the page busy.
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: patience }));
    }
    for (const [key, value] of await readEverything()) applyRecord(set, key, value);
    take(early ?? []);
    early = null;
    listener(set, null);
  };
  void read();
  return stop;
}

/** How long reading the rest waits for what was read first to be drawn, in milliseconds. */
const patience = 300;

function setOf(records: ReadonlyMap<string, unknown>, from: string): RecordSet {
  const set = { ...emptySet(), from };
  for (const [key, value] of records) applyRecord(set, key, value);
  return set;
}
