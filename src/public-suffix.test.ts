import { expect, test } from 'vitest';
import { publicSuffixText } from '../e2e/setup/public-suffixes.ts';
import { publicSuffixes } from './public-suffix.ts';

const holdsOthers = publicSuffixes(publicSuffixText());

test.each([
  'co.uk',
  'github.io',
  'netlify.app',
  'com.br',
  'kawasaki.jp.',
  'anything.ck',
  'xn--55qx5d.cn',
  'com',
  'com.',
])('anybody can have a host under %s', (domain) => expect(holdsOthers(domain)).toBe(true));

test.each(['amazonaws.com', 'core.windows.net', 'windows.net', 'uk'])('or further below %s', (domain) =>
  expect(holdsOthers(domain)).toBe(true),
);

test.each([
  'example.co.uk',
  'example.com',
  'myapp.github.io',
  'www.ck',
  'city.kawasaki.jp',
  'toString.com',
  '__proto__.com',
  'app.localhost',
])('not under %s', (domain) => expect(holdsOthers(domain)).toBe(false));

test('a broken or empty list names nothing but what has one label', () => {
  for (const text of ['', '\n', ' ', 'uk'])
    expect([publicSuffixes(text)('co.uk'), publicSuffixes(text)('uk')]).toEqual([false, true]);
});
