import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdBack, throttle } from './throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first call works at once, a burst behind it once more', () => {
  const work = vi.fn<() => void>();
  const run = throttle(work, 50);
  run();
  expect(work).toHaveBeenCalledTimes(1);
  run();
  run();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(50);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(500);
  expect(work).toHaveBeenCalledTimes(2);
  run();
  expect(work).toHaveBeenCalledTimes(3);
});

test('what takes long rests as long', () => {
  const work = vi.fn<() => void>(() => void vi.advanceTimersByTime(80));
  const run = throttle(work, 50);
  run();
  run();
  vi.advanceTimersByTime(79);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(2);
  expect(work).toHaveBeenCalledTimes(2);
});

test('but never long: a computer that slept was not busy', () => {
  const work = vi.fn<() => void>(() => void vi.advanceTimersByTime(60_000));
  const run = throttle(work, 50);
  run();
  run();
  vi.advanceTimersByTime(102);
  expect(work).toHaveBeenCalledTimes(2);
});

test('what is held back works when its patience ends, once for all that came', () => {
  const work = vi.fn<() => void>();
  const { soon } = holdBack(work, 100);
  soon();
  vi.advanceTimersByTime(60);
  soon();
  vi.advanceTimersByTime(39);
  expect(work).toHaveBeenCalledTimes(0);
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(work).toHaveBeenCalledTimes(1);
  soon();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
});

test('or with what it waits for', () => {
  const work = vi.fn<() => void>();
  const { now, soon } = holdBack(work, 100);
  soon();
  vi.advanceTimersByTime(60);
  now();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(work).toHaveBeenCalledTimes(1);
});
