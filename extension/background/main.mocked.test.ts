import { expect, test, vi } from 'vitest';
import { callback, client as usual, issuer, response } from '../../src/fixture.ts';
import { writeRecord } from '../../src/record-text.ts';
import { recordKey } from '../../src/records.ts';

type Heard = (changes: object, area: string) => void;

const { session, writes, refused, heard, browser } = vi.hoisted(() => {
  const session = new Map<string, string>();
  /** The keys of all that was to be written, and those that find no room. */
  const writes: string[] = [];
  const refused = new Set<string>();
  const heard = new Set<Heard>();
  const event = () => ({ addListener: () => undefined, removeListener: () => undefined });
  const storage = {
    local: { get: async () => ({}), getKeys: async () => [] },
    managed: { get: async () => ({}) },
    session: {
      get: async (keys: string | string[] | null) =>
        Object.fromEntries([...session].filter(([key]) => keys === null || [keys].flat().includes(key))),
      async set(items: Record<string, string>) {
        writes.push(...Object.keys(items));
        if (Object.keys(items).some((key) => refused.has(key))) throw new Error('QuotaExceededError');
        for (const [key, text] of Object.entries(items)) session.set(key, text);
      },
      remove: async (keys: string[]) => keys.forEach((key) => session.delete(key)),
      getKeys: async () => [...session.keys()],
      getBytesInUse: async () => 0,
    },
    onChanged: { ...event(), addListener: (listener: Heard) => void heard.add(listener) },
  };
  const browser = {
    storage,
    action: {
      setBadgeBackgroundColor: async () => undefined,
      setTitle: async () => undefined,
      setBadgeText: async () => undefined,
      getBadgeText: async () => '',
    },
    permissions: {
      onAdded: event(),
      onRemoved: event(),
      getAll: async () => ({}),
      contains: async () => true,
    },
    runtime: { onStartup: event() },
    tabs: {
      onUpdated: event(),
      onRemoved: event(),
      get: async (id: number) => ({ id, incognito: false, windowId: 1, status: 'complete' }),
      query: async () => [],
    },
    webRequest: {
      onBeforeRequest: event(),
      onBeforeRedirect: event(),
      onSendHeaders: event(),
      onHeadersReceived: event(),
    },
    windows: { onCreated: event(), onRemoved: event(), getAll: async () => [{ incognito: false }] },
  };
  return { session, writes, refused, heard, browser };
});
vi.mock('../browser.ts', () => ({ browser, hasApi: (name: string) => name in browser }));

await import('./main.ts');

/** Its keys are at hand: nothing is fetched. */
const client = { ...usual, keys: { from: 'jwks', jwks: '{"keys":[]}' } };

/** What another page writes, or removes where it is undefined. */
function write(key: string, value: unknown): void {
  const newValue = value === undefined ? undefined : writeRecord(value);
  if (newValue === undefined) session.delete(key);
  else session.set(key, newValue);
  for (const listener of heard) listener({ [key]: { newValue } }, 'session');
}

/** A response that comes when it is told to, and where its summary belongs. */
function come(code: string) {
  const own = response(`${callback}?code=${code}`, { at: Date.now() });
  const summary = recordKey.summary({ response: own.id, tabId: own.tabId });
  return { summary, arrive: () => write(recordKey.response(own), own) };
}

/** The name of the evidence that was judged last; undefined where nothing was. */
const judged = (summary: string): unknown => JSON.parse(session.get(summary) ?? '{}').evidence;

const patience = { timeout: 4000 };

write(recordKey.client(client.revision), client);

test('a response is judged again when what it is judged by is again what it was', async () => {
  const { summary, arrive } = come('1');
  arrive();
  await vi.waitFor(() => expect(judged(summary)).toBeDefined(), patience);
  const before = judged(summary);
  const secrets = { client: client.id, issuer, revision: 's1', keys: '', client_secret: 'x' };
  write(recordKey.secrets(client.id), secrets);
  await vi.waitFor(() => expect(judged(summary)).not.toBe(before), patience);
  write(recordKey.secrets(client.id), undefined);
  await vi.waitFor(() => expect(judged(summary)).toBe(before), patience);
});

test('a response whose verdict finds no room is not judged without end', async () => {
  const { summary, arrive } = come('2');
  refused.add(summary);
  arrive();
  const tries = () => writes.filter((key) => key === summary).length;
  // The second time in the place of older ones.
  await vi.waitFor(() => expect(tries()).toBe(2), patience);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(tries()).toBe(2);
});
