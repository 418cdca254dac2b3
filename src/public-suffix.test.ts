import { expect, test } from 'vitest';
import { publicSuffixText } from '../e2e/setup/public-suffixes.ts';
import { publicSuffixes } from './public-suffix.ts';

const isPublicSuffix = publicSuffixes(publicSuffixText());

test.each(['co.uk', 'github.io', 'netlify.app', 'com.br', 'kawasaki.jp.', 'anything.ck', 'xn--55qx5d.cn'])(
  'anybody can have a name under %s',
  (domain) => expect(isPublicSuffix(domain)).toBe(true),
);

test.each([
  'example.co.uk',
  'example.com',
  'myapp.github.io',
  'www.ck',
  'city.kawasaki.jp',
  'localhost',
  'toString',
  '__proto__.com',
  '',
  '192.0.2.1',
])('not under %s', (domain) => expect(isPublicSuffix(domain)).toBe(false));

test('a broken or empty list names nothing', () => {
  for (const text of ['', '\n', ' ', 'uk']) expect(publicSuffixes(text)('co.uk')).toBe(false);
});
