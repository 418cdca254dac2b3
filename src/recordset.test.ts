import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrived, callback, client as usual, issuer, request, response } from './fixture.ts';
import { type RecordSet, applyRecord, emptySet, exchangesOf, judgementName } from './recordset.ts';
import { summarisedIn, unfinishedIn } from './summarised.ts';
import { unknownTabs } from './unknown-tabs.ts';
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

test('what is summarised one change after the other is summarised as all at once', () => {
  const set = emptySet();
  const records = new Map<string, unknown>();
  const follow = (key: string, value: unknown) => {
    records.set(key, value);
    applyRecord(set, key, value);
    const fresh = emptySet();
    for (const [other, one] of records) applyRecord(fresh, other, one);
    expect(summarisedIn(set), key).toEqual(summarisedIn(fresh));
    expect(summarisedIn(set)).toBe(summarisedIn(set));
  };
  for (const [key, value] of changes) {
    follow(key, value);
    for (const { exchange, summary } of summarisedIn(set)) {
      // Every change here makes another judgement of it.
      expect(summary, key).toBe(null);
      const made = summaryBy(judgementName(set, exchange));
      follow(recordKey.summary(made), made);
    }
    expect(summarisedIn(set).every(({ summary }) => summary !== null)).toBe(true);
  }
});

const summaryBy = (evidence: string) => ({
  response: 'b',
  tabId: came.tabId,
  evidence,
  askAgain: false,
  kind: 'valid',
  result: null,
  reason: null,
  wrong: [],
  counts: { pass: 1, fail: 0, warn: 0, skip: 0, info: 0, unsupported: 0 },
});

test('what has not changed is the very same when it is summarised again, and so is the list of it', () => {
  const set = emptySet();
  const apply = (key: string, value: unknown) => applyRecord(set, key, value);
  const other = response(`${callback}?code=2`, { id: 'f', requestId: 'three' });
  apply(recordKey.client(client.revision), client);
  for (const one of [came, other]) apply(recordKey.response(one), one);
  const before = summarisedIn(set);
  apply(recordKey.history('b'), { response: 'b', at: arrived, digests: {}, earlier: [] });
  expect(summarisedIn(set)).toBe(before);
  const [first] = exchangesOf(set).exchanges;
  const made = summaryBy(first ? judgementName(set, first) : '');
  apply(recordKey.summary(made), made);
  const after = summarisedIn(set);
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});

/** What is kept of a response of which nothing else is known. */
const judgedAlone = summaryBy(namesIn(setOf([[recordKey.response(came), came]])).join());

/** One login, seen twice, with all that may be made of either response. */
const login: readonly (readonly [string, unknown])[] = [
  [recordKey.response(came), came],
  [recordKey.response(again), again],
  [recordKey.request(asked), asked],
  ...[0, 1].map((n) => [recordKey.lookup({ response: 'b', n }), looked(n)] as const),
  ...[came, again].flatMap(({ id }) => [
    [recordKey.history(id), { response: id, at: arrived, digests: {}, earlier: [] }] as const,
    [recordKey.observation(seen(id)), seen(id)] as const,
    [recordKey.typed('exchange', id), typed('t1')] as const,
    [recordKey.summary({ response: id, tabId: came.tabId }), { ...judgedAlone, response: id }] as const,
  ]),
];
const inAnyOrder = fc.shuffledSubarray([...login], { minLength: login.length });

test('of responses that went nothing takes room any more, in whatever order their records came and went', () => {
  const property = fc.property(inAnyOrder, inAnyOrder, (coming, going) => {
    const set = setOf(coming);
    for (const [key] of going) applyRecord(set, key, undefined);
    const { touched, changed, lookups, observations } = set;
    expect([touched, changed, lookups, observations].map(({ size }) => size)).toEqual([0, 0, 0, 0]);
  });
  fc.assert(property, { numRuns: 100 });
});

test('evidence has its name also where a response went and came again, with fewer records than before', () => {
  const both = [came, again].map((one) => [recordKey.response(one), one] as const);
  const saw = [recordKey.observation(seen('d')), seen('d')] as const;
  const set = setOf([...both, saw]);
  const before = namesIn(set);
  for (const value of [undefined, again]) applyRecord(set, recordKey.response(again), value);
  applyRecord(set, recordKey.observation(seen('d')), undefined);
  expect(namesIn(set)).toEqual(namesIn(setOf(both)));
  expect(namesIn(set)).not.toEqual(before);
});

const step = fc.record({
  record: fc.constantFrom(...login),
  goes: fc.boolean(),
  isAsked: fc.boolean(),
});

test('records may come and go in any order: what is named and summarised is as in a set made anew', () => {
  const property = fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const set = setOf([]);
    const records = new Map<string, unknown>();
    for (const { record, goes, isAsked } of steps) {
      const [key, value] = record;
      if (goes) records.delete(key);
      else records.set(key, value);
      applyRecord(set, key, goes ? undefined : value);
      if (!isAsked) continue;
      const fresh = setOf(records);
      expect(namesIn(set)).toEqual(namesIn(fresh));
      expect(summarisedIn(set)).toEqual(summarisedIn(fresh));
      expect(new Set(unfinishedIn(set))).toEqual(new Set(unfinishedIn(fresh)));
      expect(new Set(unknownTabs(set).keys())).toEqual(new Set(unknownTabs(fresh).keys()));
    }
  });
  fc.assert(property, { numRuns: 300 });
});

test('tabs of which nothing is known are told with when something came in them, until it is', () => {
  const set = emptySet();
  expect([...unknownTabs(set)]).toEqual([]);
  applyRecord(set, recordKey.response(came), came);
  expect([...unknownTabs(set)]).toEqual([[came.tabId, came.at]]);
  const started = { id: 's1', client: client.id, tabId: 77, at: 5, url: issuer };
  set.started.set('s1', started as never);
  expect(new Set(unknownTabs(set).keys())).toEqual(new Set([came.tabId, 77]));
  set.started.delete('s1');
  applyRecord(set, recordKey.tab(came.tabId), { private: false, opener: null });
  expect([...unknownTabs(set)]).toEqual([]);
});

test('or until all that came in them was removed', () => {
  const set = emptySet();
  const later = { ...came, id: `${came.id}-later`, at: came.at + 1 };
  for (const one of [came, later, came]) applyRecord(set, recordKey.response(one), one);
  applyRecord(set, recordKey.response(later), undefined);
  expect([...unknownTabs(set).keys()]).toEqual([came.tabId]);
  applyRecord(set, recordKey.response(came), undefined);
  applyRecord(set, recordKey.response(came), undefined);
  expect([...unknownTabs(set)]).toEqual([]);
  applyRecord(set, recordKey.response(came), came);
  expect([...unknownTabs(set)]).toEqual([[came.tabId, came.at]]);
});

/** A set with the client and these records. */
function setOf(records: Iterable<readonly [string, unknown]>): RecordSet {
  const set = emptySet();
  applyRecord(set, recordKey.client(client.revision), client);
  for (const [key, value] of records) applyRecord(set, key, value);
  return set;
}

function namesIn(set: RecordSet): string[] {
  return exchangesOf(set).exchanges.map((exchange) => judgementName(set, exchange));
}

const event = fc.record({
  kind: fc.constantFrom('request', 'response', 'response', 'tab', 'gone'),
  tabId: fc.integer({ min: 1, max: 3 }),
  frameId: fc.integer({ min: 0, max: 1 }),
  chain: fc.integer({ min: 1, max: 4 }),
  code: fc.integer({ min: 1, max: 3 }),
  late: fc.constantFrom(0, 0, 0, 0, 15),
});

/** What happens to the store as the `index`-th event; one that is late came before the one before it. */
function happens(
  { kind, tabId, frameId, chain, code, late }: typeof event extends fc.Arbitrary<infer Event> ? Event : never,
  index: number,
  records: ReadonlyMap<string, unknown>,
): [string, unknown] {
  const where = { id: String(1000 + 10 * index - late), tabId, frameId, requestId: `chain-${chain}` };
  if (kind === 'request') {
    const sent = request({ state: 's', scope: String(code) }, where);
    return [recordKey.request(sent), sent];
  }
  if (kind === 'response') {
    const answer = response(`${callback}?code=${code}&state=s`, where);
    return [recordKey.response(answer), answer];
  }
  if (kind === 'tab') return [recordKey.tab(tabId), { private: false, opener: 1 }];
  return [[...records.keys()].at(1) ?? '', undefined];
}

test('records that are paired one after the other are paired as all at once', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const set = emptySet();
      const records = new Map<string, unknown>([[recordKey.client(client.revision), client]]);
      applyRecord(set, recordKey.client(client.revision), client);
      for (const [index, event] of events.entries()) {
        const [key, value] = happens(event, index, records);
        if (value === undefined) records.delete(key);
        else if (!records.has(key)) records.set(key, value);
        applyRecord(set, key, value);
        const anew = emptySet();
        for (const [other, record] of records) applyRecord(anew, other, record);
        expect(exchangesOf(set)).toEqual(exchangesOf(anew));
      }
    }),
    { numRuns: 300 },
  );
});

test('an exchange in which nothing has changed stays the very same object when others come', () => {
  const set = emptySet();
  applyRecord(set, recordKey.client(client.revision), client);
  applyRecord(set, recordKey.response(came), came);
  const [before] = exchangesOf(set).exchanges;
  applyRecord(set, recordKey.request({ ...asked, id: 'e' }), { ...asked, id: 'e' });
  const next = response(`${callback}?code=2`, { id: 'f', requestId: 'three' });
  applyRecord(set, recordKey.response(next), next);
  const { exchanges } = exchangesOf(set);
  expect(exchanges).toHaveLength(2);
  expect(exchanges[0]).toBe(before);
});

test('of records that are there in part nothing counts as waiting, and what came before is not listed', () => {
  const set = { ...emptySet(), from: 'd' };
  applyRecord(set, recordKey.client(client.revision), client);
  for (const one of [came, { ...again, url: `${callback}?code=2` }])
    applyRecord(set, recordKey.response(one), one);
  const open = { ...asked, id: 'c', requestId: 'three', tabId: 9 };
  applyRecord(set, recordKey.request(open), open);
  const { exchanges, waiting } = exchangesOf(set);
  expect(exchanges.map(({ id }) => id)).toEqual(['d']);
  expect(waiting).toEqual([]);
});

test('of a request that was removed nothing waits, however often it was reported', () => {
  const set = emptySet();
  applyRecord(set, recordKey.client(client.revision), client);
  const redirected = { ...asked, id: 'aa' };
  for (const one of [asked, redirected]) applyRecord(set, recordKey.request(one), one);
  applyRecord(set, recordKey.response(came), came);
  expect(exchangesOf(set)).toMatchObject({ exchanges: [{ request: { id: 'a' } }], waiting: [] });
  applyRecord(set, recordKey.removed('x'), { responses: ['b'], requests: ['a'] });
  expect(exchangesOf(set)).toEqual({ exchanges: [], waiting: [] });
});
