import type { Client } from '../../src/client.ts';
import { onClientsChanged, readClients } from '../store.ts';

let known: Promise<Client[]> | null = null;

/** The registered clients: read once after every change, because every navigation asks for them. */
export function registeredClients(): Promise<Client[]> {
  if (known) return known;
  const reading = readClients();
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
