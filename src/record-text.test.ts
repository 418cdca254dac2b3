import { expect, test } from 'vitest';
import { readRecord, writeRecord } from './record-text.ts';

test('a record is what it was, half a surrogate pair included', () => {
  for (const record of [
    { url: 'https://a.example/?x=\ud800', form: null },
    'text',
    5,
    [],
    { __proto__: null },
  ])
    expect(readRecord(writeRecord(record))).toEqual(record);
});

test('what is no text of a record is none', () => {
  for (const other of [undefined, null, 5, {}, '', '{', 'x'.repeat(10)])
    expect(readRecord(other)).toBeUndefined();
});
