import { expect, test } from 'vitest';
import { writeClientFile } from '../../src/client-file.ts';
import { callback, client } from '../../src/fixture.ts';
import { noticedClient } from '../../src/notice/noticed-client.ts';
import type { Suggestion } from '../../src/notice/suggestions.ts';
import { type Choice, type Entry, choicesFor, importedClients, readImport } from './import.ts';
import { transferWords } from './transfer-words.ts';
import { readRegistration } from './registration.ts';

const read = async (clients: readonly object[], registered = [client]) => {
  const text = writeClientFile([client]).replace(/"clients":[^]*$/, `"clients":${JSON.stringify(clients)}}`);
  const entries = await readImport(new Blob([text]), registered);
  if ('code' in entries) throw new Error(JSON.stringify(entries));
  return entries;
};
const choose = (entries: readonly Entry[], choice: Choice) => entries.map((one) => ({ ...one, choice }));
let made = 0;
const newId = () => `new-${(made += 1)}`;
const imported = (entries: readonly Entry[]) =>
  importedClients(entries, newId).map(({ id, leeway }) => [id.replace(/^new-\d+$/, 'new-n'), leeway]);

const again = { ...client, leeway: 5 };
const other = { ...client, id: 'other', client_id: 'another', leeway: 7 };

test('a client that is new is registered under its id', async () => {
  const entries = await read([other]);
  expect(entries[0]).toMatchObject({ same: null, problem: null });
  expect(imported(entries)).toEqual([['other', 7]]);
  expect(importedClients(entries, newId)[0]?.revision).toMatch(/^new-/);
});

test.each([
  ['its id', { ...again, client_id: 'changed', callbacks: ['https://app.example.com/new'] }],
  ['its client_id and a callback', { ...again, id: 'x', callbacks: ['https://b.example.com/', callback] }],
])('a client is known by %s, and left as it is unless something else is chosen', async (_by, known) => {
  const entries = await read([known]);
  expect(entries[0]?.same).toBe(client);
  expect(imported(entries)).toEqual([]);
  expect(imported(choose(entries, 'replace'))).toEqual([['c1', 5]]);
  expect(imported(choose(entries, 'both'))).toEqual([['new-n', 5]]);
});

const elsewhere = { ...client, id: 'c2', issuer: 'https://other.example.com', revision: 'r2' };
const metadata_url = `${elsewhere.issuer}/.well-known/openid-configuration`;
const there = { ...elsewhere, leeway: 5, keys: { from: 'metadata', metadata_url } };

test('clients of two issuers that share client_id and callback are two', async () => {
  const entries = await read([there], [client, elsewhere]);
  expect(entries[0]?.same).toBe(elsewhere);
  expect(imported(choose(entries, 'replace'))).toEqual([['c2', 5]]);
  expect(imported(await read([there]))).toEqual([['c2', 5]]);
});

test('of two that a client could be it is the one with its id', async () => {
  const before = { ...client, id: 'before' };
  expect((await read([again], [before, client]))[0]?.same).toBe(client);
});

test('two clients of one file never become one', async () => {
  const twice = [other, { ...other, leeway: 8 }];
  expect(imported(await read(twice))).toEqual([
    ['other', 7],
    ['new-n', 8],
  ]);
  const both = await read([again, { ...again, leeway: 6 }]);
  expect(imported(choose(both, 'replace'))).toEqual([
    ['c1', 5],
    ['new-n', 6],
  ]);
});

test('what came by policy is not replaced', async () => {
  const entries = await read([other], [{ ...other, id: 'managed:other', revision: 'r' }]);
  expect(choicesFor({ ...(entries[0] as Entry) })).toEqual(['skip', 'both']);
});

test.each([
  ['callbacks.1', { callbacks: [callback, 'nonsense'] }],
  ['issuer', { issuer: 'javascript:alert(1)' }],
  ['keys.metadata_url', { keys: { from: 'metadata', metadata_url: 'https://evil.example.net/metadata' } }],
  [
    'keys.metadata_url',
    { keys: { from: 'metadata', metadata_url: 'https://evil.example.net/metadata', is_guessed: true } },
  ],
  ['keys.jwks_uri', { keys: { from: 'jwks_uri', jwks_uri: 'http://127.0.0.1/jwks' } }],
  ['keys.jwks', { keys: { from: 'jwks', jwks: '{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}' } }],
  ['leeway', { leeway: 1e9 }],
])('a client whose %s is wrong is not registered, and its neighbour is', async (member, wrong) => {
  const entries = await read([{ ...other, id: 'wrong', ...wrong }, other]);
  expect(entries[0]?.problem).toMatch(new RegExp(`^${member}: .`));
  expect(imported(entries)).toEqual([['other', 7]]);
});

const suggestion: Suggestion = {
  id: '1',
  at: 0,
  callback,
  client_id: 'noticed',
  issuer: client.issuer,
  issuerFrom: 'response',
  authorization_endpoint: null,
  response_mode: null,
  judgedAs: null,
  algorithms: {},
};

test('a client of a noticed callback is registered with its guess, by a file or by policy', async () => {
  const draft = noticedClient(suggestion, { issuer: client.issuer, test_network_without_tls: false });
  if (!draft) throw new Error('no issuer');
  const entries = await read([{ ...draft, id: 'noticed' }]);
  expect(entries[0]?.problem).toBeNull();
  expect(importedClients(entries, newId)).toEqual([
    { ...draft, id: 'noticed', revision: expect.any(String) },
  ]);
  expect(readRegistration({ ...draft, id: 'managed:noticed' })).toMatchObject({ keys: draft.keys });
});

test('a file without end is not even read', async () => {
  const endless = Object.assign(new Blob([]), { text: () => Promise.reject(new Error('read')) });
  Object.defineProperty(endless, 'size', { value: 10 ** 9 });
  expect(await readImport(endless, [])).toEqual({ code: 'too-large' });
});

test('a file that the browser cannot read is said to be so, with what to do', async () => {
  const moved = Object.assign(new Blob([]), { text: () => Promise.reject(new Error('moved')) });
  expect(await readImport(moved, [])).toEqual({ code: 'unreadable' });
  expect(transferWords.refused('clients.json', { code: 'unreadable' })).toContain('Choose the file again.');
});
