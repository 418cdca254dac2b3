import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isGrantedAtInstall } from './install.ts';

test('every host of the manifest is granted', () => {
  const text = readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8');
  const patterns = [...text.matchAll(/"\*:(\/\/[^"]+)\/\*"/g)].map(([, rest = '']) => `http:${rest}/`);
  expect(patterns).toHaveLength(4);
  for (const url of patterns) expect(isGrantedAtInstall(url.replace('*.', 'a.b.'))).toBe(true);
});

test.each([
  'https://localhost.example.com/',
  'https://notlocalhost/',
  'http://127.0.0.2/',
  'http://0.0.0.0/',
  'https://example.com/localhost',
  'localhost',
])('%s is not', (url) => {
  expect(isGrantedAtInstall(url)).toBe(false);
});
