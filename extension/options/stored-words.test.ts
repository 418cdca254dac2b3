import { expect, test } from 'vitest';
import { storedWords } from './stored-words.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [3_499, '3 kB'],
  [8_000_000, '8.0 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(storedWords.captured({ responses: 1, requests: 2_000, dropped: 0, bytes })).toBe(
    `In memory until the browser closes: 1 response, 2,000 authorization requests, and what was fetched to judge them. ${text} in all.`,
  );
});

test('what was seen and dropped is counted too', () => {
  const words = (dropped: number) => storedWords.captured({ responses: 5, requests: 5, dropped, bytes: 9 });
  expect(words(1)).toContain('1 older response was seen too, and dropped');
  expect(words(4_200)).toContain('4,200 older responses were seen too, and dropped');
});

test.each([
  [0, 0, 'No keys and no secrets are held.'],
  [1, 0, 'Keys or secrets of 1 client are held, none of them on the disk.'],
  [2, 1, 'Keys or secrets of 2 clients are held, of 1 on the disk.'],
  [2, 2, 'Keys or secrets of 2 clients are held, all on the disk.'],
])('of %i clients that hold secrets, %i on the disk, it is said where', (held, onDisk, text) => {
  expect(storedWords.secrets(held, onDisk)).toBe(text);
});
