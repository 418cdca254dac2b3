import type { Client } from '../../src/client.ts';
import { onClientsChanged, readClients } from '../store.ts';

let known: Promise<Client[]> | null = null;

/** The clients that are switched on: read once after every change, because every navigation asks for them. */
export function watchedClients(): Promise<Client[]> {
  if (known) return known;
  const reading = readWatched();
  known = reading;
  reading.catch(() => {
    if (known === reading) known = null;
  });
  return reading;
}

/** Forgets what was read when a client changes. Must be called in the worker's first tick. */
export function followClients(): void {
  onClientsChanged(() => {
    known = null;
  });
}

async function readWatched(): Promise<Client[]> {
  return (await readClients()).filter(({ enabled }) => enabled);
}
