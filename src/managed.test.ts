import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { PortableClient } from './client-file.ts';
import { client } from './fixture.ts';
import { isManaged, readPolicy } from './managed.ts';

const { revision: _, test_network_without_tls: __, ...rolledOut } = client;
const read = async (...clients: unknown[]) => await readPolicy(clients);

test('a policy rolls out clients under ids that no other client has', async () => {
  const { clients, problems } = await read(rolledOut, { ...rolledOut, id: 'c2', client_id: 'second' });
  expect(problems).toEqual([]);
  expect(clients.map(({ id, client_id }) => [id, client_id])).toEqual([
    ['managed:c1', client.client_id],
    ['managed:c2', 'second'],
  ]);
  expect(clients.every(isManaged)).toBe(true);
  expect(clients[0]).toMatchObject({ test_network_without_tls: false, enabled: true });
  expect(isManaged(client)).toBe(false);
});

test('the revision of a client changes when the policy does, and not otherwise', async () => {
  const revisions = async (changes: object) =>
    (await read({ ...rolledOut, ...changes })).clients.map(({ revision }) => revision);
  expect(await revisions({})).toEqual(await revisions({}));
  expect(await revisions({})).not.toEqual(await revisions({ leeway: 5 }));
  // It is a part of a record's key, whose parts are told apart by slashes.
  expect((await revisions({})).join()).not.toContain('/');
});

test('without a policy there is nothing, and nothing wrong', async () => {
  expect(await readPolicy(undefined)).toEqual({ clients: [], problems: [] });
});

test.each([
  ['clients.1.issuer', { ...rolledOut, id: 'x', issuer: 5 }],
  ['clients.1.callbacks.0', { ...rolledOut, id: 'x', callbacks: [{}] }],
  ['clients.1.id', { ...rolledOut, id: 'a/b' }],
  ['clients.1.id', rolledOut],
  ['clients.1.callbacks', { id: 'x' }],
  ['clients.1', 'a client'],
  ['clients.1', null],
])('what is wrong at %s is said, and the other client is rolled out', async (path, wrong) => {
  const { clients, problems } = await read(rolledOut, wrong);
  expect(problems).toEqual([{ path, expected: expect.stringMatching(/./) }]);
  expect(clients).toHaveLength(1);
});

test.each([null, 'clients', { 0: rolledOut }])(
  'a policy that is no list is said to be none: %j',
  async (policy) => {
    expect(await readPolicy(policy)).toEqual({
      clients: [],
      problems: [{ path: 'clients', expected: 'Array' }],
    });
  },
);

const Members = v.object({ properties: v.record(v.string(), v.unknown()) });
const Schema = v.object({ properties: v.object({ clients: v.object({ items: Members }) }) });

test('the schema that Chromium reads a policy by has every member of a client, and no other', () => {
  const text = readFileSync(new URL('../public/managed-schema.json', import.meta.url), 'utf8');
  const { properties } = v.parse(Schema, JSON.parse(text));
  expect(Object.keys(properties.clients.items.properties).toSorted()).toEqual(
    Object.keys(PortableClient.entries).toSorted(),
  );
  const sources = PortableClient.entries.keys.options.flatMap(({ entries }) => Object.keys(entries));
  const keys = v.parse(Members, properties.clients.items.properties['keys']);
  expect(Object.keys(keys.properties).toSorted()).toEqual([...new Set(sources)].toSorted());
});
