import type { RecordSet } from './recordset.ts';

interface LastUnknown {
  readonly revision: number;
  readonly tabs: ReadonlyMap<number, number>;
}
const lastUnknown = new WeakMap<RecordSet, LastUnknown>();

/** The tabs of which nothing is known, though something was captured in them, and when, in milliseconds since 1970. */
export function unknownTabs(set: RecordSet): ReadonlyMap<number, number> {
  const { revision } = set;
  const last = lastUnknown.get(set);
  const captured =
    last?.revision === revision
      ? last.tabs
      : new Map([...unknownIn(set, set.requests), ...unknownIn(set, set.responses)]);
  lastUnknown.set(set, { revision, tabs: captured });
  return set.started.size === 0 ? captured : new Map([...captured, ...unknownIn(set, set.started)]);
}

function unknownIn(
  { tabs }: RecordSet,
  records: ReadonlyMap<string, { readonly tabId: number; readonly at: number }>,
): Map<number, number> {
  const unknown = new Map<number, number>();
  for (const { tabId, at } of records.values()) if (!tabs.has(tabId)) unknown.set(tabId, at);
  return unknown;
}
