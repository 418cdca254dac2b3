import { type TabRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { keep } from './keep.ts';
import { mayHaveBeenPrivate } from './private-windows.ts';

const asked = new Map<number, Promise<TabRecord | null>>();
const noted = new Map<number, Promise<void>>();

/**
 * Asks whether a tab is private and which tab opened it. To be called the moment that a tab is heard of: a popup may
 * close itself as soon as it has its response.
 *
 * @param at when it was heard of, in milliseconds since 1970
 * @param isPrivate whether the event says that the tab is private, where it says so at all: Firefox's do
 * @returns null where the tab is gone, and nothing else tells whether it was private
 */
export function askTab(tabId: number, at: number, isPrivate?: boolean): Promise<TabRecord | null> {
  const before = asked.get(tabId);
  if (before) return before;
  const answer = readTab(tabId).catch(() => tabThatIsGone(at, isPrivate));
  asked.set(tabId, answer);
  // What is heard of it next may tell more.
  void answer.then((tab) => tab ?? asked.delete(tabId));
  return answer;
}

async function tabThatIsGone(at: number, isPrivate?: boolean): Promise<TabRecord | null> {
  if (isPrivate !== undefined) return { private: isPrivate, opener: null };
  return (await mayHaveBeenPrivate(at)) ? null : { private: false, opener: null };
}

/**
 * The opener is the tab whose page opened this one in a window of its own. Within one window Chromium means something
 * else by it: the tab that was in front when this one came, be it by Ctrl+T, or -1 (measured on 156).
 */
async function readTab(tabId: number): Promise<TabRecord> {
  const { incognito, openerTabId = -1, windowId } = await browser.tabs.get(tabId);
  const other = await windowOf(openerTabId);
  return { private: incognito, opener: other === null || other === windowId ? null : openerTabId };
}

/** The window of a tab, or null where there is no such tab. */
async function windowOf(tabId: number): Promise<number | null> {
  try {
    return (await browser.tabs.get(tabId)).windowId ?? null;
  } catch {
    return null;
  }
}

/** Writes down what a tab said of itself; ends when it is written. One without a record counts as private. */
export async function noteTab(tabId: number, at: number): Promise<void> {
  const tab = await askTab(tabId, at);
  if (!tab) return;
  const writing = noted.get(tabId) ?? keep({ [recordKey.tab(tabId)]: tab });
  noted.set(tabId, writing);
  await writing;
}
