import { type RecordSet, removedBy } from '../../src/recordset.ts';
import { unknownTabs } from '../../src/unknown-tabs.ts';
import { type RequestRecord, type StartedRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { removeRecords, storedKeys } from '../store.ts';
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

/** The issuers of the clients to which these were captured. */
function issuersOf(
  { clients }: RecordSet,
  captured: readonly (Pick<RequestRecord, 'clients'> | StartedRecord)[],
): Set<string> {
  const revisions = captured.flatMap((one) => ('clients' in one ? one.clients : []));
  return new Set(revisions.flatMap((revision) => clients.get(revision)?.issuer ?? []));
}

/** Forgets which documents these gave last, but for those in use elsewhere: a document tells that its issuer was asked. */
async function forgetIssuers(issuers: ReadonlySet<string>, used: ReadonlySet<string>): Promise<void> {
  const gone = [...issuers]
    .filter((issuer) => !used.has(issuer))
    .map((issuer) => recordKey.latest(issuer, ''));
  const keys = gone.length === 0 ? [] : await storedKeys();
  await removeRecords(keys.filter((key) => gone.some((start) => key.startsWith(start))));
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
    const isPrivate = (tabId: number) => !normal.has(tabId);
    const own = captured.filter(({ tabId }) => isPrivate(tabId));
    const others = captured.filter(({ tabId }) => !isPrivate(tabId));
    await forgetIssuers(issuersOf(set, own), issuersOf(set, others));
    await removeExchanges(own.map(({ id }) => id));
    // It reads all that is held. Windows that were open tell of a sweep that was cut off before it came to this.
    if (own.length > 0 || set.privateWindows) await removeUnused();
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
