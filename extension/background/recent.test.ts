import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('the newest are remembered, up to the limit', () => {
  const recent = new Recent(2);
  for (const name of ['one', 'two', 'two', 'three']) recent.add(name);
  expect(['one', 'two', 'three'].map((name) => recent.has(name))).toEqual([false, true, true]);
});

test('one that is taken out leaves its place to another', () => {
  const recent = new Recent(2);
  for (const name of ['one', 'two']) recent.add(name);
  recent.delete('one');
  recent.add('three');
  expect(['one', 'two', 'three'].map((name) => recent.has(name))).toEqual([false, true, true]);
});
