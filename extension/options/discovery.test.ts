import { expect, test } from 'vitest';
import { client } from '../../src/fixture.ts';
import { discoveryOfClient } from './discovery.ts';

const metadata_url = `${client.issuer}/.well-known/openid-configuration`;

test('the issuer of a client that was discovered is known from its registration', () => {
  expect(discoveryOfClient(client)).toMatchObject({ issuer: client.issuer, metadata_url });
});

test('that of a noticed callback has still to be discovered', () => {
  const keys = { from: 'metadata', metadata_url, is_guessed: true } as const;
  expect(discoveryOfClient({ ...client, keys })).toBeNull();
});
