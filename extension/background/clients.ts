import * as v from 'valibot';
import type { Client } from '../../src/client.ts';
import { PausedRecord, recordKey } from '../../src/records.ts';
import { onClientsChanged, onRecordsChanged, readClients, readRecord } from '../store.ts';

let known: Promise<Client[]> | null = null;

/**
 * The clients that something may be captured for: those that are switched on, and none while capture is paused. Read
 * once after every change, because every navigation asks for them.
 */
export function watchedClients(): Promise<Client[]> {
  if (known) return known;
  const reading = readWatched();
  known = reading;
  reading.catch(() => {
    if (known === reading) known = null;
  });
  return reading;
}

/** Forgets what was read when it changes. Must be called in the worker's first tick, before others follow the change. */
export function followClients(): void {
  onWatchedChanged(() => {
    known = null;
  });
}

/** Calls back whenever `watchedClients` may give others. */
export function onWatchedChanged(listener: () => void): void {
  onClientsChanged(listener);
  onRecordsChanged((changes) => {
    if (changes.some(({ key }) => key === recordKey.paused)) listener();
  });
}

async function readWatched(): Promise<Client[]> {
  const [clients, paused] = await Promise.all([readClients(), isPaused()]);
  return paused ? [] : clients.filter(({ enabled }) => enabled);
}

/** Whether capture is paused. */
export async function isPaused(): Promise<boolean> {
  return v.is(PausedRecord, await readRecord(recordKey.paused));
}
