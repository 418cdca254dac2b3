import { expect, test } from 'vitest';
import { isCallback, parseCallback } from './callback.ts';

function matches(pattern: string, url: string): boolean {
  const callback = parseCallback(pattern);
  return isCallback(callback) && callback.matches(new URL(url));
}

test.each([
  ['https://myapp.io/login', 'https://myapp.io/login?response=x#y'],
  ['https://MyApp.io:443/login', 'https://myapp.io/login'],
  ['http://localhost:8080/cb', 'http://localhost:8080/cb'],
  ['http://[::1]:8080/cb', 'http://[::1]:8080/cb'],
  ['https://pr-*.example.com/callback', 'https://pr-17.example.com/callback'],
  ['https://app.example.com/*/callback', 'https://app.example.com/tenant-a/callback'],
  ['https://*.*.example.com/*/*/cb', 'https://a.b.example.com/c/d/cb'],
  ['https://app.example.com/cb?tenant=a', 'https://app.example.com/cb?tenant=a&response=x'],
  ['https://example.com', 'https://example.com/?response=x'],
])('%s is where %s goes', (pattern, url) => {
  expect(matches(pattern, url)).toBe(true);
});

test.each([
  ['https://myapp.io/login', 'https://myapp.io/login/'],
  ['https://myapp.io/login', 'http://myapp.io/login'],
  ['http://localhost:8080/cb', 'http://localhost:8081/cb'],
  ['https://pr-*.example.com/callback', 'https://pr-1.evil.example.com/callback'],
  ['https://pr-*.example.com/callback', 'https://pr-.example.com/callback'],
  ['https://app.example.com/*/callback', 'https://app.example.com/a/b/callback'],
  ['https://app.example.com/a.b', 'https://app.example.com/axb'],
])('%s is not where %s goes', (pattern, url) => {
  expect(matches(pattern, url)).toBe(false);
});

test.each([
  ['', 'empty'],
  ['myapp.io/login', 'not-a-url'],
  ['https://', 'not-a-url'],
  ['com.example:/cb', 'scheme'],
  ['com.example://cb', 'scheme'],
  ['app.example.com:/cb', 'scheme'],
  ['ftp://example.com/cb', 'scheme'],
  ['*://example.com/cb', 'wildcard-scheme'],
  ['http*://example.com/cb', 'wildcard-scheme'],
  ['https://example.com/cb#x', 'fragment'],
  ['https://user@example.com/cb', 'userinfo'],
  ['https://example.com:*/cb', 'wildcard-port'],
  ['https://example.com/cb?a=*', 'wildcard-query'],
  ['https://*.com/cb', 'wildcard-domain'],
  ['https://*.com./cb', 'wildcard-domain'],
  ['https://*.example.com./cb', 'wildcard-domain'],
  ['https://*/cb', 'wildcard-domain'],
  ['https://a.*.com/cb', 'wildcard-domain'],
  ['https://**.example.com/cb', 'wildcard-double'],
  ['https://a*b*.example.com/cb', 'wildcard-double'],
  ['https://example.com/pr-*-*/cb', 'wildcard-double'],
])('%j is refused: %s', (text, problem) => {
  expect(parseCallback(text)).toBe(problem);
});

test.each([
  ['https://pr-*.example.com:8443/callback', 'https://*.example.com/*'],
  ['https://myapp.io/login', 'https://myapp.io/*'],
  ['http://localhost:8080/cb', 'http://localhost/*'],
])('to see %s the browser is asked for %s, without a port', (text, pattern) => {
  const callback = parseCallback(text);
  expect(isCallback(callback) && callback.pattern).toBe(pattern);
});
