import { expect, test } from 'vitest';
import { isGranted } from './host.ts';

test.each([
  ['https://id.example.com/*', 'https://id.example.com:8443/jwks', true],
  ['https://id.example.com/*', 'http://id.example.com/jwks', false],
  ['https://id.example.com/*', 'https://evil-id.example.com/', false],
  ['*://localhost/*', 'http://localhost:4000/', true],
  ['https://*.example.com/*', 'https://example.com/', true],
  ['https://*.example.com/*', 'https://a.b.example.com/', true],
  ['https://*.example.com/*', 'https://badexample.com/', false],
  ['https://*/*', 'https://anything.example/', true],
  ['<all_urls>', 'http://anything.example/', true],
  ['<all_urls>', 'file:///etc/passwd', false],
  ['*://[::1]/*', 'http://[::1]:4000/', true],
  ['nonsense', 'https://id.example.com/', false],
])('%s grants %s: %s', (pattern, url, expected) => {
  expect(isGranted(pattern, new URL(url))).toBe(expected);
});
