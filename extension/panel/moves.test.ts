import { expect, test } from 'vitest';
import { neighbour } from './moves.ts';

const ids = ['a', 'b', 'c'];

test.each([
  ['b', 'ArrowUp', 'a'],
  ['b', 'ArrowDown', 'c'],
  ['c', 'ArrowDown', 'c'],
  ['a', 'ArrowUp', 'a'],
  ['b', 'Home', 'a'],
  ['b', 'End', 'c'],
  ['a', 'PageDown', 'c'],
  [null, 'ArrowUp', 'c'],
  [null, 'ArrowDown', 'a'],
  ['b', 'x', null],
])('from %s, %s leads to %s', (from, key, to) => {
  expect(neighbour(ids, from, key)).toBe(to);
});

test('an empty list leads nowhere', () => {
  expect(neighbour([], null, 'ArrowDown')).toBeNull();
});
