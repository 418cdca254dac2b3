import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Client, isAuthorizationEndpointOf, isCallbackOf } from '../client.ts';
import { noticedClient, watchedUrls } from './noticed-client.ts';
import type { Suggestion } from './suggestions.ts';

const suggestion: Suggestion = {
  id: '1',
  at: 0,
  callback: 'https://app.example.com/cb',
  client_id: 'abc',
  issuer: 'https://id.example.com/realm',
  issuerFrom: 'response',
  authorization_endpoint: 'https://id.example.com/realm/authorize',
  response_mode: 'query.jwt',
  judgedAs: null,
  algorithms: { authorization_signed_response_alg: 'ES256' },
};
const confirmed = { issuer: suggestion.issuer, test_network_without_tls: false };

test('what is confirmed is a client that watches what was seen', () => {
  const draft = noticedClient(suggestion, confirmed);
  const client = v.parse(Client, { ...draft, id: 'c', revision: 'r' });
  expect(isCallbackOf(client, new URL(`${suggestion.callback}?response=1`))).toBe(true);
  expect(isAuthorizationEndpointOf(client, new URL('https://id.example.com/realm/authorize?x=1'))).toBe(true);
  expect(client).toMatchObject({
    issuer: suggestion.issuer,
    authorization_signed_response_alg: 'ES256',
    keys: {
      from: 'metadata',
      metadata_url: 'https://id.example.com/realm/.well-known/openid-configuration',
      is_guessed: true,
    },
    profile: 'oauth2',
    leeway: 60,
  });
});

test('the issuer that the user typed counts', () => {
  const draft = noticedClient(suggestion, { ...confirmed, issuer: ' https://other.example.com ' });
  expect(draft?.issuer).toBe('https://other.example.com');
});

test.each(['', 'nonsense', 'javascript:alert(1)', 'https://id.example.com/?a=b'])(
  'nothing is registered with the issuer "%s"',
  (issuer) => {
    expect(noticedClient(suggestion, { ...confirmed, issuer })).toBeNull();
  },
);

test('TLS is done without only where there is the choice', () => {
  const without = (issuer: string) =>
    noticedClient(suggestion, { issuer, test_network_without_tls: true })?.test_network_without_tls;
  expect(without('http://id.example.com')).toBe(true);
  expect(without('https://id.example.com')).toBe(false);
  expect(without('http://localhost:8080')).toBe(false);
});

describe('access is asked for', () => {
  const { callback, authorization_endpoint: endpoint } = suggestion;

  test('where the tab has been', () => {
    expect(watchedUrls(suggestion, confirmed)).toEqual([callback, endpoint]);
  });

  test('not where only a response leads', () => {
    const issuer = 'https://elsewhere.example.com';
    expect(watchedUrls({ ...suggestion, issuer }, { issuer })).toEqual([callback, endpoint]);
  });

  test('where the user typed that the issuer is', () => {
    const issuer = 'https://typed.example.com';
    expect(watchedUrls(suggestion, { issuer })).toEqual([callback, endpoint, issuer]);
  });

  test('once an origin, and without an endpoint for the callback alone', () => {
    const near = { ...suggestion, authorization_endpoint: 'https://app.example.com:8443/authorize' };
    expect(watchedUrls(near, confirmed)).toEqual([callback]);
    expect(watchedUrls({ ...suggestion, authorization_endpoint: null }, confirmed)).toEqual([callback]);
  });
});
