import { beforeEach, expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from '../../src/recordset.ts';
import { recordKey } from '../../src/records.ts';

const { shown, listeners, everywhere, browser } = vi.hoisted(() => {
  /** What the toolbar shows of each tab. */
  const shown = new Map<number, string>();
  /** In the place of a tab: what all others show. */
  const everywhere = -1;
  const listeners = new Set<(tabId: number) => void>();
  const event = (heard: Set<(tabId: number) => void>) => ({
    addListener: (listener: (tabId: number) => void) => void heard.add(listener),
    removeListener: (listener: (tabId: number) => void) => void heard.delete(listener),
  });
  const action = {
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async () => undefined,
    setBadgeText: async ({ tabId = everywhere, text }: { tabId?: number; text: string }) =>
      void shown.set(tabId, text),
  };
  const tabs = { onUpdated: event(listeners), onRemoved: event(new Set()), query: async () => [{ id: 1 }] };
  const runtime = { onStartup: event(new Set()) };
  return { shown, listeners, everywhere, browser: { action, tabs, runtime } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { keepBadges } = await import('./badge.ts');
const badges = keepBadges();
const show = (set: RecordSet) => badges.show(set, exchangesOf(set).exchanges);
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Records with a rejected response in tab 1. */
function rejected(): RecordSet {
  const set = emptySet();
  const record = response(`${callback}?code=1`, { tabId: 1 });
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
  await settled();
});

test('a rejected response is counted, and what the browser wiped is painted again', async () => {
  show(rejected());
  await settled();
  expect(shown.get(1)).toBe('1');
  shown.delete(1);
  for (const listener of listeners) listener(1);
  expect(shown.get(1)).toBe('1');
});

test('it is painted again also where the tab commits its navigation at once', () => {
  show(rejected());
  shown.delete(1);
  for (const listener of listeners) listener(1);
  expect(shown.get(1)).toBe('1');
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
