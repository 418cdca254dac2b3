import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { callback, client, request, response } from '../../src/fixture.ts';
import { type ResponseRecord, byteLimit, exchangeLimit, recordKey } from '../../src/records.ts';
import { writeRecord } from '../../src/record-text.ts';
import { type RecordSet, applyRecord, emptySet } from '../../src/recordset.ts';

const { held, browser } = vi.hoisted(() => {
  /** What the browser holds, how many characters of it at most, and how many bytes it says that all of it takes. */
  const held = {
    items: new Map<string, string>(),
    most: Infinity,
    inUse: null as number | null,
  };
  const lengthOf = (items: Iterable<readonly [string, string]>) =>
    [...items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const session = {
    get: async (keys: string | string[] | null) =>
      Object.fromEntries([...held.items].filter(([key]) => keys === null || [keys].flat().includes(key))),
    async set(more: Record<string, string>) {
      const next = new Map([...held.items, ...Object.entries(more)]);
      if (lengthOf(next) > held.most) throw new Error('QuotaExceededError');
      held.items = next;
    },
    remove: async (keys: string[]) => keys.forEach((key) => held.items.delete(key)),
    getKeys: async () => [...held.items.keys()],
    getBytesInUse: async () => held.inUse ?? lengthOf(held.items),
  };
  const storage = {
    session,
    local: { get: async () => ({}) },
    managed: { get: async () => ({}) },
    onChanged: { addListener: () => undefined },
  };
  return { held, browser: { storage } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { finishDropping, keep, roomPatience } = await import('./keep.ts');

beforeEach(() => {
  Object.assign(held, { items: new Map(), most: Infinity, inUse: null });
  vi.useFakeTimers();
});
afterEach(async () => {
  await settled();
  vi.useRealTimers();
});

let made = 0;
/** A response that came after all before, with so many characters in its URL. */
function next(length = 100): ResponseRecord {
  made += 1;
  const url = `${callback}?code=${made}&pad=`.padEnd(length, 'x');
  return response(url, { id: `r${String(made).padStart(6, '0')}`, at: made * 1000 });
}
const withClient = (record: ResponseRecord) => ({
  [recordKey.response(record)]: record,
  [recordKey.client(client.revision)]: client,
});
/** Responses that are there without `keep` having been asked. */
function there(count: number, length?: number): ResponseRecord[] {
  const records = Array.from({ length: count }, () => next(length));
  for (const record of records)
    for (const [key, value] of Object.entries(withClient(record))) held.items.set(key, writeRecord(value));
  return records;
}
const responses = () => [...held.items.keys()].filter((key) => key.startsWith('response/'));
const dropped = () =>
  JSON.parse(held.items.get('dropped') ?? '{"count":0,"ids":[]}') as { count: number; ids: string[] };
/** What `keep` leaves to be done later is over. */
const settled = async () => {
  await vi.advanceTimersByTimeAsync(roomPatience);
  await finishDropping();
};

describe('the limit of exchanges', () => {
  test('may be reached', async () => {
    there(exchangeLimit - 1);
    await keep(withClient(next()));
    await settled();
    expect(responses()).toHaveLength(exchangeLimit);
    expect(dropped().count).toBe(0);
  });

  test('is not passed: a tenth goes, the oldest first, and is counted', async () => {
    const old = there(exchangeLimit);
    const newest = next();
    await keep(withClient(newest));
    await vi.advanceTimersByTimeAsync(roomPatience - 1);
    // What came is judged before the rest is gone through.
    expect(responses()).toHaveLength(exchangeLimit + 1);
    await settled();
    expect(responses()).toHaveLength(exchangeLimit * 0.9);
    expect(responses().at(-1)).toBe(recordKey.response(newest));
    expect(dropped()).toMatchObject({ count: exchangeLimit * 0.1 + 1 });
    const gone = old.slice(0, dropped().count).map(({ id }) => id);
    expect(responses().filter((key) => gone.some((id) => key.endsWith(id)))).toEqual([]);
  });
});

// Thousands of records take long on a busy machine.
describe('what is counted in the records is what can go', { timeout: 60_000 }, () => {
  const put = (set: RecordSet, key: string, value: unknown) => {
    applyRecord(set, key, value);
    held.items.set(key, writeRecord(value));
  };
  /** A store with so many answered requests and so many that wait, and how often all of it is read when one more comes. */
  async function readsWith(answered: number, waiting: number): Promise<number> {
    const set = emptySet();
    for (let n = 0; n < answered + waiting; n += 1) {
      const own = next();
      const asked = request({ state: own.id }, { id: `${own.id}-a`, at: own.at, requestId: own.requestId });
      put(set, recordKey.request(asked), asked);
      const answer = { ...own, id: `${own.id}-b` };
      if (n < answered) for (const [key, value] of Object.entries(withClient(answer))) put(set, key, value);
    }
    // It knows of no records until it is told of them.
    vi.resetModules();
    const fresh = await import('./keep.ts');
    fresh.countIn(set);
    const reading = vi.spyOn(browser.storage.session, 'get');
    // In another tab: it answers none of the requests.
    await fresh.keep(withClient({ ...next(), tabId: 2 }));
    await vi.advanceTimersByTimeAsync(roomPatience);
    await fresh.finishDropping();
    const whole = reading.mock.calls.filter(([keys]) => keys === null).length;
    reading.mockRestore();
    return whole;
  }
  const requests = () => [...held.items.keys()].filter((key) => key.startsWith('request/'));

  test('while none has to go, what is held is not read', async () => {
    expect(await readsWith(exchangeLimit - 200, 201)).toBe(0);
    expect(requests()).toHaveLength(exchangeLimit + 1);
  });

  test('of too many requests that wait a tenth goes', async () => {
    expect(await readsWith(0, exchangeLimit + 1)).toBe(1);
    expect(requests()).toHaveLength(exchangeLimit * 0.9);
  });

  test('of too many responses a tenth goes', async () => {
    expect(await readsWith(exchangeLimit + 1, 0)).toBe(1);
    expect(responses()).toHaveLength(exchangeLimit * 0.9);
  });
});

describe('the limit of bytes', () => {
  test('may be reached', async () => {
    there(9);
    held.inUse = byteLimit;
    await keep(withClient(next()));
    await settled();
    expect(responses()).toHaveLength(10);
  });

  test('is not passed by a single one', async () => {
    there(9);
    held.inUse = byteLimit + 1;
    const newest = next();
    await keep(withClient(newest));
    await settled();
    expect(responses().length).toBeLessThan(10);
    expect(responses().at(-1)).toBe(recordKey.response(newest));
    expect(responses().length + dropped().count).toBe(10);
  });
});

describe('where the browser takes no more', () => {
  test('older ones go in the place of a response', async () => {
    there(10, 1000);
    held.most = 12_000;
    const large = next(6000);
    await keep(withClient(large));
    expect(responses()).toContain(recordKey.response(large));
    expect(responses().length + dropped().count).toBe(11);
  });

  test('and what comes belongs to the newest response, that one stays', async () => {
    const newest = there(10, 1000).at(-1);
    held.most = 14_000;
    await keep({ 'keys/large': { text: 'x'.repeat(6000) } });
    expect(held.items.has('keys/large')).toBe(true);
    expect(responses()).toContain(newest && recordKey.response(newest));
    expect(responses().length + dropped().count).toBe(10);
  });

  test('a response for which there is no room at all is counted, and nothing is thrown', async () => {
    there(3, 1000);
    held.most = 5000;
    await keep(withClient(next(100_000)));
    expect(responses().length + dropped().count).toBe(4);
    expect(dropped().count).toBeGreaterThan(0);
  });

  test('not even the count, nothing is thrown', async () => {
    there(3, 1000);
    held.most = 0;
    await keep(withClient(next()));
    await keep({ 'keys/large': { text: 'x' } });
    expect(responses()).toEqual([]);
    expect(held.items.has('keys/large')).toBe(false);
  });

  test('many that come at once are kept or counted, each once', async () => {
    there(10, 1000);
    held.most = 14_000;
    const burst = Array.from({ length: 30 }, () => next(1000));
    await Promise.all(burst.map((one) => keep(withClient(one))));
    await settled();
    expect(responses().length + dropped().count).toBe(40);
  });
});

test('a drop that was cut off after it was counted is finished, and counted once', async () => {
  const [first, second] = there(3);
  held.items.set('dropped', JSON.stringify({ count: 2, ids: [first?.id, second?.id] }));
  held.items.set(`summary/c1/${first?.id}`, '{}');
  await finishDropping();
  expect(responses()).toHaveLength(1);
  expect([...held.items.keys()].some((key) => key.startsWith('summary/'))).toBe(false);
  expect(dropped().count).toBe(2);
});
