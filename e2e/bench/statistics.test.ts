import { expect, test } from 'vitest';
import { quantile, quantileRatio, summarise } from './statistics.ts';

test('a quantile lies between the values around it', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 30, 20], 0.5)).toBe(20);
  expect(quantile([10, 30, 20], 0)).toBe(10);
  expect(quantile([10, 30, 20], 1)).toBe(30);
  expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
  expect(quantile([], 0.5)).toBeNaN();
});

test('a median of many values is known more exactly than one of few', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => (index + 0.5) / count);
  const few = summarise(upTo(16));
  const many = summarise(upTo(1600));
  expect([few.median, many.median]).toEqual([expect.closeTo(0.5), expect.closeTo(0.5)]);
  expect(few.high - few.low).toBeGreaterThan(5 * (many.high - many.low));
  // Of 100 series some 95 hold the true median, which is 0.5 here.
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const holds = Array.from({ length: 400 }, () => summarise(Array.from({ length: 60 }, random))).filter(
    ({ low, high }) => low <= 0.5 && 0.5 <= high,
  );
  expect(holds.length / 400).toBeGreaterThan(0.91);
  expect(holds.length / 400).toBeLessThan(0.99);
});

test('the quantiles of two series are compared, and those of many values more exactly', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => 1 + index / count);
  const twice = (values: readonly number[]) => values.map((value) => 2 * value).toReversed();
  const few = quantileRatio(twice(upTo(16)), upTo(16), 0.5);
  const many = quantileRatio(twice(upTo(400)), upTo(400), 0.5);
  for (const { median, low, high } of [few, many]) {
    expect(median).toBeCloseTo(2);
    expect(low).toBeLessThan(2);
    expect(high).toBeGreaterThan(2);
  }
  expect(few.high - few.low).toBeGreaterThan(3 * (many.high - many.low));
  const [short, long] = [upTo(100), [...upTo(90), ...upTo(10).map((value) => 100 * value)]];
  expect(quantileRatio(long, short, 0.5).median).toBeLessThan(1.5);
  expect(quantileRatio(long, short, 0.95).median).toBeGreaterThan(10);
});
