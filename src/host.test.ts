import { expect, test } from 'vitest';
import { isGranted, isOverlapping } from './host.ts';

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

test.each([
  ['https://id.example.com/*', 'https://id.example.com/*', true],
  ['https://*.example.com/*', 'https://id.example.com/*', true],
  ['https://*.example.com/*', 'https://*.id.example.com/*', true],
  ['https://*.example.com/*', 'https://*.example.com/*', true],
  ['<all_urls>', 'https://*.example.com/*', true],
  ['*://*/*', 'http://id.example.com/*', true],
  ['https://*.example.com/*', 'http://id.example.com/*', false],
  ['https://*.example.com/*', 'https://*.example.org/*', false],
  ['https://id.example.com/*', 'https://app.example.com/*', false],
  ['nonsense', 'https://id.example.com/*', false],
])('%s and %s have an origin in common: %s', (one, other, expected) => {
  expect([isOverlapping(one, other), isOverlapping(other, one)]).toEqual([expected, expected]);
});
