import { beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../../src/client.ts';
import { client } from '../../src/fixture.ts';

const { request, local, session, silent } = await vi.hoisted(async () => {
  const { area } = await import('./area.fixture.ts');
  return {
    request: vi.fn(async (_asked: { origins: string[] }) => false),
    local: area(),
    session: area(),
    silent: { addListener: () => undefined },
  };
});
vi.mock('../browser.ts', () => ({
  hasApi: () => true,
  browser: {
    permissions: { request, contains: async () => false, onAdded: silent, onRemoved: silent },
    // It tells of nothing: what a page does before it is told is what is tested here.
    storage: { local, session, managed: { get: async () => ({}) }, onChanged: silent },
  },
}));
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('location', { hash: '' });
vi.stubGlobal('document', { getElementById: () => null });

const { change } = await import('./form.ts');
const { createPage } = await import('./page.ts');

const typed = {
  callbacks: ['https://new.example.com/cb'],
  issuer: 'https://id.example.com',
  client_id: 'typed',
  keysFrom: 'jwks',
  jwks: '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}',
} as const;

/** A page that has read the store, in which these are registered. */
async function startPage(...clients: readonly Client[]) {
  for (const one of clients) local.kept.set(`client/${one.id}`, one);
  const page = createPage();
  await vi.waitFor(() => expect(page.clients.value).toEqual(clients));
  return page;
}

/** Lets the browser ask until it is answered. */
function ask(): () => void {
  let answer = () => {};
  request.mockReturnValueOnce(new Promise((resolve) => (answer = () => resolve(false))));
  return () => answer();
}

beforeEach(() => {
  vi.clearAllMocks();
  for (const { kept } of [local, session]) kept.clear();
});

test('a form that was left while the browser asked registers nothing, and closes no other', async () => {
  const answer = ask();
  const page = await startPage(client);
  const left = page.open(null);
  change(left, typed);
  const saving = page.save(left);
  page.close();
  const other = page.open(client);
  change(other, { leeway: '5' });
  answer();
  await saving;
  expect([...local.kept.values()]).toEqual([client]);
  expect(page.form.value).toBe(other);
  expect(page.saved.value).toBeNull();
});

test('a client that was deleted while the browser asked does not come back', async () => {
  const answer = ask();
  const page = await startPage(client);
  const form = page.open(client);
  change(form, { callbacks: typed.callbacks });
  const saving = page.save(form);
  page.close();
  await page.remove(client);
  answer();
  await saving;
  expect(local.kept.size).toBe(0);
});

test('Save waits while the browser asks: pressed again it registers no second client', async () => {
  const answer = ask();
  const page = await startPage();
  const form = page.open(null);
  change(form, typed);
  const saving = [page.save(form), page.save(form)];
  expect(form.saving.value).toBe(true);
  answer();
  await Promise.all(saving);
  expect(request).toHaveBeenCalledTimes(1);
  expect(local.kept.size).toBe(1);
  expect([form.saving.value, page.form.value]).toEqual([false, null]);
});

test('what is typed while the browser asks is registered too, or refused', async () => {
  const page = await startPage();
  const form = page.open(null);
  change(form, typed);
  const answer = ask();
  const refused = page.save(form);
  change(form, { leeway: 'a minute' });
  answer();
  await refused;
  expect(form.problems.value.map(({ field }) => field)).toEqual(['leeway']);
  expect([local.kept.size, form.saving.value]).toEqual([0, false]);

  change(form, { leeway: '4', callbacks: ['https://newer.example.com/cb'] });
  const answerAgain = ask();
  const saving = page.save(form);
  change(form, { leeway: '5' });
  answerAgain();
  await saving;
  expect(page.saved.value).toMatchObject({ leeway: 5 });
  expect([...local.kept.values()]).toEqual([page.saved.value]);
});

test('a policy client whose secret is still being written closes no other form, and is not saved twice', async () => {
  const page = await startPage(client);
  const form = page.open({ ...client, id: 'managed:c2' });
  change(form, { client_secret: 'hunter2' });
  const saving = [page.save(form), page.save(form)];
  expect(form.saving.value).toBe(true);
  const other = page.open(client);
  await Promise.all(saving);
  expect(session.set).toHaveBeenCalledTimes(1);
  expect(page.form.value).toBe(other);
});

test('what was just saved can be changed at once, before the browser tells of it', async () => {
  const page = await startPage(client);
  const form = page.open(client);
  change(form, { leeway: '5' });
  await page.save(form);
  const [saved = null] = page.clients.value ?? [];
  const again = page.open(saved);
  change(again, { profile: 'fapi2-security' });
  await page.save(again);
  expect(again.failure.value).toBeNull();
  expect(page.saved.value).toMatchObject({ leeway: 5, profile: 'fapi2-security' });
});
