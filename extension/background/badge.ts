import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, summaryOf } from '../../src/recordset.ts';
import { findingTitle } from '../../src/wording/titles.ts';
import { browser } from '../browser.ts';
import { onlyWhileNeeded } from './needed.ts';

const red = '#b3261e';
const plainTitle = 'OAuth Response Inspector';

interface Badge {
  readonly text: string;
  readonly title: string;
}

/** What each tab's badge should show. */
let wanted: ReadonlyMap<number, Badge> = new Map();
/** What was painted last. */
const painted = new Map<number, string>();
/** Tabs that turned out to be closed. */
const closed = new Set<number>();
let first = true;

/**
 * A browser wipes a tab's badge when the tab commits a navigation, which every callback does: it is painted again
 * with each sign of one. Must be called in the worker's first tick.
 */
export function keepBadges(): { show(set: RecordSet, exchanges: readonly Exchange[]): void } {
  const repaint = (tabId: number) => {
    const badge = wanted.get(tabId);
    if (badge) void paint(tabId, badge);
  };
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
      const now = badgesFor(set, exchanges);
      wanted = now;
      // Before it is painted: the tab may commit its navigation at any moment.
      if ([...now.keys()].some((tabId) => !closed.has(tabId))) need(true);
      for (const [tabId, badge] of wanted) {
        if (painted.get(tabId) !== badge.title) void paint(tabId, badge);
      }
      for (const [tabId, title] of painted) {
        if (!wanted.has(tabId) && title !== plainTitle) void paint(tabId, { text: '', title: plainTitle });
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
      { text: String(count), title: `${plainTitle}\n${count} rejected. Last: ${reason}` },
    ]),
  );
}

async function paint(tabId: number, { text, title }: Badge): Promise<void> {
  if (closed.has(tabId)) return;
  painted.set(tabId, title);
  try {
    // In one go: what is painted later is not mixed with it.
    await Promise.all([
      browser.action.setBadgeBackgroundColor({ tabId, color: red }),
      browser.action.setTitle({ tabId, title }),
      browser.action.setBadgeText({ tabId, text }),
    ]);
  } catch {
    closed.add(tabId);
  }
}

async function anyTabOpen(tabIds: readonly number[]): Promise<boolean> {
  if (tabIds.length === 0) return false;
  const open = new Set((await browser.tabs.query({})).map(({ id }) => id));
  return tabIds.some((tabId) => open.has(tabId));
}
