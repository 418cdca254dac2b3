import { expect, test } from 'vitest';
import { importOnce } from './imported.ts';

const make = async () =>
  await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['decrypt']);

test('a key is imported once for each purpose, and is there at once then', async () => {
  const from = {};
  const key = await importOnce(from, 'one', make);
  expect(importOnce(from, 'one', make)).toBe(key);
  expect(await importOnce(from, 'another', make)).not.toBe(key);
  expect(await importOnce({}, 'one', make)).not.toBe(key);
  expect(importOnce(from, 'one', make)).toBe(key);
});

test('what could not be imported is tried again', async () => {
  const from = {};
  await expect(importOnce(from, 'one', async () => await Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  expect(await importOnce(from, 'one', make)).toBeInstanceOf(CryptoKey);
});
