import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { wakeForWork } from './wake.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('work that gets done wakes nobody', () => {
  const wake = vi.fn();
  const look = wakeForWork(wake);
  look('a b');
  vi.advanceTimersByTime(900);
  look('b');
  vi.advanceTimersByTime(900);
  look('');
  vi.advanceTimersByTime(1_000_000);
  expect(wake).not.toHaveBeenCalled();
});

test('work that is left undone wakes the background, ever more seldom, and not for ever', () => {
  const wake = vi.fn();
  const look = wakeForWork(wake);
  look('a');
  vi.advanceTimersByTime(1000);
  expect(wake).toHaveBeenCalledTimes(1);
  // Waking is itself a change to the store, with nothing done yet.
  look('a');
  vi.advanceTimersByTime(2000);
  expect(wake).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000_000);
  expect(wake).toHaveBeenCalledTimes(7);
  look('a c');
  vi.advanceTimersByTime(1000);
  expect(wake).toHaveBeenCalledTimes(8);
});
