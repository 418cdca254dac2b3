import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { client } from '../src/fixture.ts';

const { contains, apis, granted, rules } = vi.hoisted(() => ({
  /** The rules that change headers, and how many there were when the server was asked. */
  rules: { standing: new Set<number>(), seen: [] as number[] },
  contains: vi.fn(async () => true),
  apis: { permissions: true },
  granted: { origins: ['*://localhost/*'] },
}));
interface RuleChange {
  readonly removeRuleIds?: readonly number[];
  readonly addRules?: readonly { readonly id: number }[];
}
vi.mock('./browser.ts', () => ({
  hasApi: () => apis.permissions,
  browser: {
    permissions: { contains },
    runtime: { getURL: () => 'chrome-extension://abc/' },
    declarativeNetRequest: {
      updateSessionRules: async ({ removeRuleIds = [], addRules = [] }: RuleChange) => {
        for (const id of removeRuleIds) rules.standing.delete(id);
        for (const { id } of addRules) rules.standing.add(id);
      },
    },
    storage: { session: { get: async () => ({ granted: JSON.stringify(granted) }) } },
  },
}));

const { fetchKeys, send } = await import('./issuer.ts');

const limit = 1_000_000;
let size = limit;
const server = createServer((_request, response) => {
  rules.seen.push(rules.standing.size);
  const [head, tail] = ['{"keys":[]', '}'];
  response.end(head + ' '.repeat(size - head.length - tail.length) + tail);
});
let issuer: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const home = () => ({ issuer, test_network_without_tls: false });

test('a document of 1 MB is read, one byte more is too much', async () => {
  size = limit;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toHaveProperty('text.length', limit);
  size = limit + 1;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toMatchObject({ problem: 'too-large' });
});

test('so is the answer to what the user sent', async () => {
  const request = { url: `${issuer}/token`, method: 'POST' as const, headers: {}, body: 'a=b' };
  const by = { ...client, issuer };
  size = limit;
  expect(await send(request, by)).toMatchObject({ status: 200 });
  size = limit + 1;
  expect(await send(request, by)).toMatchObject({ problem: 'too-large' });
});

test('the rule that takes the Origin off stands while something is posted, and no longer', async () => {
  size = limit;
  rules.seen = [];
  const request = { url: `${issuer}/token`, method: 'POST' as const, headers: {}, body: 'a=b' };
  await fetchKeys(`${issuer}/jwks`, home());
  await Promise.all([send(request, { ...client, issuer }), send(request, { ...client, issuer })]);
  expect(rules.seen[0]).toBe(0);
  expect(rules.seen.slice(1).every((count) => count > 0)).toBe(true);
  expect(rules.standing.size).toBe(0);
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
  size = limit;
  expect(await fetchKeys(`${issuer}/jwks`, home())).toHaveProperty('text');
  granted.origins = ['https://localhost/*', '*://*.example.com/*'];
  expect(await fetchKeys(`${issuer}/jwks`, home())).toMatchObject({ problem: 'no-access' });
});
