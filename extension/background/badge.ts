import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, summaryOf } from '../../src/recordset.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { browser } from '../browser.ts';
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

/** What each tab's badge should show. */
let wanted: ReadonlyMap<number, Badge> = new Map();
/** What was painted last. */
const painted = new Map<number, string>();
/** Tabs that turned out to be closed. */
const closed = new Set<number>();
let first = true;
/** What tabs without a badge of their own show; null until it was painted. */
let rest: Badge | null = null;

/**
 * A browser wipes a tab's badge when the tab commits a navigation, which every callback does: it is painted again
 * with each sign of one. While capture is paused every tab says so, and nothing else. Must be called in the worker's
 * first tick.
 */
export function keepBadges(): { show(set: RecordSet, exchanges: readonly Exchange[]): void } {
  const repaint = (tabId: number) => {
    const badge = wanted.get(tabId);
    if (badge) void paint(tabId, badge);
  };
  // Chromium keeps what all tabs show across a restart, which ends a pause.
  browser.runtime.onStartup.addListener(() => undefined);
  const updates = onlyWhileNeeded(browser.tabs.onUpdated, repaint, 'badge');
  const forget = (tabId: number) => closed.add(tabId);
  const closing = onlyWhileNeeded(browser.tabs.onRemoved, forget, 'badge');
  const need = (needed: boolean) => {
    updates.need(needed);
    closing.need(needed);
  };
  return {
    show(set, exchanges) {
      // What an earlier worker painted is not known here: every tab that has a record may show a badge.
      if (first) for (const { tabId } of set.responses.values()) painted.set(tabId, '');
      first = false;
      const now = set.paused ? new Map<number, Badge>() : badgesFor(set, exchanges);
      wanted = now;
      const other = set.paused ? pause : plain;
      if (rest !== other) void paint(undefined, other);
      rest = other;
      // Before it is painted: the tab may commit its navigation at any moment.
      if ([...now.keys()].some((tabId) => !closed.has(tabId))) need(true);
      for (const [tabId, badge] of wanted) {
        if (painted.get(tabId) !== badge.title) void paint(tabId, badge);
      }
      for (const [tabId, title] of painted) {
        if (!wanted.has(tabId) && title !== other.title) void paint(tabId, other);
      }
      void anyTabOpen([...now.keys()]).then((needed) => {
        if (wanted === now) need(needed);
      });
    },
  };
}

/** The number of rejected responses in each tab, and in words what failed in the last one. */
function badgesFor(set: RecordSet, exchanges: readonly Exchange[]): Map<number, Badge> {
  const badges = new Map<number, { count: number; reason: string }>();
  for (const exchange of exchanges) {
    const summary = summaryOf(set, exchange);
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

async function anyTabOpen(tabIds: readonly number[]): Promise<boolean> {
  if (tabIds.length === 0) return false;
  const open = new Set((await browser.tabs.query({})).map(({ id }) => id));
  return tabIds.some((tabId) => open.has(tabId));
}
