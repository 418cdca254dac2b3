import type { RecordSet } from './recordset.ts';

/** The tabs of which nothing is known, though something was captured in them, and when, in milliseconds since 1970. */
export function unknownTabs({ tabs, captured, started }: RecordSet): ReadonlyMap<number, number> {
  const unknown = new Map<number, number>();
  for (const [tabId, { at }] of captured) if (!tabs.has(tabId)) unknown.set(tabId, at);
  for (const { tabId, at } of started.values()) if (!tabs.has(tabId)) unknown.set(tabId, at);
  return unknown;
}
