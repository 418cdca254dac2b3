import { expect, test } from 'vitest';
import { client } from './fixture.ts';
import { type Secrets, secretsFor } from './secrets.ts';

test('secrets are of use to the issuer alone that they were given for', () => {
  const { id, issuer } = client;
  const own: Secrets = { client: id, issuer, revision: '1', keys: '', client_secret: 'of this issuer' };
  const held = new Map([[id, own]]);
  expect(secretsFor(client, held)).toBe(own);
  // Edited, replaced by an import or changed by policy, the client keeps its id.
  expect(secretsFor({ id, issuer: 'https://evil.example' }, held)).toBeNull();
  expect(secretsFor({ id: 'another', issuer }, held)).toBeNull();
});
