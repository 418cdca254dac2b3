import { base64url } from 'jose';
import { expect, test } from 'vitest';
import { readRequest } from '../../src/read/request.ts';
import { hiddenNames, parameterRows } from './parameter-rows.ts';

const object = `e30.${base64url.encode(JSON.stringify({ state: 's', nonce: 'n' }))}.AA`;
const read = (parameters: Readonly<Record<string, string>>, beside?: 'fill-in') =>
  readRequest(
    { url: `https://id.example.com/authorize?${new URLSearchParams(parameters).toString()}`, form: null },
    beside,
  );
const notes = (...given: Parameters<typeof read>) =>
  Object.fromEntries(parameterRows(read(...given)).map(({ name, note }) => [name, note]));

test('of a plain request everything counts but what is empty', () => {
  expect(notes({ client_id: 'c', state: 's', nonce: '' })).toEqual({
    client_id: null,
    state: null,
    nonce: 'empty, as good as left out',
  });
});

test('beside a request object nothing counts but what carries it', () => {
  const request = { client_id: 'c', state: 's', nonce: 'other', scope: 'openid', request: object };
  expect(notes(request)).toEqual({
    client_id: null,
    state: 'does not count, the request object says the same',
    nonce: 'does not count',
    scope: 'does not count',
    request: null,
  });
  expect(notes(request, 'fill-in')['scope']).toBeNull();
});

test('what a pushed request hides is named, and a plain one hides nothing', () => {
  expect(hiddenNames(read({ client_id: 'c', request_uri: 'urn:x' }))).toEqual(
    expect.arrayContaining(['state', 'nonce', 'response_mode']),
  );
  expect(hiddenNames(read({ client_id: 'c' }))).toEqual([]);
});
