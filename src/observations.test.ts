import { expect, test } from 'vitest';
import { callback, client, response } from './fixture.ts';
import { observationsOf } from './observations.ts';
import { applyRecord, emptySet } from './recordset.ts';
import { type ObservationRecord, recordKey } from './records.ts';
import { ownerOf } from './owner.ts';

const first = response(callback);
const again = response(callback);
const other = response(callback);
const watching = { ...client, watch_for_leaks: true };

const forwarded = (id: string, origin: string): ObservationRecord => ({
  response: id,
  at: 1,
  saw: { what: 'forwarded', origin, parameter: 'code' },
});

function setOf(records: readonly ObservationRecord[]) {
  const set = emptySet();
  for (const record of records) applyRecord(set, recordKey.observation(record), record);
  return set.observations;
}

test('an exchange has what was seen of its response and of its further sightings, and nothing else', () => {
  const own = [forwarded(first.id, 'https://a.example'), forwarded(again.id, 'https://b.example')];
  const seen = setOf([forwarded(other.id, 'https://c.example'), ...own.toReversed()]);
  const exchange = { client: watching, response: first, sightings: [again] };
  expect(observationsOf(exchange, seen)).toEqual(own);
});

test('nothing is read where the client does not watch', () => {
  const seen = setOf([forwarded(first.id, 'https://a.example')]);
  expect(observationsOf({ client, response: first, sightings: [] }, seen)).toEqual([]);
});

test('the same leak seen again is the same record; another parameter or origin is another', () => {
  const seen = setOf([
    forwarded(first.id, 'https://a.example'),
    { ...forwarded(first.id, 'https://a.example'), at: 2 },
    forwarded(first.id, 'https://b.example'),
  ]);
  expect(seen.get(first.id)?.size).toBe(2);
});

test('what was seen goes with its response', () => {
  expect(ownerOf(recordKey.observation(forwarded(first.id, 'https://a.example')))).toBe(first.id);
});
