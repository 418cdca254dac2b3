import { expect, test } from 'vitest';
import { callback, client, response } from './fixture.ts';
import { mayPin, pinLimits } from './pins.ts';
import { applyRecord, emptySet, exchangesOf } from './recordset.ts';
import { recordKey } from './records.ts';

/** Records with so many responses, each with a URL of so many characters; all but the last are pinned. */
function heldWith(count: number, length: number) {
  const set = emptySet();
  applyRecord(set, recordKey.client(client.revision), client);
  for (let n = 1; n <= count; n += 1) {
    const url = `${callback}?code=${n}x`;
    const record = response(url.padEnd(length, 'x'));
    applyRecord(set, recordKey.response(record), record);
    if (n < count) applyRecord(set, recordKey.pinned(record.id), { at: n });
  }
  const { exchanges } = exchangesOf(set);
  const last = exchanges.at(-1);
  if (!last) throw new Error('no exchange');
  return { set, exchanges, last };
}

test('so many exchanges may be pinned, and no more', () => {
  const full = heldWith(pinLimits.exchanges, 100);
  expect(mayPin(full.set, full.last)).toBe(true);
  const over = heldWith(pinLimits.exchanges + 1, 100);
  expect(mayPin(over.set, over.last)).toBe(false);
});

test('so many characters may be pinned, and no more; what is pinned already counts once', () => {
  const full = heldWith(4, pinLimits.characters / 4);
  expect(mayPin(full.set, full.last)).toBe(true);
  const over = heldWith(4, pinLimits.characters / 4 + 1);
  expect(mayPin(over.set, over.last)).toBe(false);
  const [first] = over.exchanges;
  expect(first && mayPin(over.set, first)).toBe(true);
});
