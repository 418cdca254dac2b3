import { afterEach, beforeEach, expect, it } from 'vitest';
import { startListener } from './listener.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeEach(async () => {
  site = await startSite();
});
afterEach(() => site.close());

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(site.issuer + path, init);
const openid = '/.well-known/openid-configuration';
const oauth = '/.well-known/oauth-authorization-server';

it('all documents are right at first and after reset', async () => {
  const right = await (await get('/jwks')).text();
  site.documents.set({ jwks: 'not-json' });
  expect(await (await get('/jwks')).text()).not.toBe(right);
  expect(await (await get(openid)).json()).toMatchObject({ issuer: site.issuer });
  site.documents.reset();
  expect(await (await get('/jwks')).text()).toBe(right);
});

it.each([
  ['status-500', 500],
  ['status-404', 404],
] as const)('%s', async (jwks, status) => {
  site.documents.set({ jwks });
  expect((await get('/jwks')).status).toBe(status);
});

it('reset', async () => {
  site.documents.set({ jwks: 'reset' });
  await expect(get('/jwks')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
});

it('not-json', async () => {
  site.documents.set({ jwks: 'not-json' });
  await expect((await get('/jwks')).json()).rejects.toThrow(SyntaxError);
});

it('huge is the true document and 10 MB', async () => {
  site.documents.set({ jwks: 'huge' });
  const body = await (await get('/jwks')).text();
  expect(body.length).toBeGreaterThan(10_000_000);
  expect(JSON.parse(body)).toMatchObject({ keys: expect.any(Array) });
});

it('endless gives more than any limit', async () => {
  site.documents.set({ jwks: 'endless' });
  let received = 0;
  for await (const chunk of (await get('/jwks')).body ?? []) {
    received += chunk.length;
    if (received > 20_000_000) break;
  }
  expect(received).toBeGreaterThan(20_000_000);
});

it('stalled says nothing; the site closes nevertheless', async () => {
  site.documents.set({ jwks: 'stalled' });
  const answer = get('/jwks');
  answer.catch(() => undefined);
  await expect.poll(() => site.heard.issuer.at(-1)?.url).toBe('/jwks');
  await site.close();
  await expect(answer).rejects.toThrow('fetch failed');
});

it('delay', async () => {
  site.documents.set({ jwks: { delay: 50 } });
  const before = performance.now();
  expect(await (await get('/jwks')).json()).toHaveProperty('keys');
  expect(performance.now() - before).toBeGreaterThan(45);
});

it('redirect points elsewhere, and who does not follow is not heard there', async () => {
  const elsewhere = await startListener();
  site.documents.set({ jwks: { redirect: `${elsewhere.origin}/jwks` } });
  await expect(get('/jwks', { redirect: 'error' })).rejects.toThrow('fetch failed');
  expect(elsewhere.heard).toEqual([]);
  await get('/jwks');
  expect(elsewhere.heard).toMatchObject([{ method: 'GET', url: '/jwks' }]);
  await elsewhere.close();
});

it('members change the metadata at both places', async () => {
  site.documents.set({ metadata: { members: { issuer: 'https://wrong.example', jwks_uri: undefined } } });
  for (const path of [openid, oauth]) {
    const metadata: unknown = await (await get(path)).json();
    expect(metadata).toMatchObject({
      issuer: 'https://wrong.example',
      token_endpoint: `${site.issuer}/token`,
    });
    expect(metadata).not.toHaveProperty('jwks_uri');
  }
});

it('one place of the metadata can be wrong by itself', async () => {
  site.documents.set({ 'openid-configuration': 'status-404', metadata: { json: { issuer: 'x' } } });
  expect((await get(openid)).status).toBe(404);
  expect(await (await get(oauth)).json()).toEqual({ issuer: 'x' });
});

it('bomb unpacks to a hundred megabytes', async () => {
  site.documents.set({ jwks: 'bomb' });
  const response = await get('/jwks');
  expect(response.headers.get('content-encoding')).toBe('gzip');
  expect((await response.arrayBuffer()).byteLength).toBe(100_000_000);
});

it('drip sends the document a byte at a time', async () => {
  site.documents.set({ jwks: { drip: 100 } });
  const reader = (await get('/jwks')).body?.getReader();
  expect((await reader?.read())?.value).toHaveLength(1);
  await reader?.cancel();
});

it('keys stand around the true ones', async () => {
  site.documents.set({ jwks: { keys: (own) => [null, ...own] } });
  const { keys } = (await (await get('/jwks')).json()) as { keys: unknown[] };
  expect(keys[0]).toBeNull();
  expect(keys[1]).toHaveProperty('kid');
});

it('wrong-type calls the true document a picture', async () => {
  site.documents.set({ jwks: 'wrong-type' });
  const response = await get('/jwks');
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(await response.json()).toHaveProperty('keys');
});
