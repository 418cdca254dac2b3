import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../../src/client.ts';
import { client as registered } from '../../src/fixture.ts';
import { callbackWants, merge } from '../../src/needs.ts';
import { readRecord } from '../../src/record-text.ts';
import type { Secrets } from '../../src/secrets.ts';
import type { HeldSecrets } from '../store.ts';

const { request, contains, local, session, fetched } = await vi.hoisted(async () => {
  const { area } = await import('./area.fixture.ts');
  return {
    request: vi.fn(async (_asked: { origins: string[] }) => false),
    contains: vi.fn(async (_asked: { origins: string[] }) => false),
    local: area(),
    session: area(),
    fetched: vi.fn(async (_url: string) => new Response('{}', { status: 404 })),
  };
});
const { set } = local;
vi.mock('../browser.ts', () => ({
  hasApi: () => true,
  browser: { permissions: { request, contains }, storage: { local, session } },
}));
vi.stubGlobal('fetch', fetched);

const { discoverIssuer, mayOffer, saveForm, saveHeld, takeSuggestion } = await import('./actions.ts');
const { change, createForm } = await import('./form.ts');

const issuer = 'https://id.example.com';
const metadata = {
  issuer,
  authorization_endpoint: 'https://login.example.net/authorize',
  jwks_uri: 'https://keys.example.org/jwks',
};

function fill() {
  const form = createForm(null, signal<readonly Client[]>([]));
  change(form, { callbacks: ['https://app.example.com/cb', 'nonsense'], issuer, client_id: 's6BhdRkqt3' });
  return form;
}

const isOpen = () => true;

beforeEach(() => {
  vi.clearAllMocks();
  for (const { kept } of [local, session]) kept.clear();
  contains.mockImplementation(async () => true);
  fetched.mockImplementation(async () => new Response(JSON.stringify(metadata)));
});

test('the click on Discover asks before anything is awaited, for what was typed and is valid alone', async () => {
  const form = fill();
  const done = discoverIssuer(form);
  expect(request.mock.calls).toEqual([
    [{ origins: ['https://app.example.com/*', 'https://id.example.com/*'] }],
  ]);
  expect(fetched).not.toHaveBeenCalled();
  await done;
  expect(form.fields.value.authorization_endpoint).toBe('https://login.example.net/authorize');
  expect(form.needs.value.proposed.map(({ place }) => place)).toEqual([
    'https://keys.example.org',
    'https://login.example.net',
  ]);
  expect(request).toHaveBeenCalledTimes(1);
});

test('an issuer that is none is neither asked for nor fetched', async () => {
  const form = fill();
  change(form, { issuer: 'id.example.com' });
  expect(await discoverIssuer(form)).toBe(false);
  expect(request).not.toHaveBeenCalled();
  expect(fetched).not.toHaveBeenCalled();
  expect(form.problems.value.map(({ field }) => field)).toEqual(['callback-1', 'issuer']);
});

test('an http issuer is not asked without the switch', async () => {
  const form = fill();
  change(form, { issuer: 'http://id.example.com' });
  expect(await discoverIssuer(form)).toBe(false);
  expect(fetched).not.toHaveBeenCalled();
});

test('an answer for an issuer that was typed over meanwhile is dropped', async () => {
  const form = fill();
  const done = discoverIssuer(form);
  change(form, { issuer: 'https://other.example.com' });
  await done;
  expect(form.found.value).toBeNull();
  expect(form.fields.value.authorization_endpoint).toBe('');
});

test('an authorization endpoint that is typed while Discover reads stays', async () => {
  const form = fill();
  const done = discoverIssuer(form);
  change(form, { authorization_endpoint: 'https://typed.example.com/a' });
  await done;
  expect(form.found.value?.authorization_endpoint).toBe('https://login.example.net/authorize');
  expect(form.fields.value.authorization_endpoint).toBe('https://typed.example.com/a');
});

test('another issuer forgets the endpoint that was discovered, not one that was typed', async () => {
  const form = fill();
  await discoverIssuer(form);
  change(form, { issuer: 'https://other.example.com' });
  expect(form.fields.value.authorization_endpoint).toBe('');
  change(form, { authorization_endpoint: 'https://typed.example.com/a' });
  change(form, { issuer });
  expect(form.fields.value.authorization_endpoint).toBe('https://typed.example.com/a');
});

test('refused access is not asked for twice, and the client is saved', async () => {
  contains.mockImplementation(async () => false);
  const form = fill();
  change(form, { callbacks: ['https://refused.example.com/cb'] });
  await discoverIssuer(form);
  expect(form.search.value?.tried.map(({ problem }) => problem)).toEqual(['no-access']);
  change(form, { keysFrom: 'jwks', jwks: '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}' });
  const client = await saveForm(form, isOpen);
  expect(request).toHaveBeenCalledTimes(1);
  expect(set).toHaveBeenCalledWith({ [`client/${client?.id}`]: client });
});

test('an edited client keeps its id and gets a new revision', async () => {
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'] });
  await discoverIssuer(form);
  const client = await saveForm(form, isOpen);
  if (!client) throw new Error('not saved');
  const edit = createForm(client, signal<readonly Client[]>([client]));
  const changed = await saveForm(edit, isOpen);
  expect(changed?.id).toBe(client.id);
  expect(changed?.revision).not.toBe(client.revision);
});

test('a client that was changed elsewhere since its form was opened is not put back', async () => {
  const clients = signal<readonly Client[]>([registered]);
  const edit = createForm(registered, clients);
  clients.value = [{ ...registered, authorization_signed_response_alg: 'PS256', revision: 'r2' }];
  change(edit, { leeway: '5', client_secret: 'hunter2' });
  expect(await saveForm(edit, isOpen)).toBeNull();
  expect(edit.failure.value).toContain('changed elsewhere');
  expect([set.mock.calls, session.set.mock.calls]).toEqual([[], []]);
});

test('a client that was switched off elsewhere since its form was opened stays off', async () => {
  const clients = signal<readonly Client[]>([registered]);
  const edit = createForm(registered, clients);
  clients.value = [{ ...registered, enabled: false }];
  change(edit, { leeway: '5' });
  expect(await saveForm(edit, isOpen)).toMatchObject({ leeway: 5, enabled: false });
});

test('secrets that were moved to the disk elsewhere since the form was opened stay there', async () => {
  const held = signal<ReadonlyMap<string, HeldSecrets>>(new Map());
  const edit = createForm(registered, signal<readonly Client[]>([registered]), held);
  const secrets = { client: registered.id, issuer, revision: 's1', keys: '', client_secret: 'hunter2' };
  held.value = new Map([[registered.id, { secrets, remembered: true }]]);
  expect(await saveHeld(edit, registered)).toBe(true);
  expect(local.remove).not.toHaveBeenCalled();
  expect(session.set).not.toHaveBeenCalled();
});

test('a store that refuses is said, and the form stays', async () => {
  set.mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'] });
  await discoverIssuer(form);
  expect(await saveForm(form, isOpen)).toBeNull();
  expect(form.failure.value).toContain('QUOTA_BYTES quota exceeded');
});

test('secrets are stored beside the client, never in it', async () => {
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'], client_secret: 'hunter2' });
  await discoverIssuer(form);
  const client = await saveForm(form, isOpen);
  expect(JSON.stringify(set.mock.calls)).not.toContain('hunter2');
  expect(readRecord(session.kept.get(`secrets/${client?.id}`))).toEqual({
    client: client?.id,
    issuer,
    revision: expect.any(String),
    keys: '',
    client_secret: 'hunter2',
  });
});

test('secrets that were given for one issuer are forgotten when the client becomes that of another', async () => {
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'], client_secret: 'hunter2' });
  await discoverIssuer(form);
  const client = await saveForm(form, isOpen);
  if (!client) throw new Error('not saved');
  const secrets = readRecord(session.kept.get(`secrets/${client.id}`)) as Secrets;
  const held = signal(new Map([[client.id, { secrets, remembered: false }]]));
  const edit = createForm(client, signal<readonly Client[]>([client]), held);
  const other = 'https://other.example.com';
  fetched.mockImplementation(async () => new Response(JSON.stringify({ ...metadata, issuer: other })));
  change(edit, { issuer: other });
  await discoverIssuer(edit);
  session.set.mockClear();
  expect((await saveForm(edit, isOpen))?.issuer).toBe(other);
  expect(session.remove).toHaveBeenCalledWith([`secrets/${client.id}`]);
  expect(JSON.stringify(session.set.mock.calls)).not.toContain('hunter2');
});

test('of a client that could not be registered no secret stays behind', async () => {
  set.mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'], client_secret: 'hunter2' });
  await discoverIssuer(form);
  expect(await saveForm(form, isOpen)).toBeNull();
  const written = Object.keys(session.set.mock.calls[0]?.[0] ?? {});
  expect(written).toHaveLength(1);
  expect(session.remove).toHaveBeenCalledWith(written);
});

test('metadata of a public issuer cannot lead to this machine by a suggestion', () => {
  const form = fill();
  expect(mayOffer(form, 'https://id.example.com/tenant')).toBe(true);
  expect(mayOffer(form, 'https://localhost')).toBe(false);
  expect(mayOffer(form, 'http://id.example.com')).toBe(false);
  expect(mayOffer(form, 'nonsense')).toBe(false);
});

test('an issuer that only metadata named is asked for alone; what was typed meanwhile is asked for by Save', async () => {
  contains.mockImplementation(async () => false);
  const form = fill();
  change(form, { callbacks: ['https://late.example.com/cb'] });
  await takeSuggestion(form, 'https://suggested.example.com');
  expect(request.mock.calls).toEqual([[{ origins: ['https://suggested.example.com/*'] }]]);
  expect(form.askedBySave.value.map(({ place }) => place)).toEqual(['https://late.example.com']);
});

test('what metadata named is not asked for by Save, wherever the keys come from', async () => {
  contains.mockImplementation(async ({ origins }) => !origins.includes('https://login.example.net/*'));
  const form = fill();
  change(form, { callbacks: ['https://app.example.com/cb'] });
  await discoverIssuer(form);
  change(form, { keysFrom: 'jwks', jwks: '{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}' });
  request.mockClear();
  expect(await saveForm(form, () => true)).not.toBeNull();
  expect(request).not.toHaveBeenCalled();
});

test('all hosts under a public suffix are not asked for, whoever registered them', async () => {
  contains.mockImplementation(async () => false);
  const { ask, isTooWide, missing } = await import('./access.ts');
  const [wide, narrow] = merge(callbackWants(['https://pr-*.github.io/cb', 'https://*.app.github.io/cb']));
  if (!wide || !narrow) throw new Error('no needs');
  expect([isTooWide(wide), isTooWide(narrow)]).toEqual([true, false]);
  expect(missing([wide, narrow], new Map())).toEqual([narrow]);
  expect(await ask([wide])).toBe(false);
  expect(request).not.toHaveBeenCalled();
  await ask([narrow]);
  expect(request).toHaveBeenCalledWith({ origins: ['https://*.app.github.io/*'] });
});
