import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { type SigningKey, goodRequest, issuer, makeKey, sign } from '../fixture.ts';
import type { Field } from '../records.ts';
import { type BesideObject, type RawRequest, expectedDelivery, isRequest, readRequest } from './request.ts';

const endpoint = `${issuer}/authorize`;
const { client_id = '' } = goodRequest;

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey('PS256');
});

const inUrl = (parameters: Readonly<Record<string, string>>): RawRequest => ({
  url: `${endpoint}?${new URLSearchParams(parameters).toString()}`,
  form: null,
});
const inForm = (parameters: Readonly<Record<string, string>>): RawRequest => ({
  url: endpoint,
  form: Object.entries(parameters).map(([name, value]): Field => [name, value]),
});
const signed = async (claims: object) => await sign(key, claims);
const unsigned = (claims: object) =>
  `${base64url.encode('{"alg":"none"}')}.${base64url.encode(JSON.stringify(claims))}.`;
const encrypted = `${base64url.encode('{"alg":"RSA-OAEP-256","enc":"A128GCM"}')}.AA.AA.AA.AA`;

const read = (raw: RawRequest, beside?: BesideObject) => {
  const request = readRequest(raw, beside);
  const names = [...Object.keys(goodRequest), 'nonce'];
  return Object.fromEntries(names.map((name) => [name, request.get(name)]));
};

describe('the same request gives the same effective values', () => {
  const wanted = { ...goodRequest, nonce: undefined };
  const about = { iss: client_id, aud: issuer, exp: 1, nbf: 1, jti: 'x' };

  test.each<[string, () => RawRequest | Promise<RawRequest>]>([
    ['in the query', () => inUrl(goodRequest)],
    ['posted as a form', () => inForm(goodRequest)],
    [
      'as a signed request object in the query',
      async () => inUrl({ client_id, request: await signed(goodRequest) }),
    ],
    [
      'as a signed request object, posted',
      async () => inForm({ client_id, request: await signed(goodRequest) }),
    ],
    ['as an unsigned request object', () => inUrl({ client_id, request: unsigned(goodRequest) })],
    [
      'as a request object that also says who made it, for whom and until when',
      async () => inUrl({ client_id, request: await signed({ ...goodRequest, ...about }) }),
    ],
    [
      'as a request object with everything repeated beside it',
      async () => inUrl({ ...goodRequest, request: await signed(goodRequest) }),
    ],
    [
      'as a request object with something else beside it',
      async () => inUrl({ client_id, state: 'forged', nonce: 'n', request: await signed(goodRequest) }),
    ],
  ])('%s', async (_how, raw) => {
    expect(read(await raw())).toEqual(wanted);
  });
});

describe('nothing but the client_id is known', () => {
  const nothing = Object.fromEntries(
    [...Object.keys(goodRequest), 'nonce'].map((name) => [name, name === 'client_id' ? client_id : null]),
  );

  test.each([
    ['of a pushed request', { client_id, request_uri: 'urn:ietf:params:oauth:request_uri:6esc' }],
    ['of one that the server fetches', { client_id, request_uri: 'https://app.example.com/request.jwt' }],
    ['of an encrypted request object', { client_id, request: encrypted }],
    ['of a request object that is no JWT', { client_id, request: 'nope' }],
    ['of one whose claims are no JSON', { client_id, request: 'e30.bm9wZQ.AA' }],
  ])('%s, whatever stands beside it', (_what, parameters) => {
    expect(read(inUrl({ ...goodRequest, ...parameters }))).toEqual(nothing);
    expect(read(inUrl({ ...goodRequest, ...parameters }), 'fill-in')).toEqual(nothing);
  });

  test('of a request of which only the beginning was kept, not even that', () => {
    const raw = inUrl(goodRequest);
    const cut = { ...raw, urlLength: raw.url.length + 1 };
    expect(new Set(Object.values(read(cut)))).toEqual(new Set([null]));
    expect(new Set(Object.values(read({ ...inForm(goodRequest), formCut: true })))).toEqual(new Set([null]));
  });
});

describe('what stands beside a request object', () => {
  const beside = async (how?: BesideObject) =>
    readRequest(
      inUrl({ client_id, nonce: 'n', state: 'forged', request: await signed({ state: 's' }) }),
      how,
    );

  test('counts for nothing, by RFC 9101', async () => {
    const request = await beside();
    expect([request.get('state'), request.get('nonce')]).toEqual(['s', undefined]);
    expect([request.source('state'), request.source('nonce')]).toEqual(['object', null]);
  });

  test('fills in what the object lacks, by OpenID Connect Core', async () => {
    const request = await beside('fill-in');
    expect([request.get('state'), request.get('nonce')]).toEqual(['s', 'n']);
    expect([request.source('state'), request.source('nonce')]).toEqual(['object', 'parameters']);
  });
});

test('values in a request object that are no strings are read as the parameters they would be', async () => {
  const claims = { max_age: 3600, claims: { id_token: {} }, state: '', nonce: null, aud: 'x' };
  const request = readRequest(inUrl({ client_id, request: await signed(claims) }));
  expect([...(request.inner ?? [])]).toEqual([
    ['max_age', '3600'],
    ['claims', '{"id_token":{}}'],
  ]);
});

test.each([
  [undefined, undefined, 'query', false],
  [undefined, 'none', 'query', false],
  [undefined, 'code id_token', 'fragment', false],
  ['jwt', 'code', 'query', true],
  ['jwt', 'code id_token', 'fragment', true],
  ['form_post.jwt', 'code', 'form_post', true],
  ['fragment', 'code', 'fragment', false],
])('a request for mode %s and type %s is answered in the %s, as a JWT: %s', (mode, type, channel, jwt) => {
  expect(expectedDelivery(mode, type)).toMatchObject({ channel, jwt });
});

test('a request for an unknown mode says nothing about the channel', () => {
  expect(expectedDelivery('web_message', 'code')).toBeNull();
});

test('a request is told apart from the steps of a login behind the same URL', () => {
  expect(isRequest({ url: `${endpoint}?sessionDataKey=1`, form: null })).toBe(false);
  expect(isRequest({ url: endpoint, form: [['client_id', 'c']] })).toBe(true);
});
