import { expect, test } from 'vitest';
import { poll } from './poll.ts';

test('returns the first value that is not empty', async () => {
  let count = 0;
  expect(await poll('three', () => (++count === 3 ? count : undefined))).toBe(3);
});

test('takes an error for "not yet"', async () => {
  let count = 0;
  const look = (): boolean => {
    count += 1;
    if (count === 1) throw new Error('loading');
    return true;
  };
  expect(await poll('a page', look)).toBe(true);
});

test('says what it waited for, and the last error, when time is up', async () => {
  const look = (): never => {
    throw new Error('no such element');
  };
  await expect(poll('the button', look, 10)).rejects.toThrow(
    expect.objectContaining({
      message: 'timed out after 10 ms: the button',
      cause: new Error('no such element'),
    }),
  );
});
