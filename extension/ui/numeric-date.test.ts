import { expect, test } from 'vitest';
import { numericDate } from './numeric-date.ts';

const now = new Date(2026, 10, 23, 14, 3, 22).getTime();
const seconds = now / 1000;

test('says when and how long ago', () => {
  expect(numericDate('iat', seconds - 40, now)).toBe('2026-11-23 14:02:42, just now');
});

test('says of exp whether it is past', () => {
  expect(numericDate('exp', seconds - 180, now)).toBe('2026-11-23 14:00:22, expired 3 min ago');
  expect(numericDate('exp', seconds + 600, now)).toBe('2026-11-23 14:13:22, expires in 10 min');
});

test('other claims, texts and numbers beyond any date are left alone', () => {
  expect(numericDate('amount', seconds, now)).toBeNull();
  expect(numericDate('exp', String(seconds), now)).toBeNull();
  expect(numericDate('exp', 1e300, now)).toBeNull();
});
