import { describe, expect, test } from 'vitest';
import { browsers, entryOf } from './entries.fixture.ts';
import { readEntry } from './entry.ts';

const callback = 'https://app.example.com/cb';

describe.each(browsers)('of %s', (source) => {
  test('a redirect that carries a fragment is read whole', () => {
    const url = 'https://id.example.com/authorize?client_id=a';
    expect(readEntry(entryOf(source, { url, redirectURL: `${callback}#code=1`, second: 7 }))).toEqual({
      at: Date.UTC(2026, 10, 26, 18, 16, 7),
      method: 'GET',
      url,
      redirect: `${callback}#code=1`,
      form: [],
    });
  });

  test('a form that was posted is read by its fields', () => {
    const entry = readEntry(entryOf(source, { url: callback, form: { response: 'a.b.c' }, status: 0 }));
    expect(entry).toMatchObject({ method: 'POST', form: [['response', 'a.b.c']], redirect: null });
  });

  test('a redirect that is written short is read from where it was answered', () => {
    const url = 'https://id.example.com/authorize?client_id=a';
    const entry = readEntry(entryOf(source, { url, redirectURL: '/login?x=1' }));
    expect(entry?.redirect).toBe('https://id.example.com/login?x=1');
  });

  test.each([
    'https://app.example.com/home',
    'https://app.example.com/?postcode=1&xresponse=2',
    'https://app.example.com/code=1',
    'data:,',
  ])('%s bears no sign of a login', (url) => {
    expect(readEntry(entryOf(source, { url }))).toBeNull();
  });

  test('what is far too long is nobody’s login', () => {
    const long = `?code=${'x'.repeat(300_000)}`;
    expect(readEntry(entryOf(source, { url: callback + long }))).toBeNull();
    expect(
      readEntry(entryOf(source, { url: `${callback}?code=1`, redirectURL: callback + long })),
    ).toMatchObject({
      redirect: null,
    });
  });
});

test('what a page fetched is no navigation, where the browser says so', () => {
  expect(readEntry(entryOf('chromium', { url: `${callback}?code=1`, type: 'xhr' }))).toBeNull();
});

test.each([
  [{ 'Sec-Fetch-Mode': 'navigate', Accept: '*/*' }, true],
  [{ 'Sec-Fetch-Mode': 'cors', Accept: 'text/html' }, false],
  [{ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }, true],
  [{ accept: '*/*' }, false],
  [{ Host: 'app.example.com' }, true],
])('where it says so by its headers alone, they count: %j', (sent, isRead) => {
  const headers = Object.entries(sent).map(([name, value]) => ({ name, value }));
  const request = { url: `${callback}?code=1`, method: 'GET', headers };
  expect(readEntry({ startedDateTime: '2026-11-26T18:16:00Z', request }) !== null).toBe(isRead);
});

test.each([
  null,
  undefined,
  'https://app.example.com/cb?code=1',
  {},
  { startedDateTime: 'x', request: { url: `${callback}?code=1`, method: 'GET' } },
  { startedDateTime: 5, request: { url: `${callback}?code=1`, method: 'GET' } },
  { startedDateTime: '2026-11-26T18:16:00Z', request: { url: 7, method: 'GET' } },
  { startedDateTime: '2026-11-26T18:16:00Z', request: { url: 'nonsense', method: 'GET' } },
])('what is no entry is none: %j', (given) => {
  expect(readEntry(given)).toBeNull();
});

test('of a response that is missing or odd the request is still read', () => {
  const request = { url: `${callback}?code=1`, method: 'POST', postData: { mimeType: 5, text: ['x'] } };
  const entry = readEntry({ startedDateTime: '2026-11-26T18:16:00Z', request, response: { redirectURL: 5 } });
  expect(entry).toMatchObject({ redirect: null, form: [] });
});
