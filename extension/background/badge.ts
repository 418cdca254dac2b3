import type { RecordSet } from '../../src/recordset.ts';
import type { Summarised } from '../../src/summarised.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { type Tabs, browser } from '../browser.ts';
import { onlyWhileNeeded } from './needed.ts';

const red = '#b3261e';
const plainTitle = 'OAuth Response Inspector';

const grey = '#5f6368';

interface Badge {
  readonly text: string;
  readonly title: string;
  readonly color: string;
}

/** What a tab shows of which there is nothing to say, without and with a pause. */
const plain: Badge = { text: '', title: plainTitle, color: red };
const pause: Badge = { text: 'off', title: `${plainTitle}\nPaused: nothing new is captured.`, color: grey };

/** A page is waited for as long as this, in milliseconds, and for what it does at once when it stands. */
const patience = 60_000;
const afterwards = 3000;

/** What each tab's badge should show. */
let wanted: ReadonlyMap<number, Badge> = new Map();
/** What was painted last. */
const painted = new Map<number, string>();
/** Tabs that turned out to be closed. */
const closed = new Set<number>();
let first = true;
/** What tabs without a badge of their own show; null until it was painted. */
let rest: Badge | null = null;

/** What keeps the badges. */
export interface Badges {
  /** The records have changed. */
  show(set: RecordSet, all: readonly Summarised[]): void;
  /** A tab was seen to leave for another page. */
  left(tabId: number): void;
}

/**
 * A browser wipes a tab's badge when the tab commits a navigation, which every callback does: it is painted again with
 * each sign of one, until the page stands. No browser tells of one tab alone, and of all tabs nothing is heard for longer
 * than that: what is opened elsewhere costs nothing. So a badge is gone once its tab leaves for an origin without access,
 * or goes back to a page that the browser has kept, and there again with the next page that is loaded from a granted
 * origin. While capture is paused every tab says so, and nothing else. Must be called in the worker's first tick.
 */
export function keepBadges(): Badges {
  /** Tabs that are about to show another page, and until when that is waited for, in milliseconds since 1970. */
  const onTheirWay = new Map<number, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listenAsNeeded = () => {
    // Until the store was read it is not known what has a badge.
    if (first) return;
    clearTimeout(timer);
    const now = Date.now();
    for (const [tabId, until] of onTheirWay) if (until <= now) onTheirWay.delete(tabId);
    const ends = [...onTheirWay].filter(([tabId]) => wanted.has(tabId)).map(([, until]) => until);
    updates.need(ends.length > 0);
    closing.need(ends.length > 0);
    if (ends.length > 0) timer = setTimeout(listenAsNeeded, Math.min(...ends) - now);
  };
  const updated = (tabId: number, { status }: Tabs.OnUpdatedChangeInfoType) => {
    const badge = wanted.get(tabId);
    if (!badge) return;
    void paint(tabId, badge);
    if (status === undefined) return;
    onTheirWay.set(tabId, Date.now() + (status === 'complete' ? afterwards : patience));
    listenAsNeeded();
  };
  /** A page may have come before the browser knew that somebody listens: then nothing more is heard of it. */
  const catchUp = async (tabId: number, hasBegun: boolean) => {
    if (!onTheirWay.has(tabId) || !wanted.has(tabId)) return;
    const tab = await browser.tabs.get(tabId).catch(() => null);
    // What a tab says while it is about to leave may be about the page before.
    if (tab) updated(tabId, hasBegun && tab.status === 'complete' ? { status: tab.status } : {});
  };
  /**
   * A tab that an earlier worker painted keeps a badge of its own whatever all others show, also when nothing is held of it
   * any more. What tabs show tells which these are.
   */
  const paintLeftOver = async () => {
    for (const { id } of await browser.tabs.query({})) {
      if (id === undefined || painted.has(id)) continue;
      // One after the other: there may be hundreds, and what came is judged meanwhile.
      const text = await browser.action.getBadgeText({ tabId: id }).catch(() => null);
      if (text !== null && rest && text !== rest.text && !painted.has(id)) void paint(id, rest);
    }
  };
  const forget = (tabId: number) => {
    closed.add(tabId);
    onTheirWay.delete(tabId);
    listenAsNeeded();
  };
  // Chromium keeps what all tabs show across a restart, which ends a pause.
  browser.runtime.onStartup.addListener(() => undefined);
  const updates = onlyWhileNeeded(browser.tabs.onUpdated, updated, 'badge');
  const closing = onlyWhileNeeded(browser.tabs.onRemoved, forget, 'badge');
  return {
    left(tabId) {
      onTheirWay.set(tabId, Date.now() + patience);
      listenAsNeeded();
      void catchUp(tabId, false);
    },
    show(set, all) {
      // What an earlier worker painted is not known here: every tab that has a record may show a badge.
      if (first) for (const { tabId } of set.responses.values()) painted.set(tabId, '');
      first = false;
      const now = set.paused ? new Map<number, Badge>() : badgesFor(all);
      wanted = now;
      const other = set.paused ? pause : plain;
      const isNew = rest !== other;
      if (isNew) void paint(undefined, other);
      rest = other;
      // Before it is painted: the tab may commit its navigation at any moment.
      listenAsNeeded();
      for (const [tabId, badge] of wanted) {
        if (painted.get(tabId) === badge.title) continue;
        void paint(tabId, badge);
        void catchUp(tabId, true);
      }
      for (const [tabId, title] of painted) {
        if (!wanted.has(tabId) && title !== other.title) void paint(tabId, other);
      }
      // Last: it waits for an answer, and leaves alone what was painted here.
      if (isNew) void paintLeftOver();
    },
  };
}

/** The number of rejected responses in each tab, and in words what failed in the last one. */
function badgesFor(all: readonly Summarised[]): Map<number, Badge> {
  const badges = new Map<number, { count: number; reason: string }>();
  for (const { summary } of all) {
    if (summary?.kind !== 'rejected' || !summary.reason) continue;
    const count = (badges.get(summary.tabId)?.count ?? 0) + 1;
    badges.set(summary.tabId, { count, reason: findingTitle(summary.reason) });
  }
  return new Map(
    [...badges].map(([tabId, { count, reason }]) => [
      tabId,
      { text: String(count), title: `${plainTitle}\n${count} rejected. Last: ${reason}`, color: red },
    ]),
  );
}

/** Paints the badge of a tab, or where none is given what all others show. */
async function paint(tabId: number | undefined, { text, title, color }: Badge): Promise<void> {
  if (tabId !== undefined) {
    if (closed.has(tabId)) return;
    painted.set(tabId, title);
  }
  const where = tabId === undefined ? {} : { tabId };
  try {
    // In one go: what is painted later is not mixed with it.
    await Promise.all([
      browser.action.setBadgeBackgroundColor({ ...where, color }),
      browser.action.setTitle({ ...where, title }),
      browser.action.setBadgeText({ ...where, text }),
    ]);
  } catch {
    if (tabId !== undefined) closed.add(tabId);
  }
}
