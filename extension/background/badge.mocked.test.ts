import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from '../../src/recordset.ts';
import { summarisedIn } from '../../src/summarised.ts';
import { recordKey } from '../../src/records.ts';

const { shown, listeners, everywhere, standing, open, asking, browser } = vi.hoisted(() => {
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
  /** What the browser waits for before it says what a tab shows. */
  const asking = { until: Promise.resolve() };
  const action = {
    async getBadgeText({ tabId }: { tabId: number }) {
      const text = shown.get(tabId) ?? shown.get(everywhere);
      await asking.until;
      return text;
    },
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async () => undefined,
    setBadgeText: async ({ tabId = everywhere, text }: { tabId?: number; text: string }) =>
      void shown.set(tabId, text),
  };
  /** The tabs whose pages have loaded. */
  const standing = new Set<number>();
  /** The tabs that are open. */
  const open = new Set<number>();
  const tabs = {
    query: async () => [...open].map((id) => ({ id })),
    onUpdated: event(listeners),
    onRemoved: event(new Set()),
    get: async (id: number) => ({ id, status: standing.has(id) ? 'complete' : 'loading' }),
  };
  const runtime = { onStartup: event(new Set()) };
  return { shown, listeners, everywhere, standing, open, asking, browser: { action, tabs, runtime } };
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

describe('after the background was started again', () => {
  /** Starts a background. */
  async function start(): Promise<(set: RecordSet) => Promise<void>> {
    vi.resetModules();
    const { keepBadges } = await import('./badge.ts');
    const anew = keepBadges();
    return async (set) => {
      anew.show(set, summarisedIn(set));
      await settled();
    };
  }
  const paused = (set: RecordSet) => {
    applyRecord(set, recordKey.paused, { at: 1 });
    return set;
  };
  beforeEach(() => {
    shown.clear();
    for (const tabId of [1, 2]) open.add(tabId);
  });
  afterEach(() => open.clear());

  test('no tab is left that says it is paused, also where its responses are gone', async () => {
    const before = await start();
    for (const set of [rejected(), paused(rejected()), paused(emptySet())]) await before(set);
    expect(shown.get(1)).toBe('off');
    await (
      await start()
    )(emptySet());
    expect(shown.get(1)).toBe('');
    // What shows what all others show is given nothing of its own.
    expect(shown.has(2)).toBe(false);
  });

  test.each([
    ['when', [paused(emptySet())]],
    ['before', [emptySet(), paused(emptySet())]],
  ])('every tab says it is paused, where one was left blank %s it is', async (_when, sets) => {
    const before = await start();
    for (const set of [rejected(), emptySet()]) await before(set);
    expect(shown.get(1)).toBe('');
    const after = await start();
    for (const set of sets) await after(set);
    expect(shown.get(1)).toBe('off');
    await after(emptySet());
    expect(shown.get(1)).toBe('');
  });

  test('a response that comes while tabs are asked what they show keeps its badge', async () => {
    shown.set(1, '7');
    let answer = () => {};
    asking.until = new Promise((resolve) => (answer = resolve));
    const after = await start();
    await after(emptySet());
    await after(rejected());
    answer();
    await settled();
    expect(shown.get(1)).toBe('1');
  });
});
