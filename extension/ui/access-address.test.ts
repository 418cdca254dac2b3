import { expect, test } from 'vitest';
import { client } from '../../src/fixture.ts';
import { accessFragment, readAccessFragment } from './access-address.ts';

const jwks = 'https://keys.example.com/jwks?a=b&c#d';

test.each([
  ['another look', { urls: [jwks], purpose: { response: '7 "ü"' }, tabId: 12 }],
  ['a client', { urls: ['https://app.example.com/cb', jwks], purpose: { client }, tabId: 12 }],
])('what leads to a question for access is read as that question again: %s', (_what, place) => {
  expect(readAccessFragment(accessFragment(place))).toEqual(place);
});

test.each([
  '',
  '#',
  '#url=nonsense',
  '#url=javascript%3Aalert(1)',
  '#url=file%3A%2F%2F%2Fetc',
  '#url=https%3A%2F%2Fa.example&url=file%3A%2F%2F%2Fetc',
  '#url=https%3A%2F%2Fa.example&client=%7B',
  '#url=https%3A%2F%2Fa.example&client=%7B%22id%22%3A%221%22%7D',
  '#https://a.example',
])('%s asks for nothing', (fragment) => {
  expect(readAccessFragment(fragment)).toBeNull();
});
