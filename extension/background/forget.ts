import { type RecordSet, removedBy } from '../../src/recordset.ts';
import { unknownTabs } from '../../src/unknown-tabs.ts';
import { recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { removeRecords } from '../store.ts';
import { forgetLatest } from './documents.ts';
import { removeExchanges, removeUnused } from './keep.ts';
import { onlyWhileNeeded } from './needed.ts';
import { atTheirEnd } from './private-windows.ts';
import { askTab } from './tabs.ts';

/** Carries out what the user removed. The wish goes last: half done, it is done again. */
export async function carryOutRemovals(set: RecordSet): Promise<void> {
  for (const [id, removed] of set.removed) {
    const seen = removedBy(set, [removed]);
    const ids = [...seen, ...startedWith(set, seen)];
    // What was just being written of them is there the next time.
    while ((await removeExchanges(ids)) > 0) continue;
    await removeRecords([recordKey.removed(id)]);
  }
}

/** The logins that the tool started with these requests: they go with them, and their verifiers. */
function startedWith({ requests, started }: RecordSet, ids: readonly string[]): string[] {
  const urls = new Set(ids.map((id) => requests.get(id)?.url));
  return [...started.values()].filter(({ url }) => urls.has(url)).map(({ id }) => id);
}

/**
 * The tabs that are known to be no private ones, of those that were heard of at these times. What a tab says of itself is
 * waited for: a popup that closes at once is the last window to close before that is written down.
 */
async function normalTabs(
  { tabs }: RecordSet,
  heard: ReadonlyMap<number, number>,
): Promise<ReadonlySet<number>> {
  const all = await Promise.all(
    [...heard].map(async ([id, at]) => [id, tabs.get(id) ?? (await askTab(id, at))] as const),
  );
  return new Set(all.flatMap(([id, tab]) => (tab?.private === false ? [id] : [])));
}

/**
 * Forgets what was captured in private windows when the last of them closes. A tab of which nothing is known counts
 * as private. Must be called in the worker's first tick.
 */
export function forgetPrivateWindows(current: () => RecordSet | null): { follow(set: RecordSet): void } {
  const forget = async () => {
    const set = current();
    if (!set) return 'not yet' as const;
    const captured = [...set.requests.values(), ...set.responses.values(), ...set.started.values()];
    const normal = await normalTabs(set, new Map(captured.map(({ tabId, at }) => [tabId, at])));
    const own = captured.filter(({ tabId }) => !normal.has(tabId));
    await removeExchanges(own.map(({ id }) => id));
    // It reads all that is held. Windows that were open tell of a sweep that was cut off before it came to this, and that
    // there may be documents of what was removed before.
    if (own.length > 0 || set.privateWindows) {
      await forgetLatest(set);
      await removeUnused();
    }
    await removeRecords(
      [...set.tabs.keys()].filter((tabId) => set.tabs.get(tabId)?.private).map(recordKey.tab),
    );
    return 'done' as const;
  };
  let isSweeping = false;
  let hasClosed = false;
  const sweep = () => {
    if (isSweeping) return;
    isSweeping = true;
    hasClosed = false;
    const ended = () => {
      isSweeping = false;
      // One that closed meanwhile may have been asked for while it was still open.
      if (hasClosed) sweep();
    };
    void atTheirEnd(forget).then(ended, ended);
  };
  const closed = () => {
    hasClosed = true;
    sweep();
  };
  const closing = onlyWhileNeeded(browser.windows.onRemoved, closed);
  return {
    follow(set) {
      const isHeld = unknownTabs(set).size > 0 || [...set.tabs.values()].some((tab) => tab.private);
      closing.need(isHeld || set.privateWindows);
      // The window may have closed while the background was stopped, or before this was written.
      if (isHeld || set.privateWindows) sweep();
    },
  };
}
