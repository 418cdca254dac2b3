import { expect, test } from 'vitest';
import { arrived, callback, client as usual, issuer, request, response } from './fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from './recordset.ts';
import { recordKey } from './records.ts';

const client = { ...usual, watch_for_leaks: true };
const came = response(`${callback}?code=1&state=s`, { id: 'b', requestId: 'one' });
const again = response(`${callback}?code=1&state=s`, { id: 'd', requestId: 'two' });
const asked = { ...request({ state: 's' }), id: 'a', requestId: 'one' };
const typed = (revision: string) => ({ revision, values: {}, profile: null });
const looked = (n: number) => ({
  response: 'b',
  n,
  why: 'arrival',
  at: arrived,
  endpointObservable: true,
  metadata: null,
  keys: null,
});
const saw = { what: 'redirect', origin: issuer, status: 302, credentials: false } as const;
const seen = (id: string) => ({ response: id, at: arrived, saw });
const secrets = { client: client.id, issuer, revision: 's1', keys: '', signing_keys: '', client_secret: 'x' };

/** What may happen to a store, one after the other. */
const changes: readonly (readonly [string, unknown])[] = [
  [recordKey.client(client.revision), client],
  [recordKey.response(came), came],
  [recordKey.lookup({ response: 'b', n: 0 }), looked(0)],
  [recordKey.history('b'), { response: 'b', at: arrived, digests: {}, earlier: [] }],
  [recordKey.request(asked), asked],
  [recordKey.lookup({ response: 'b', n: 1 }), looked(1)],
  [recordKey.typed('exchange', 'b'), typed('t1')],
  [recordKey.typed('exchange', 'b'), typed('t2')],
  [recordKey.typed('client', client.id), typed('t3')],
  [recordKey.typed('client', client.id), undefined],
  [recordKey.accepted(client.id), { client: client.id, issuer, revision: 'a1', findings: [] }],
  [recordKey.secrets(client.id), secrets],
  [recordKey.observation(seen('b')), seen('b')],
  [recordKey.response(again), again],
  [recordKey.observation(seen('d')), seen('d')],
  [recordKey.lookup({ response: 'b', n: 1 }), undefined],
  [recordKey.request(asked), undefined],
  [recordKey.secrets(client.id), undefined],
];

test('evidence has the name that it would have in a set made anew, whatever changed, and another one than before', () => {
  const set = emptySet();
  const records = new Map<string, unknown>();
  const names: string[] = [];
  for (const [key, value] of changes) {
    records.set(key, value);
    applyRecord(set, key, value);
    const fresh = emptySet();
    for (const [other, one] of records) applyRecord(fresh, other, one);
    expect(namesIn(set), key).toEqual(namesIn(fresh));
    names.push(namesIn(set).join());
  }
  expect(names.filter((name, index) => name === names[index - 1])).toEqual([]);
});

function namesIn(set: RecordSet): string[] {
  return exchangesOf(set).exchanges.map((exchange) => judgementName(set, exchange));
}
