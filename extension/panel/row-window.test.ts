import { expect, test } from 'vitest';
import { isSeen, rowWindow, scrollTopFor } from './row-window.ts';

const rowHeight = 21;
const at = (row: number, height = 600) => ({ scrollTop: row * rowHeight, height, rowHeight });

test('a short list is there as a whole', () => {
  expect(rowWindow(0, at(0))).toEqual({ start: 0, end: 0 });
  expect(rowWindow(40, at(10))).toEqual({ start: 0, end: 40 });
});

test.each([100, 600, 2000, 20_000])(
  'of a long list what is seen is there, and never too much: %i px',
  (height) => {
    const seen = Math.min(Math.ceil(height / rowHeight), 240);
    for (let row = 0; row <= 2000 - seen; row += 1) {
      const { start, end } = rowWindow(2000, at(row, height));
      expect(start).toBeLessThanOrEqual(row);
      expect(end).toBeGreaterThanOrEqual(row + seen);
      expect(end - start).toBeLessThanOrEqual(280);
      expect(start % 2).toBe(0);
    }
  },
);

test('the window stays while one scrolls by a row or two', () => {
  const windows = Array.from({ length: 100 }, (_, row) => rowWindow(2000, at(500 + row)).start);
  expect(new Set(windows).size).toBeLessThanOrEqual(11);
});

test('at the end, where what comes is followed, hardly more is there than is seen, and to scroll away brings more', () => {
  const { start, end } = rowWindow(2000, at(2000));
  expect(end).toBe(2000);
  expect(start).toBeGreaterThanOrEqual(2000 - 30 - 12);
  expect(start).toBeLessThanOrEqual(2000 - 30 - 2);
  expect(rowWindow(2000, at(2000 - 30 - 1)).start).toBeLessThanOrEqual(2000 - 30 - 12);
});

test('a list that became shorter shows its end', () => {
  expect(rowWindow(300, at(1900)).end).toBe(300);
});

test('a row that is seen is not scrolled to, one that is not is scrolled to by as little as it takes', () => {
  expect(scrollTopFor(105, at(100))).toBe(100 * rowHeight);
  expect(scrollTopFor(50, at(100))).toBe(50 * rowHeight);
  // The head of the list takes 22 pixels.
  expect(scrollTopFor(200, at(100))).toBe(22 + 201 * rowHeight - 600);
});

test('a row counts as seen where it is hidden by no more than its own height or so', () => {
  expect([99, 100, 126, 127].map((row) => isSeen(row, at(100)))).toEqual([true, true, true, true]);
  expect([98, 129].map((row) => isSeen(row, at(100)))).toEqual([false, false]);
});
