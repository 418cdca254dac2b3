import { expect, test } from 'vitest';
import { mostBits } from './most-bits.ts';

test.each([
  ['nothing', '', 0],
  ['six digits', '123456', 20],
  ['16 bytes as hex', 'd41d8cd98f00b204e9800998ecf8427e', 128],
  ['a UUID, whose marks are always the same', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 128],
  ['16 bytes as base64url', 'SplxlOBeZQQYbYS6WxSbIA', 132],
  ['the state of the examples in RFC 6749', 'xyz', 16],
])('%s', (_what, text, bits) => {
  expect(Math.round(mostBits(text))).toBe(bits);
});
