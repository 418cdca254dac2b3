import { beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  goodRequest,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey();
  jwt = await sign(key);
});

const challenge = goodRequest['code_challenge'] ?? '';
const none = { state: '', nonce: '', code_challenge: '', code_challenge_method: '' };
/** A request with these parameters; an empty one counts as left out. */
const asked = (changes: Readonly<Record<string, string>>) => request({ ...goodRequest, ...changes });
const pushed = request({ client_id: client.client_id, request_uri: 'urn:x' });
const answered = (changes: Partial<Evidence>, metadata?: object) =>
  evidence(response(`${callback}?response=${jwt}`), [key.jwk], changes, metadata);
const registered = (token_endpoint_auth_method: Evidence['client']['token_endpoint_auth_method']) => ({
  ...client,
  token_endpoint_auth_method,
});

describe('what binds a response to the browser is', () => {
  test.each<[string, Partial<Evidence>, string]>([
    ['a state', { request: asked({ ...none, state: 'x' }) }, 'pass'],
    ['a nonce', { request: asked({ ...none, nonce: 'x' }) }, 'pass'],
    ['a challenge', { request: asked({ ...none, code_challenge: challenge }) }, 'pass'],
    ['nothing', { request: asked(none) }, 'fail none'],
    ['not known', { request: pushed }, 'skip pushed-request'],
    ['nothing, as the tester types it', { request: pushed, typed: none }, 'fail none as-registered'],
    ['not known to the end', { request: pushed, typed: { state: '', nonce: '' } }, 'skip pushed-request'],
    ['a state, as the tester types it', { request: null, typed: { state: 'x' } }, 'pass as-registered'],
  ])('%s', async (_what, changes, said) => {
    expect(await saidBy('csrf-binding', answered(changes))).toBe(said);
  });

  test('a challenge alone only where metadata says that the server looks at it', async () => {
    const alone = { request: asked({ ...none, code_challenge: challenge }) };
    const silent = { issuer: client.issuer, code_challenge_methods_supported: undefined };
    expect(await saidBy('csrf-binding', answered(alone, silent))).toBe('info pkce-unadvertised');
    expect(await saidBy('csrf-binding', answered({ request: asked({}) }, silent))).toBe('pass');
  });
});

describe('a code without PKCE', () => {
  const without = asked({ code_challenge: '', code_challenge_method: '' });

  test.each<[string, Partial<Evidence>, string]>([
    ['of a public client', { client: registered('none') }, 'fail public as-registered'],
    ['of a confidential client', { client: registered('private_key_jwt') }, 'warn missing'],
    ['of a client of which it is not known', {}, 'warn missing'],
    ['with a nonce', { request: asked({ code_challenge: '', nonce: 'n' }) }, 'info nonce-instead'],
    ['not asked for', { request: asked({ response_type: 'id_token', code_challenge: '' }) }, 'nothing'],
    [
      'in a hybrid response',
      { request: asked({ response_type: 'code id_token', code_challenge: '' }) },
      'warn missing',
    ],
    ['or with, in a pushed request', { request: pushed }, 'skip pushed-request'],
    [
      'in a pushed request, as the tester types it',
      { request: pushed, typed: { response_type: 'code', code_challenge: '' } },
      'warn missing-pushed as-registered',
    ],
  ])('%s', async (_what, changes, said) => {
    expect(await saidBy('pkce', answered({ request: without, ...changes }))).toBe(said);
  });

  test('is not one with it', async () => {
    expect(await saidBy('pkce', answered({}))).toBe('pass');
  });
});

test.each([
  ['S256', 'pass'],
  ['plain', 'warn plain'],
  ['', 'warn absent'],
  ['s256', 'warn unknown'],
])('code_challenge_method %j: %s', async (code_challenge_method, said) => {
  const given = answered({ request: asked({ code_challenge_method }) });
  expect(await saidBy('pkce-plain', given)).toBe(said);
});

test.each([
  ['S256', challenge, 'pass'],
  ['S256', challenge.slice(1), 'fail no-sha256'],
  ['S256', `${challenge}=`, 'fail no-sha256'],
  ['S256', challenge.replace('-', '+'), 'fail no-sha256'],
  // The last character of 43 carries two bits that must be zero.
  ['S256', challenge.replace(/.$/, 'N'), 'fail no-sha256'],
  ['S256', '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3', 'fail no-sha256'],
  ['plain', 'x'.repeat(42), 'fail no-verifier'],
  ['plain', 'x'.repeat(43), 'pass'],
  ['plain', 'x'.repeat(129), 'fail no-verifier'],
  ['', `${'x'.repeat(43)}!`, 'fail no-verifier'],
  ['S512', challenge, 'nothing'],
])('with method %j the challenge %s: %s', async (code_challenge_method, code_challenge, said) => {
  const given = answered({ request: asked({ code_challenge, code_challenge_method }) });
  expect(await saidBy('pkce-form', given)).toBe(said);
});
