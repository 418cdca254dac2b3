import { expect, test } from 'vitest';
import { makeIds } from './ids.ts';

const now = 1_790_000_000_000;

test('names sort by the moment of capture, whatever the order in which the browser tells of it', () => {
  const id = makeIds('a');
  const response = id(now + 70.25);
  const request = id(now);
  const another = id(now + 70.5);
  expect([response, request, another].toSorted()).toEqual([request, response, another]);
});

test('two of one moment sort in the order they were told of', () => {
  const id = makeIds('a');
  const names = [id(now), id(now), id(now)];
  expect(names.toSorted()).toEqual(names);
});

test('a clock that is set back by an hour does not put what comes after it before', () => {
  const id = makeIds('a');
  const names = [id(now), id(now - 3_600_000), id(now - 3_599_000)];
  expect(names.toSorted()).toEqual(names);
});

test('no two are the same, of one worker or of two', () => {
  const names = [makeIds('a'), makeIds('b')].flatMap((id) => [id(now), id(now)]);
  expect(new Set(names).size).toBe(4);
});
