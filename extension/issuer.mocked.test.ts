import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { client } from '../src/fixture.ts';

type Heard = (changes: Record<string, { newValue?: unknown }>, area: string) => void;
const { contains, apis, stored, background } = vi.hoisted(() => ({
  contains: vi.fn(async () => true),
  apis: { permissions: true },
  stored: new Map<string, unknown>(),
  background: {
    answers: true,
    listeners: new Set<Heard>(),
    /** What was being posted whenever the server was asked, as far as the background had arranged it. */
    seen: [] as number[],
    arranged: [] as string[],
    arrange() {
      this.arranged = [...stored.keys()].flatMap((key) => key.match(/^posting\/(.*)/)?.slice(1) ?? []);
      const newValue = JSON.stringify({ postings: this.arranged });
      for (const listener of this.listeners) listener({ arranged: { newValue } }, 'session');
    },
  },
}));
const noted = () => {
  if (background.answers) setTimeout(() => background.arrange());
};
vi.mock('./browser.ts', () => ({
  hasApi: () => apis.permissions,
  browser: {
    permissions: { contains },
    storage: {
      onChanged: {
        addListener: (listener: Heard) => background.listeners.add(listener),
        removeListener: (listener: Heard) => background.listeners.delete(listener),
      },
      session: {
        get: async () => Object.fromEntries(stored),
        async set(records: object) {
          for (const [key, text] of Object.entries(records)) stored.set(key, text);
          noted();
        },
        async remove(keys: readonly string[]) {
          for (const key of keys) stored.delete(key);
          noted();
        },
      },
    },
  },
}));
const grant = (...origins: string[]) => stored.set('granted', JSON.stringify({ origins }));

const { fetchKeys, send } = await import('./issuer.ts');

const limit = 1_000_000;
let size = limit;
/** Whether the server takes for ever. */
let isStalled = false;
const server = createServer((_request, response) => {
  if (isStalled) return;
  background.seen.push(background.arranged.length);
  const [head, tail] = ['{"keys":[]', '}'];
  response.end(head + ' '.repeat(size - head.length - tail.length) + tail);
});
let issuer: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const request = () => ({ url: `${issuer}/token`, method: 'POST' as const, headers: {}, body: 'a=b' });
const home = () => ({ issuer, test_network_without_tls: false });

test('a document of 1 MB is read, one byte more is too much', async () => {
  size = limit;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toHaveProperty('text.length', limit);
  size = limit + 1;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toMatchObject({ problem: 'too-large' });
});

test('so is the answer to what the user sent', async () => {
  const by = { ...client, issuer };
  size = limit;
  expect(await send(request(), by)).toMatchObject({ status: 200 });
  size = limit + 1;
  expect(await send(request(), by)).toMatchObject({ problem: 'too-large' });
});

test('a document, and an answer to what was sent, may take ten seconds, and no longer', async () => {
  size = limit;
  const over = new AbortController();
  const limited = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(over.signal);
  expect(await fetchKeys(`${issuer}/jwks`, home())).toHaveProperty('text');
  isStalled = true;
  const waiting = [fetchKeys(`${issuer}/jwks`, home()), send(request(), home())];
  await vi.waitFor(() => expect(limited).toHaveBeenCalledTimes(3));
  expect(limited.mock.calls).toEqual([[10_000], [10_000], [10_000]]);
  over.abort();
  for (const one of waiting) expect(await one).toMatchObject({ problem: 'timeout' });
  isStalled = false;
  limited.mockRestore();
});

test('nothing is posted before the background has taken the Origin off, which it knows to be over afterwards', async () => {
  size = limit;
  background.seen = [];
  await fetchKeys(`${issuer}/jwks`, home());
  await Promise.all([send(request(), { ...client, issuer }), send(request(), { ...client, issuer })]);
  expect(background.seen[0]).toBe(0);
  expect(background.seen.slice(1).every((count) => count > 0)).toBe(true);
  await expect.poll(() => background.arranged).toEqual([]);
});

test('where the background does not answer, nothing is posted, and nothing is left for it to arrange', async () => {
  background.answers = false;
  background.seen = [];
  vi.useFakeTimers();
  const sent = send(request(), { ...client, issuer });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await sent).toMatchObject({ problem: 'not-arranged' });
  vi.useRealTimers();
  expect(background.seen).toEqual([]);
  expect([...stored.keys()]).toEqual([]);
  background.answers = true;
});

test('nothing is asked for without access, nor where the rules forbid it', async () => {
  contains.mockResolvedValueOnce(false);
  expect(await fetchKeys(`${issuer}/jwks`, home())).toMatchObject({ problem: 'no-access' });
  const elsewhere = { issuer: 'https://id.example.com', test_network_without_tls: false };
  expect(await fetchKeys(`${issuer}/jwks`, elsewhere)).toMatchObject({
    problem: 'not-allowed',
    detail: 'loopback',
  });
});

test('a page that cannot ask the browser what is granted goes by what the background wrote down', async () => {
  apis.permissions = false;
  grant('*://localhost/*');
  size = limit;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toHaveProperty('text');
  grant('https://localhost/*', '*://*.example.com/*');
  expect(await fetchKeys(`${issuer}/jwks`, home())).toMatchObject({ problem: 'no-access' });
});
