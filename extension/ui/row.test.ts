import { expect, test } from 'vitest';
import type { Exchange } from '../../src/exchange.ts';
import {
  callback,
  client,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  sign,
} from '../../src/fixture.ts';
import type { RequestRecord, ResponseRecord } from '../../src/records.ts';
import { rowOf } from './row.ts';

function exchange(seen: ResponseRecord, asked: RequestRecord | null = request()): Exchange {
  return {
    id: seen.id,
    response: seen,
    request: asked,
    pairedBy: asked && 'frame',
    client,
    clientBy: 'only',
    issuersOnCallback: [client.issuer],
    sightings: [],
  };
}

const key = await makeKey();
const row = (query: string, asked?: RequestRecord | null) =>
  rowOf(exchange(response(`${callback}${query}`), asked));

test('names server, client, the mode that was asked for and what came', async () => {
  expect(row(`?response=${await sign(key)}`)).toMatchObject({
    server: 'id.example.com',
    client_id: 's6BhdRkqt3',
    mode: 'query.jwt',
    result: { kind: 'granted', text: 'code' },
  });
});

test('without a known request, the mode is what was observed', async () => {
  expect(row(`#response=${await sign(key)}`, null).mode).toBe('fragment.jwt');
  expect(row('?code=1', null).mode).toBe('query');
  const { response_mode: _, ...noMode } = goodRequest;
  expect(row('?code=1', request(noMode)).mode).toBe('query');
});

test('an error inside the JWT is the result', async () => {
  const jwt = await sign(key, { ...goodClaims, code: undefined, error: 'access_denied' });
  expect(row(`?response=${jwt}`).result).toEqual({ kind: 'error', text: 'access_denied' });
});

test.each([
  ['?error=login_required', 'error', 'login_required'],
  ['#code=1&id_token=2', 'granted', 'code id_token'],
  ['?response=a.b.c', 'unreadable', 'unreadable'],
  ['?response=', 'unreadable', 'unreadable'],
  ['?response=a.b.c.d.e', 'unreadable', 'encrypted'],
  ['?state=1', 'unreadable', 'nothing'],
])('%s brought %s: %s', (query, kind, text) => {
  expect(row(query).result).toEqual({ kind, text });
});

test('the row of an exchange in which nothing changed stays the same one', () => {
  const one = exchange(response(`${callback}?code=1`));
  expect(rowOf({ ...one })).toBe(rowOf(one));
  expect(rowOf({ ...one, request: null })).not.toBe(rowOf(one));
});
