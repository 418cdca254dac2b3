import { expect, test } from 'vitest';
import { type Client, clientDefaults } from '../../src/client.ts';
import type { Discovery } from './discovery.ts';
import { type Fields, emptyFields } from './fields.ts';
import { discoverProblems, readForm } from './validate.ts';

const discovery: Discovery = {
  issuer: 'https://id.example.com',
  metadata_url: 'https://id.example.com/.well-known/openid-configuration',
  authorization_endpoint: 'https://id.example.com/authorize',
  jwks_uri: 'https://id.example.com/jwks',
  metadata: null,
};
const fields: Fields = {
  ...emptyFields,
  callbacks: [' https://app.example.com/callback ', ''],
  issuer: ' https://id.example.com ',
  client_id: ' s6BhdRkqt3 ',
  authorization_endpoint: 'https://id.example.com/authorize',
};
const publicKey = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'op-1' };
const jwks = (...keys: unknown[]) => JSON.stringify({ keys });

function problems(typed: Partial<Fields>, found: Discovery | null = discovery, others: Client[] = []) {
  const read = readForm({ ...fields, ...typed }, found, others);
  return 'issuer' in read ? [] : read.map(({ field, message }) => `${field}: ${message}`);
}

test('a form that is right becomes a client, without spaces and empty rows', () => {
  const { enabled: _, ...defaults } = clientDefaults;
  expect(readForm(fields, discovery, [])).toEqual({
    ...defaults,
    callbacks: ['https://app.example.com/callback'],
    issuer: 'https://id.example.com',
    client_id: 's6BhdRkqt3',
    authorization_signed_response_alg: 'RS256',
    authorization_endpoint: 'https://id.example.com/authorize',
    keys: {
      from: 'metadata',
      metadata_url: 'https://id.example.com/.well-known/openid-configuration',
      jwks_uri: 'https://id.example.com/jwks',
    },
    test_network_without_tls: false,
  });
});

test('what is folded away becomes part of the client, secrets excepted', () => {
  const number = 'A'.repeat(43);
  const read = readForm(
    {
      ...fields,
      profile: 'fapi1-advanced',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      request_object_signing_alg: 'ES256',
      authorization_encrypted_response_alg: 'RSA-OAEP-256',
      authorization_encrypted_response_enc: 'A256GCM',
      id_token_signed_response_alg: 'PS256',
      leeway: ' 0 ',
      watch_for_leaks: true,
      decryption_keys: JSON.stringify({ kty: 'EC', crv: 'P-256', x: number, y: number, d: number }),
      signing_keys: JSON.stringify({ kty: 'EC', crv: 'P-256', x: number, y: number, d: number }),
      client_secret: 'hunter2',
      remember: true,
    },
    discovery,
    [],
  );
  expect(read).toMatchObject({
    profile: 'fapi1-advanced',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'PS256',
    request_object_signing_alg: 'ES256',
    authorization_encrypted_response_alg: 'RSA-OAEP-256',
    authorization_encrypted_response_enc: 'A256GCM',
    id_token_signed_response_alg: 'PS256',
    leeway: 0,
    watch_for_leaks: true,
  });
  expect(JSON.stringify(read)).not.toMatch(/hunter2|AAAA/);
});

test('everything that is missing is said at once, in the order of the fields', () => {
  const read = readForm(emptyFields, null, []);
  expect('issuer' in read ? [] : read.map(({ field }) => field)).toEqual([
    'callback-0',
    'issuer',
    'client_id',
    'keys',
  ]);
});

test.each([
  [{ callbacks: ['', 'com.example://cb'] }, 'callback-1: Only https and http callbacks can be watched.'],
  [
    { callbacks: ['https://a.example.com/', 'https://a.example.com/'] },
    'callback-1: This callback is given twice.',
  ],
  [{ issuer: 'https://id.example.com?x' }, 'issuer: An issuer has no query.'],
  [{ issuer: 'http://id.example.com' }, 'test_network_without_tls: Nothing is fetched from an http issuer'],
  [{ client_id: '  ' }, 'client_id: Give the client_id'],
  [{ authorization_endpoint: 'authorize' }, 'authorization_endpoint: This is no web address.'],
  [
    { authorization_endpoint: 'https://a.example/#' },
    'authorization_endpoint: An authorization endpoint has no',
  ],
  [{ signing_keys: 'hunter2' }, 'signing_keys: This is neither JSON nor PEM.'],
  [{ signing_keys: jwks({ kty: 'oct', k: 'AAAA' }) }, 'signing_keys: This is a symmetric key'],
  [{ decryption_keys: 'hunter2' }, 'decryption_keys: This is neither JSON nor PEM.'],
  [
    { callbacks: ['https://*.github.io/cb'] },
    'callback-0: Under github.io are hosts that anybody can register',
  ],
  [{ callbacks: ['https://pr-*.co.uk/cb'] }, 'callback-0: Under co.uk are hosts that anybody can register'],
  [{ decryption_keys: JSON.stringify(publicKey) }, 'decryption_keys: This is the public half'],
  [
    { decryption_keys: jwks({ kty: 'RSA', use: 'sig' }, { kty: 'EC', crv: 'P-192' }) },
    'decryption_keys: Key 2: Only the curves',
  ],
  [{ leeway: '' }, 'leeway: Give a whole number of seconds'],
  [{ leeway: '-1' }, 'leeway: Give a whole number of seconds'],
  [{ leeway: '1.5' }, 'leeway: Give a whole number of seconds'],
  [{ leeway: '3601' }, 'leeway: Give a whole number of seconds'],
  [{ keysFrom: 'jwks_uri' }, 'jwks_uri: Give the address of the JWKS'],
  [{ keysFrom: 'jwks_uri', jwks_uri: 'jwks' }, 'jwks_uri: This is not a URL.'],
  [{ keysFrom: 'jwks_uri', jwks_uri: 'http://id.example.com/jwks' }, 'is http, but the issuer is https'],
  [{ keysFrom: 'jwks_uri', jwks_uri: 'https://localhost/jwks' }, 'is on this machine, but the issuer is not'],
  [{ keysFrom: 'jwks' }, 'jwks: Paste the JWKS document here'],
  [{ keysFrom: 'jwks', jwks: '{"keys":' }, 'jwks: This is not JSON.'],
  [{ keysFrom: 'jwks', jwks: '{"key":[]}' }, 'jwks: This is JSON but not a JWKS'],
  [{ keysFrom: 'jwks', jwks: JSON.stringify(publicKey) }, 'jwks: This is a single key.'],
  [{ keysFrom: 'jwks', jwks: jwks() }, 'jwks: There is no key in this JWKS.'],
  [{ keysFrom: 'jwks', jwks: jwks(publicKey, { ...publicKey, d: 'AQAB' }) }, 'Paste the public keys only.'],
  [{ keysFrom: 'jwks', jwks: jwks({ kty: 'oct', k: 'c2VjcmV0' }) }, 'Paste the public keys only.'],
] satisfies [Partial<Fields>, string][])('%o is refused beside its field', (typed, message) => {
  expect(problems(typed).join('\n')).toContain(message);
});

test('an issuer that was not discovered cannot be saved with discovery as the source of keys', () => {
  expect(problems({}, null).join()).toContain("keys: The issuer's metadata was not read yet.");
  expect(problems({ keysFrom: 'jwks', jwks: jwks(publicKey) }, null)).toEqual([]);
});

test('an http issuer on a test network is taken with the switch, and the switch is kept only for such a one', () => {
  const typed = { issuer: 'http://id.test.example', test_network_without_tls: true };
  const read = readForm({ ...fields, ...typed }, discovery, []);
  expect(read).toMatchObject({ test_network_without_tls: true });
  expect(readForm({ ...fields, test_network_without_tls: true }, discovery, [])).toMatchObject({
    test_network_without_tls: false,
  });
  expect(problems({ issuer: 'http://localhost:8080' })).toEqual([]);
});

test('the same callback for the same issuer and client ID is registered once', () => {
  const read = readForm(fields, discovery, []);
  if (!('issuer' in read)) throw new Error('the form is right');
  const other = { ...read, id: '1', revision: '1', enabled: true };
  expect(problems({}, discovery, [other]).join()).toContain(
    'callback-0: This callback is already registered',
  );
  expect(problems({}, discovery, [{ ...other, client_id: 'another' }])).toEqual([]);
  expect(problems({ callbacks: ['https://app.example.com/other'] }, discovery, [other])).toEqual([]);
});

test('Discover asks for nothing that is not typed yet, but for the issuer', () => {
  expect(discoverProblems(emptyFields).map(({ field }) => field)).toEqual(['issuer']);
  expect(discoverProblems({ ...fields, callbacks: ['x'] }).map(({ field }) => field)).toEqual(['callback-0']);
});
