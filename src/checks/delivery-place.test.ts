import { beforeAll, describe, expect, test } from 'vitest';
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

const landedOn = (url: string, redirect_uri: string, method = 'GET') =>
  evidence(response(url.replace('JWT', jwt), { method }), [key.jwk], {
    request: request({ ...goodRequest, redirect_uri }),
  });

test.each([
  [callback, callback, 'pass'],
  ['https://app.example.com/CB', callback, 'fail elsewhere'],
  ['https://app.example.com:8443/cb', callback, 'fail elsewhere'],
  ['http://127.0.0.1:51004/cb', 'http://127.0.0.1/cb', 'info loopback-port'],
  ['http://[::1]:51004/cb', 'http://[::1]:9/cb', 'info loopback-port'],
  ['http://127.0.0.1:51004/other', 'http://127.0.0.1/cb', 'fail elsewhere'],
])('landed on %s, asked for %s: %s', async (landing, redirect_uri, said) => {
  expect(await saidBy('redirect-uri-match', landedOn(`${landing}?response=JWT`, redirect_uri))).toBe(said);
});

describe('the query of the redirect_uri', () => {
  const own = `${callback}?tenant=a&tag=1&tag=1`;

  test.each([
    ['kept beside a JWT in the query', `${own}&response=JWT`, 'pass'],
    ['kept in front of a fragment', `${own}#response=JWT`, 'pass'],
    ['kept in another order', `${callback}?tag=1&response=JWT&tag=1&tenant=a`, 'pass'],
    ['lost beside a JWT in the query', `${callback}?response=JWT`, 'fail lost'],
    ['changed', `${own.replace('=a', '=b')}&response=JWT`, 'fail lost'],
    ['kept once of twice', `${callback}?tenant=a&tag=1&response=JWT`, 'fail lost'],
  ])('is %s', async (_what, url, said) => {
    expect(await saidBy('redirect-query-retained', landedOn(url, own))).toBe(said);
  });

  test.each([
    ['one callback is registered', [own], 'fail lost as-registered'],
    ['several are, and it may be any of them', [own, `${callback}?tenant=b`], 'nothing'],
  ])('is the registered one where the request has no redirect_uri and %s', async (_what, callbacks, said) => {
    const given = landedOn(`${callback}?response=JWT`, '');
    expect(await saidBy('redirect-query-retained', { ...given, client: { ...client, callbacks } })).toBe(
      said,
    );
  });
});

test.each([
  [callback, 'pass'],
  [`${callback}#`, 'fail fragment'],
  [`${callback}#/login`, 'fail fragment'],
  ['', 'nothing'],
])('redirect_uri %j: %s', async (redirect_uri, said) => {
  expect(await saidBy('redirect-fragment', landedOn(`${callback}?response=JWT`, redirect_uri))).toBe(said);
});

describe('a post to the callback', () => {
  test.each<[string, Parameters<typeof response>[1], string]>([
    ['that is a form', { method: 'POST', form: [['response', 'JWT']] }, 'pass as-observed'],
    ['that is no form', { method: 'POST', form: null }, 'fail no-form as-observed'],
    ['that was none', { method: 'GET' }, 'nothing'],
  ])('%s', async (_what, changes, said) => {
    expect(await saidBy('form-post-shape', evidence(response(callback, changes), [key.jwk]))).toBe(said);
  });
});
