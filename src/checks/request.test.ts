import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

const { client_id } = client;
const pushed = request({ client_id, request_uri: 'urn:x' });
const asked = (changes: Readonly<Record<string, string>>) => request({ ...goodRequest, ...changes });

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey();
  jwt = await sign(key);
});

const answered = (changes: Partial<Evidence>, metadata: object = {}) =>
  evidence(response(`${callback}?response=${jwt}`), [key.jwk], changes, { issuer, ...metadata });

describe('beside a pushed request', () => {
  test.each<[string, Partial<Evidence>, string, string]>([
    ['stands nothing', { request: pushed }, 'pass', 'pass'],
    [
      'stands something',
      { request: request({ client_id, request_uri: 'urn:x', state: 'x' }) },
      'info further',
      'info further',
    ],
    ['stands nothing, as it was not pushed', { request: request() }, 'nothing', 'fail not-pushed'],
    ['stands who knows what', { request: null }, 'nothing', 'skip request-not-seen'],
  ])('%s', async (_what, changes, said, byFapi2) => {
    expect(await saidBy('par-only', answered(changes))).toBe(said);
    const fapi2 = await saidBy('par-only', answered({ ...changes, profile: 'fapi2-security' }));
    // What a profile makes of a code is its own table's affair.
    expect(fapi2.split(' ').at(-1)).toBe(byFapi2.split(' ').at(-1));
  });
});

describe('a server that takes', () => {
  const unsigned = `${base64url.encode('{"alg":"none"}')}.e30.`;
  const onlyPushed = { require_pushed_authorization_requests: true };
  const onlySigned = { require_signed_request_object: true };

  test.each<[string, object, () => Evidence['request'], string]>([
    ['anything, a plain one', {}, () => request(), 'nothing'],
    ['pushed ones, a plain one', onlyPushed, () => request(), 'fail not-pushed'],
    ['pushed ones, a pushed one', onlyPushed, () => pushed, 'pass'],
    ['pushed ones, one that nobody saw', onlyPushed, () => null, 'skip request-not-seen'],
    ['signed ones, a plain one', onlySigned, () => request(), 'fail no-request-object'],
    ['signed ones, a signed one', onlySigned, () => request({ client_id, request: jwt }), 'pass'],
    [
      'signed ones, one that is not signed',
      onlySigned,
      () => request({ client_id, request: unsigned }),
      'fail unsigned',
    ],
    ['signed ones, one whose inside is not seen', onlySigned, () => pushed, 'skip pushed-request'],
  ])('%s', async (_what, metadata, seen, said) => {
    expect(await saidBy('required-par-jar', answered({ request: seen() }, metadata))).toBe(said);
  });
});

test.each<[string, () => Evidence['request'], string]>([
  ['a signed request', () => request({ client_id, request: jwt }), 'nothing'],
  ['no plain one', () => request(), 'fail profile'],
  ['a pushed one, whose inside is not seen', () => pushed, 'nothing'],
  ['what nobody saw', () => null, 'skip request-not-seen'],
])('FAPI 1.0 Advanced takes, whatever the metadata say, %s', async (_what, seen, said) => {
  const given = answered({ request: seen() }, {});
  expect(await saidBy('required-par-jar', given)).toBe('nothing');
  for (const profile of ['fapi1-advanced', 'au-cdr'] as const)
    expect(await saidBy('required-par-jar', { ...given, profile })).toBe(said);
});

test.each<[string, string, object, string]>([
  ['query.jwt', 'offered', {}, 'pass'],
  ['query.jwt', 'not offered', { response_modes_supported: ['query'] }, 'warn not-in-list'],
  ['query.jwt', 'by no list', { response_modes_supported: undefined }, 'warn not-in-default'],
  ['fragment', 'by no list', { response_modes_supported: undefined }, 'pass'],
  ['', 'not asked for', { response_modes_supported: [] }, 'nothing'],
])('response_mode %j, %s: %s', async (response_mode, _how, metadata, said) => {
  const given = answered({ request: asked({ response_mode }) }, metadata);
  expect(await saidBy('mode-advertised', given)).toBe(said);
});

test.each<[string, readonly string[] | undefined, string]>([
  ['code', ['code'], 'pass'],
  ['id_token code', ['code id_token'], 'pass'],
  ['code', ['code id_token'], 'warn not-in-list'],
  ['code', undefined, 'nothing'],
])('response_type %s of %j: %s', async (response_type, response_types_supported, said) => {
  const given = answered({ request: asked({ response_type }) }, { response_types_supported });
  expect(await saidBy('type-advertised', given)).toBe(said);
});

test('without metadata what is offered is not known', async () => {
  const given = evidence(response(`${callback}?response=${jwt}`), null);
  expect(await saidBy('mode-advertised', given)).toBe('skip no-metadata');
  expect(await saidBy('required-par-jar', given)).toBe('nothing');
});

describe('by the profile', () => {
  test.each<[Evidence['profile'], string, string, string]>([
    ['oauth2', 'token', 'fragment', 'nothing'],
    ['oidc', 'token', 'fragment', 'nothing'],
    ['fapi1-advanced', 'code id_token', '', 'pass'],
    ['fapi1-advanced', 'id_token code', '', 'pass'],
    ['fapi1-advanced', 'code', 'jwt', 'pass'],
    ['fapi1-advanced', 'code', 'query.jwt', 'warn mode-by-name'],
    ['fapi1-advanced', 'code', '', 'fail mode'],
    ['fapi1-advanced', 'code token', 'jwt', 'fail type'],
    ['au-cdr', 'code', 'jwt', 'pass'],
    ['fapi2-security', 'code', 'query', 'pass'],
    ['fapi2-security', 'code id_token', 'fragment', 'fail type'],
    ['fapi2-message-signing', 'code', 'jwt', 'pass'],
    ['fapi2-message-signing', 'code', 'query.jwt', 'warn mode-by-name'],
    ['fapi2-message-signing', 'code', 'query', 'fail mode'],
  ])('%s, response_type %s with mode %j: %s', async (profile, response_type, response_mode, said) => {
    const given = answered({ profile, request: asked({ response_type, response_mode }) });
    expect(await saidBy('profile-type', given)).toBe(said);
  });

  test('what a pushed request asked for is typed in or not known', async () => {
    const given = answered({ profile: 'fapi2-message-signing', request: pushed });
    expect(await saidBy('profile-type', given)).toBe('skip pushed-request');
    const typed = { response_type: 'code', response_mode: 'jwt' };
    expect(await saidBy('profile-type', { ...given, typed })).toBe('pass as-registered');
  });
});
