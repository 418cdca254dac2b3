import { expect, test } from 'vitest';
import { browserOf } from './run.ts';

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    'Firefox 153.0 (X11; Linux x86_64; rv:153.0)',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome 156.0.0.0 (Windows NT 10.0; Win64; x64)',
  ],
  [
    'Mozilla/5.0 (Macintosh) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'Edge 156.0.0.0 (Macintosh)',
  ],
  ['something else', 'something else'],
  ['', ''],
])('%s', (userAgent, expected) => {
  expect(browserOf(userAgent)).toBe(expected);
});
