import { expect, test } from 'vitest';
import { rounds } from './measured.ts';

test('there are as many rounds as are wanted, or a share of them', () => {
  expect([...rounds(5, 60, { share: 1, pace: 1 })]).toEqual([0, 1, 2, 3, 4]);
  expect([...rounds(200, 60, { share: 0.1, pace: 1 })]).toHaveLength(20);
});

test('none begins when their time is over, but two are made', () => {
  expect([...rounds(200, 0, { share: 1, pace: 1 })]).toEqual([0, 1]);
  expect([...rounds(200, 60, { share: 1, pace: 0 })]).toEqual([0, 1]);
  expect([...rounds(200, 60, { share: 0, pace: 1 })]).toEqual([0, 1]);
});
