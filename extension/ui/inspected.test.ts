import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf } from '../../src/recordset.ts';
import { type LookupRecord, recordKey } from '../../src/records.ts';
import { followInspection } from './inspected.ts';

test('what is judged by less than is there by now counts as being judged', async () => {
  const set = emptySet();
  const came = response(`${callback}?code=1`);
  applyRecord(set, recordKey.client(client.revision), client);
  applyRecord(set, recordKey.response(came), came);
  const records = signal<{ readonly set: RecordSet }>({ set });
  const [exchange = null] = exchangesOf(set).exchanges;
  const { inspection, isInspecting, start } = followInspection(
    () => records.value.set,
    signal([]),
    signal(exchange),
  );
  start();
  expect(isInspecting.value).toBe(true);
  const lookup: LookupRecord = {
    response: came.id,
    n: 0,
    why: 'arrival',
    at: came.at,
    endpointObservable: true,
    metadata: null,
    keys: null,
  };
  applyRecord(set, recordKey.lookup(lookup), lookup);
  await vi.waitFor(() => expect(inspection.value).not.toBeNull());
  expect(isInspecting.value).toBe(true);

  records.value = { set };
  await vi.waitFor(() => expect(isInspecting.value).toBe(false));
});
