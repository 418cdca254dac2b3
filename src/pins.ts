import type { Exchange } from './exchange.ts';
import { type RecordSet, exchangesOf } from './recordset.ts';
import type { RequestRecord, ResponseRecord } from './records.ts';

/**
 * How much may be pinned: so many exchanges, and characters in all. What is pinned is never removed to make room, so that
 * it has to leave some: half of it, for a browser that counts two bytes a character.
 */
export const pinLimits = { exchanges: 200, characters: 2_000_000 } as const;

/** Whether an exchange may be pinned beside those that are. */
export function mayPin(set: RecordSet, exchange: Exchange): boolean {
  const pinned = exchangesOf(set).exchanges.filter(({ id }) => set.pinned.has(id));
  const all = [...pinned.filter(({ id }) => id !== exchange.id), exchange];
  const characters = all.reduce((sum, one) => sum + sizeOf(one), 0);
  return all.length <= pinLimits.exchanges && characters <= pinLimits.characters;
}

/** How many characters came with an exchange. Of its sightings the last one stays. */
function sizeOf({ response, request, sightings }: Exchange): number {
  const records = [response, ...sightings.slice(-1), ...(request ? [request] : [])];
  return records.reduce((sum, record) => sum + lengthOf(record), 0);
}

function lengthOf({ url, form }: RequestRecord | ResponseRecord): number {
  return url.length + (form ?? []).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
