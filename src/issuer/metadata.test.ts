import { expect, test } from 'vitest';
import { endpointName, issuerProblem, issuersAbove, metadataUrls, parseMetadata } from './metadata.ts';

test.each([
  [
    'https://id.example.com',
    [
      'https://id.example.com/.well-known/openid-configuration',
      'https://id.example.com/.well-known/oauth-authorization-server',
    ],
  ],
  [
    'https://id.example.com/realms/a/',
    [
      'https://id.example.com/realms/a/.well-known/openid-configuration',
      'https://id.example.com/.well-known/oauth-authorization-server/realms/a',
      'https://id.example.com/.well-known/openid-configuration/realms/a',
    ],
  ],
  ['not a url', []],
])('the metadata of %s is looked for where the specifications say', (issuer, urls) => {
  expect(metadataUrls(issuer)).toEqual(urls);
});

test.each([
  ['https://id.example.com', null],
  ['https://logindev.example:8443/am/oauth2', null],
  ['', 'empty'],
  ['id.example.com', 'not-a-url'],
  ['ftp://id.example.com', 'scheme'],
  ['https://id.example.com?a=b', 'query'],
  ['https://id.example.com#a', 'fragment'],
  ['https://u:p@id.example.com', 'userinfo'],
])('%j as issuer: %s', (text, problem) => {
  expect(issuerProblem(text)).toBe(problem);
});

test("an endpoint's URL leads to the issuers above it, nearest first", () => {
  expect(issuersAbove('https://api.example.io/t/org/oauth2/authorize')).toEqual([
    'https://api.example.io/t/org/oauth2',
    'https://api.example.io/t/org',
    'https://api.example.io/t',
    'https://api.example.io',
  ]);
});

test('the URL of a metadata document leads to its issuer', () => {
  expect(issuersAbove('https://id.example.com/a/.well-known/openid-configuration')[0]).toBe(
    'https://id.example.com/a',
  );
});

test('an endpoint is called by its name in the metadata', () => {
  const document = JSON.stringify({ issuer: 'x', token_endpoint: 'https://id.example.com/token' });
  expect(endpointName(document, 'https://id.example.com/token')).toBe('token_endpoint');
  expect(endpointName(document, 'https://id.example.com/other')).toBeNull();
  expect(endpointName('nope', 'https://id.example.com/other')).toBeNull();
});

test('a member of the wrong type is as good as left out', () => {
  const document =
    '{"issuer":"x","jwks_uri":[],"response_modes_supported":null,"token_endpoint":"https://x/token"}';
  expect(parseMetadata(document)).toMatchObject({
    issuer: 'x',
    jwks_uri: undefined,
    token_endpoint: 'https://x/token',
  });
});

test('what decides how a request must travel is read, and no other type of value', () => {
  const document = {
    issuer: 'x',
    require_pushed_authorization_requests: true,
    require_signed_request_object: 'true',
    code_challenge_methods_supported: ['S256'],
    authorization_encryption_alg_values_supported: ['RSA-OAEP', 7],
  };
  expect(parseMetadata(JSON.stringify(document))).toMatchObject({
    require_pushed_authorization_requests: true,
    require_signed_request_object: undefined,
    code_challenge_methods_supported: ['S256'],
    authorization_encryption_alg_values_supported: undefined,
  });
});

test.each(['', 'nope', '[]', '{}', '{"issuer":7}'])('%j is no metadata', (text) => {
  expect(parseMetadata(text)).toBeNull();
});
