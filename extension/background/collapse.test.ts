import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collapse } from './collapse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first is shown at once, those that follow soon are shown together, and later ones at once again', () => {
  const shown: (readonly number[])[] = [];
  const add = collapse<number>((numbers) => shown.push(numbers), 5000);
  add(1);
  expect(shown).toEqual([[1]]);
  add(2);
  vi.advanceTimersByTime(4999);
  add(3);
  expect(shown).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(shown).toEqual([[1], [2, 3]]);
  vi.advanceTimersByTime(4999);
  add(4);
  expect(shown).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(shown.at(-1)).toEqual([4]);
  vi.advanceTimersByTime(5000);
  add(5);
  expect(shown.at(-1)).toEqual([5]);
});
