import { expect, test } from 'vitest';
import type { Client } from '../../src/client.ts';
import { client } from '../../src/fixture.ts';
import type { Discovery } from './discovery.ts';
import { emptyFields } from './fields.ts';
import { clientNeeds, isNeeded } from '../../src/needs.ts';
import { discoverNeeds, formNeeds, suggestionNeeds } from './form-needs.ts';

const fields = {
  ...emptyFields,
  callbacks: ['https://app.example.com/callback'],
  issuer: ' https://id.example.com/tenant ',
};
const discovery: Discovery = {
  issuer: 'https://id.example.com/tenant',
  metadata_url: 'https://id.example.com/tenant/.well-known/openid-configuration',
  authorization_endpoint: 'https://login.example.net/authorize',
  jwks_uri: 'https://keys.example.org/jwks',
  metadata: null,
};
const brief = (needs: readonly { place: string; reasons: readonly string[] }[]) =>
  needs.map(({ place, reasons }) => `${place}: ${reasons.join(' ')}`);

test('Discover asks for the origins of the callbacks and of the issuer', () => {
  expect(brief(discoverNeeds(fields))).toEqual([
    'https://app.example.com: responses',
    'https://id.example.com: metadata keys',
  ]);
  expect(discoverNeeds(fields).map(({ pattern }) => pattern)).toEqual([
    'https://app.example.com/*',
    'https://id.example.com/*',
  ]);
});

test('what is no callback and no issuer is not asked for', () => {
  const typed = { ...fields, callbacks: ['', 'com.example:/cb', 'https://*.com/'], issuer: 'id.example.com' };
  expect(discoverNeeds(typed)).toEqual([]);
});

test('a wildcard in the host asks for all hosts of the domain, one in the path for nothing more', () => {
  const callbacks = ['https://pr-*.example.com/callback', 'https://app.example.org/*/callback'];
  expect(brief(discoverNeeds({ ...emptyFields, callbacks }))).toEqual([
    'https://*.example.com: responses',
    'https://app.example.org: responses',
  ]);
});

test('a port is never asked for', () => {
  const callbacks = ['http://localhost:8080/cb', 'http://localhost:9090/cb'];
  expect(discoverNeeds({ ...emptyFields, callbacks })).toEqual([
    { pattern: 'http://localhost/*', place: 'http://localhost', onThisMachine: true, reasons: ['responses'] },
  ]);
});

test('origins that the metadata names are proposed, never asked for with what was typed', () => {
  const form = { ...fields, authorization_endpoint: 'https://login.example.net/authorize' };
  const needs = formNeeds(form, discovery);
  expect(brief(needs.typed)).toEqual([
    'https://app.example.com: responses',
    'https://id.example.com: metadata keys',
  ]);
  expect(brief(needs.proposed)).toEqual([
    'https://keys.example.org: keys',
    'https://login.example.net: requests',
  ]);
});

test.each(['jwks', 'jwks_uri'] as const)(
  'an endpoint that the metadata named is proposed where keys come from %s, too',
  (keysFrom) => {
    const form = { ...fields, keysFrom, authorization_endpoint: 'https://login.example.net/authorize' };
    const needs = formNeeds(form, discovery);
    expect(brief(needs.typed)).toEqual(['https://app.example.com: responses']);
    expect(brief(needs.proposed)).toEqual(['https://login.example.net: requests']);
  },
);

test('a suggested issuer is asked for alone', () => {
  expect(brief(suggestionNeeds('https://id.example.org'))).toEqual(['https://id.example.org: metadata keys']);
});

test('an endpoint that the user wrote over is the word of the user', () => {
  const form = { ...fields, authorization_endpoint: 'https://other.example.net/authorize' };
  expect(brief(formNeeds(form, discovery).typed)).toContain('https://other.example.net: requests');
});

test('keys of a public issuer on this machine are not proposed: they may not be fetched', () => {
  const local = { ...discovery, jwks_uri: 'http://127.0.0.1:9000/jwks' };
  expect(formNeeds(fields, local).proposed).toEqual([]);
});

test('a typed JWKS URL needs its own origin and not the issuer', () => {
  const form = { ...fields, keysFrom: 'jwks_uri' as const, jwks_uri: 'https://keys.example.org/jwks' };
  expect(brief(formNeeds(form, discovery).typed)).toEqual([
    'https://app.example.com: responses',
    'https://keys.example.org: keys',
  ]);
});

const registered: Client = {
  ...client,
  callbacks: ['https://app.example.com/callback'],
  keys: {
    from: 'metadata',
    metadata_url: 'https://id.example.com/.well-known/openid-configuration',
    jwks_uri: 'https://id.example.com/jwks',
  },
};

test('a registered client needs one grant an origin, with all its reasons', () => {
  expect(brief(clientNeeds(registered))).toEqual([
    'https://app.example.com: responses',
    'https://id.example.com: metadata keys requests',
  ]);
  expect(brief(clientNeeds({ ...registered, keys: { from: 'jwks', jwks: '{"keys":[]}' } }))).toEqual([
    'https://app.example.com: responses',
    'https://id.example.com: requests',
  ]);
});

test('access that was granted for another client is needed by all whose hosts it covers', () => {
  const covered = { ...registered, callbacks: ['https://b.example.com/callback'] };
  expect(isNeeded('https://*.example.com/*', covered)).toBe(true);
  expect(
    isNeeded('https://b.example.com/*', { ...registered, callbacks: ['https://*.example.com/cb'] }),
  ).toBe(true);
  expect(isNeeded('https://*.example.net/*', covered)).toBe(false);
});
