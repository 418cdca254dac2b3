import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from '../../src/recordset.ts';
import { summarisedIn } from '../../src/summarised.ts';
import { recordKey } from '../../src/records.ts';

const { shown, listeners, everywhere, standing, browser } = vi.hoisted(() => {
  /** What the toolbar shows of each tab. */
  const shown = new Map<number, string>();
  /** In the place of a tab: what all others show. */
  const everywhere = -1;
  type Listener = (tabId: number, change: { readonly status?: 'loading' | 'complete' }) => void;
  const listeners = new Set<Listener>();
  const event = (heard: Set<Listener>) => ({
    addListener: (listener: Listener) => void heard.add(listener),
    removeListener: (listener: Listener) => void heard.delete(listener),
  });
  const action = {
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async () => undefined,
    setBadgeText: async ({ tabId = everywhere, text }: { tabId?: number; text: string }) =>
      void shown.set(tabId, text),
  };
  /** The tabs whose pages have loaded. */
  const standing = new Set<number>();
  const tabs = {
    onUpdated: event(listeners),
    onRemoved: event(new Set()),
    get: async (id: number) => ({ id, status: standing.has(id) ? 'complete' : 'loading' }),
  };
  const runtime = { onStartup: event(new Set()) };
  return { shown, listeners, everywhere, standing, browser: { action, tabs, runtime } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { keepBadges } = await import('./badge.ts');
const badges = keepBadges();
const show = (set: RecordSet) => badges.show(set, summarisedIn(set));
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** What the browser says of tab 1. */
const tell = (status: 'loading' | 'complete') => {
  for (const listener of listeners) listener(1, { status });
};

/** Records with a rejected response in tab 1, which came just now. */
function rejected(): RecordSet {
  const set = emptySet();
  const record = response(`${callback}?code=1`, { tabId: 1, at: Date.now() });
  applyRecord(set, recordKey.client(client.revision), client);
  applyRecord(set, recordKey.response(record), record);
  for (const exchange of exchangesOf(set).exchanges) {
    const summary = {
      response: exchange.id,
      tabId: 1,
      evidence: judgementName(set, exchange),
      kind: 'rejected',
      askAgain: false,
      reason: { check: 'iss-match', outcome: 'fail' },
      counts: { pass: 0, fail: 1, warn: 0, info: 0, skip: 0, unsupported: 0 },
    };
    applyRecord(set, `summary/1/${exchange.id}`, summary);
  }
  return set;
}

beforeEach(async () => {
  show(emptySet());
  badges.left(1);
  await settled();
});
afterEach(() => vi.useRealTimers());

test('a rejected response is counted, and what the browser wiped is painted again', async () => {
  show(rejected());
  await settled();
  expect(shown.get(1)).toBe('1');
  shown.delete(1);
  tell('loading');
  expect(shown.get(1)).toBe('1');
});

test('it is painted again also where the tab commits its navigation at once', () => {
  show(rejected());
  shown.delete(1);
  tell('loading');
  expect(shown.get(1)).toBe('1');
});

test('a page that came before the browser knew that somebody listens does not wipe it for good', async () => {
  show(rejected());
  await settled();
  standing.add(1);
  badges.left(1);
  shown.delete(1);
  await settled();
  expect(shown.get(1)).toBe('1');
  standing.delete(1);
});

test('nothing is heard of tabs any more once the page stands, until the tab leaves for another one', () => {
  vi.useFakeTimers();
  badges.left(1);
  show(rejected());
  tell('complete');
  vi.advanceTimersByTime(2000);
  expect(listeners.size).toBe(1);
  // The page leads on by itself.
  tell('loading');
  tell('complete');
  vi.advanceTimersByTime(2900);
  expect(listeners.size).toBe(1);
  vi.advanceTimersByTime(200);
  expect(listeners.size).toBe(0);

  shown.delete(1);
  badges.left(1);
  expect(listeners.size).toBe(1);
  tell('loading');
  expect(shown.get(1)).toBe('1');
});

test('nor of a page that does not come within a minute, or of a tab without a badge', () => {
  vi.useFakeTimers();
  badges.left(1);
  badges.left(2);
  expect(listeners.size).toBe(0);
  show(rejected());
  tell('loading');
  vi.advanceTimersByTime(59_000);
  expect(listeners.size).toBe(1);
  vi.advanceTimersByTime(2000);
  expect(listeners.size).toBe(0);
});

test('it goes with the response, also when that seemed to be back for a moment', async () => {
  show(rejected());
  await settled();
  // The browser tells of the background's own earlier writes after it has removed what was written.
  show(emptySet());
  show(rejected());
  await settled();
  show(emptySet());
  expect(shown.get(1)).toBe('');
});

test('a pause shows in every tab, and when it ends each has its badge again', async () => {
  const set = rejected();
  show(set);
  await settled();
  applyRecord(set, recordKey.paused, { at: 1 });
  show(set);
  await settled();
  expect([shown.get(1), shown.get(everywhere)]).toEqual(['off', 'off']);
  applyRecord(set, recordKey.paused, undefined);
  show(set);
  await settled();
  expect([shown.get(1), shown.get(everywhere)]).toEqual(['1', '']);
});
