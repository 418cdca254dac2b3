import { expect, test } from 'vitest';
import { readClientFile, writeClientFile } from './client-file.ts';
import { client } from './fixture.ts';

const { revision: _, ...portable } = client;
const file = (changes: object) =>
  JSON.stringify({ format: 'oauth-response-inspector-clients', version: 1, clients: [portable], ...changes });
const fileWith = (members: object) => file({ clients: [portable, { ...portable, ...members }] });

test('what is written is read again, as it was but for the revision', () => {
  const text = writeClientFile([client, { ...client, id: 'c2', enabled: false, leeway: 5 }]);
  expect(readClientFile(text)).toEqual([portable, { ...portable, id: 'c2', enabled: false, leeway: 5 }]);
  expect(text).not.toContain(client.revision);
});

test('what is no member of a client is not read: no secret comes in', () => {
  const read = JSON.stringify(readClientFile(fileWith({ client_secret: 'hunter2', revision: 'mine' })));
  expect(read).toContain(client.issuer);
  expect(read).not.toMatch(/hunter2|mine/);
});

test.each([
  ['nothing', '', 'not-json'],
  ['half a file', writeClientFile([client]).slice(0, 99), 'not-json'],
  ['a JWKS', '{"keys":[]}', 'other'],
  ['null', 'null', 'other'],
  ['a list', '[]', 'other'],
  ['another format', file({ format: 'har' }), 'other'],
  ['a later version', file({ version: 2, clients: { shape: 'unknown' } }), 'newer'],
  ['no client', file({ clients: [] }), 'no-clients'],
  ['clients without end', file({ clients: Array(501).fill(portable) }), 'too-many'],
  ['a file without end', file({ more: 'x'.repeat(1_000_000) }), 'too-large'],
])('%s is refused', (_what, text, code) => {
  expect(readClientFile(text)).toEqual({ code });
});

test.each([
  ['version', file({ version: '1' })],
  ['clients', file({ clients: { 0: portable } })],
  ['clients.1.issuer', fileWith({ issuer: 5 })],
  ['clients.1.callbacks', fileWith({ callbacks: [] })],
  ['clients.1.callbacks.0', fileWith({ callbacks: [null] })],
  ['clients.1.id', fileWith({ id: '../c1' })],
  ['clients.1.id', fileWith({ id: '' })],
  ['clients.1.keys.from', fileWith({ keys: { from: 'jku' } })],
  ['clients.1.authorization_signed_response_alg', fileWith({ authorization_signed_response_alg: 'none' })],
  ['clients.1.leeway', fileWith({ leeway: -1 })],
])('what is wrong is named by its path: %s', (path, text) => {
  expect(readClientFile(text)).toEqual({ code: 'malformed', path, expected: expect.any(String) });
});

test('members of Object are no way in', () => {
  const hostile = file({}).replace('"clients"', '"__proto__":{"version":1},"clients"');
  expect(readClientFile(hostile)).toEqual([portable]);
});
