import { expect, test } from 'vitest';
import { request } from '../../src/fixture.ts';
import { readRequest } from '../../src/read/request.ts';
import { clearedEdits, editedValues, hiddenNames } from './typed.ts';

const record = { revision: 't1', values: { state: 'abc', nonce: '' }, profile: null, client_id: null };

test('what the browser saw is not asked for', () => {
  expect(hiddenNames({ request: readRequest(request()) })).toEqual([]);
});

test('of a pushed request, and of none, everything can be typed', () => {
  const pushed = request({ client_id: 's6BhdRkqt3', request_uri: 'urn:example:1' });
  expect(hiddenNames({ request: readRequest(pushed) })).toContain('state');
  expect(hiddenNames({ request: null })).toEqual(hiddenNames({ request: readRequest(pushed) }));
});

test('what is edited replaces what is stored, and an empty value stays: it was not sent', () => {
  expect(editedValues(record, {})).toEqual({ state: 'abc', nonce: '' });
  expect(editedValues(record, { state: 'def', response_mode: 'jwt' })).toEqual({
    state: 'def',
    nonce: '',
    response_mode: 'jwt',
  });
  expect(editedValues(record, { nonce: null })).toEqual({ state: 'abc' });
  expect(editedValues(null, { state: '' })).toEqual({ state: '' });
});

test('clearing takes everything away', () => {
  expect(editedValues(record, clearedEdits)).toEqual({});
});
