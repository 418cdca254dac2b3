import { expect, test } from 'vitest';
import { accessFragment, readAccessFragment } from './access-address.ts';

test('what leads to a question for access is read as that question again', () => {
  const place = { url: 'https://keys.example.com/jwks?a=b&c#d', response: '7 "ü"', tabId: 12 };
  expect(readAccessFragment(accessFragment(place))).toEqual(place);
});

test.each([
  '',
  '#',
  '#url=nonsense',
  '#url=javascript%3Aalert(1)',
  '#url=file%3A%2F%2F%2Fetc',
  '#https://a.example',
])('%s asks for nothing', (fragment) => {
  expect(readAccessFragment(fragment)).toBeNull();
});
