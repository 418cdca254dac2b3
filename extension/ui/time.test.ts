import { expect, test } from 'vitest';
import { ago, clockTime, dateAndTime, preciseTime } from './time.ts';

const at = new Date(2026, 10, 3, 4, 5, 6, 7).getTime();

test('times are written with all their digits', () => {
  expect(clockTime(at)).toBe('04:05:06');
  expect(preciseTime(at)).toBe('04:05:06.007');
  expect(dateAndTime(at)).toBe('2026-11-03 04:05:06');
});

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [60_000, '1 min ago'],
  [119_000, '1 min ago'],
  [180_000, '3 min ago'],
  [7_200_000, '2 h ago'],
  [172_800_000, '2 days ago'],
  [-600_000, 'in 10 min'],
])('%i ms later it is "%s"', (later, text) => {
  expect(ago(at, at + later)).toBe(text);
});
