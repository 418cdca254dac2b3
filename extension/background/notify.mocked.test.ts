import { beforeEach, expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from '../../src/recordset.ts';
import { summarisedIn } from '../../src/summarised.ts';
import { recordKey } from '../../src/records.ts';

const { created, clicked, shown, local, stored, browser } = vi.hoisted(() => {
  const created: Record<string, string>[] = [];
  const clicked = new Set<(id: string) => void>();
  const shown: unknown[] = [];
  const local = new Map<string, unknown>();
  const stored = new Set<(changes: object, area: string) => void>();
  const heardBy = <Listener>(heard: Set<Listener>) => ({
    addListener: (listener: Listener) => void heard.add(listener),
    hasListener: (listener: Listener) => heard.has(listener),
  });
  const browser = {
    notifications: {
      create: async (id: string, options: object) => void created.push({ id, ...options }),
      clear: async () => true,
      onClicked: heardBy(clicked),
    },
    permissions: { onAdded: heardBy(new Set()) },
    runtime: { getURL: (path: string) => path },
    storage: { local: { get: async () => Object.fromEntries(local) }, onChanged: heardBy(stored) },
    tabs: { update: async (id: number) => (shown.push(`tab ${id}`), { windowId: 7 }) },
    windows: { update: async (id: number) => void shown.push(`window ${id}`) },
  };
  return { created, clicked, shown, local, stored, browser };
});
vi.mock('../browser.ts', () => ({ browser, hasApi: (name: string) => name in browser }));

const { notifyOfFailures } = await import('./notify.ts');
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** Records with a rejected response in tab 1. */
function rejected(at = Date.now(), isPrivate = false): RecordSet {
  const set = emptySet();
  const record = { ...response(`${callback}?code=SplxlOBeZQQYbYS6WxSbIA`, { tabId: 1 }), at };
  applyRecord(set, recordKey.client(client.revision), client);
  applyRecord(set, recordKey.response(record), record);
  applyRecord(set, recordKey.tab(1), { private: isPrivate, opener: null });
  for (const exchange of exchangesOf(set).exchanges) {
    applyRecord(set, `summary/1/${exchange.id}`, {
      response: exchange.id,
      tabId: 1,
      evidence: judgementName(set, exchange),
      kind: 'rejected',
      askAgain: false,
      reason: { check: 'iss-match', outcome: 'fail' },
      counts: { pass: 0, fail: 1, warn: 0, info: 0, skip: 0, unsupported: 0 },
    });
  }
  return set;
}

async function follow(set: RecordSet): Promise<Record<string, string>[]> {
  const notices = notifyOfFailures();
  await settled();
  notices.follow(set, summarisedIn(set));
  notices.follow(set, summarisedIn(set));
  return created;
}

beforeEach(() => {
  created.length = 0;
  local.clear();
  local.set('notify-of-failures', true);
});

test('a rejected response is told once, without a value out of it', async () => {
  const [first, ...more] = await follow(rejected());
  expect(more).toEqual([]);
  expect(first?.['message']).toBe('Response rejected: s6BhdRkqt3 at id.example.com');
  expect(JSON.stringify(first)).not.toContain('SplxlOBeZQQYbYS6WxSbIA');
});

test('a click shows the tab it came back to, and opens nothing', async () => {
  const [first] = await follow(rejected());
  for (const listener of clicked) listener(first?.['id'] ?? '');
  await settled();
  expect(new Set(shown)).toEqual(new Set(['tab 1', 'window 7']));
});

test.each([
  ['that came in a private window', () => rejected(Date.now(), true)],
  ['that is old, such as after a restart of the background', () => rejected(Date.now() - 21_000)],
  ['of before the clock was set back', () => rejected(Date.now() + 3_600_000)],
])('a response %s is not told', async (_which, make) => {
  expect(await follow(make())).toEqual([]);
});

test('nothing is told until the user has switched it on', async () => {
  local.clear();
  expect(await follow(rejected())).toEqual([]);
  local.set('notify-of-failures', true);
  for (const listener of stored) listener({}, 'local');
  await settled();
  expect(created.length).toBeGreaterThan(0);
});
