import { describe, expect, test } from 'vitest';
import { pair, pairingWindow } from './exchange.ts';
import { arrived, callback, client, goodRequest, request, response } from './fixture.ts';
import type { RequestRecord, ResponseRecord, TabRecord } from './records.ts';

const other = { ...client, id: 'c2', revision: 'r2', client_id: 'other' };

function paired(
  requests: RequestRecord[],
  responses: ResponseRecord[],
  tabs: Record<number, TabRecord> = {},
) {
  return pair({
    requests,
    responses,
    tabs: new Map(Object.entries(tabs).map(([id, tab]) => [Number(id), tab])),
    clients: new Map([client, other].map((one) => [one.revision, one])),
  });
}

const pairs = (...given: Parameters<typeof paired>) =>
  paired(...given).exchanges.map(({ request, pairedBy }) => [request?.id ?? null, pairedBy]);

test('a redirect chain ties a response to its request', () => {
  const asked = request(goodRequest, { requestId: 'chain' });
  const later = request();
  const answer = response(`${callback}?response=1`, { requestId: 'chain' });
  expect(pairs([asked, later], [answer])).toEqual([[asked.id, 'redirect-chain']]);
});

test('after a login page in between, the newest request of the tab and frame is meant', () => {
  const abandoned = request();
  const real = request();
  expect(pairs([abandoned, real], [response(`${callback}?response=1`)])).toEqual([[real.id, 'frame']]);
  expect(paired([abandoned, real], [response(`${callback}?response=1`)]).waiting).toEqual([abandoned]);
});

test('two logins at once in two tabs do not mix, whatever their state says', () => {
  const one = request(goodRequest, { tabId: 1 });
  const two = request(goodRequest, { tabId: 2 });
  const second = response(`${callback}?response=2`, { tabId: 2 });
  const first = response(`${callback}?response=1`, { tabId: 1 });
  expect(pairs([one, two], [second, first])).toEqual([
    [two.id, 'frame'],
    [one.id, 'frame'],
  ]);
});

test('a frame has its own request', () => {
  const top = request();
  const silent = request(goodRequest, { frameId: 7 });
  expect(pairs([top, silent], [response(`${callback}?response=1`, { frameId: 7 })])).toEqual([
    [silent.id, 'frame'],
  ]);
});

test('a tab without a request of its own answers for the tab that opened it', () => {
  const asked = request(goodRequest, { tabId: 1 });
  const answer = response(`${callback}?response=1`, { tabId: 5 });
  expect(pairs([asked], [answer], { 5: { private: false, opener: 1 } })).toEqual([[asked.id, 'opener']]);
  expect(pairs([asked], [answer], { 5: { private: false, opener: null } })).toEqual([[null, null]]);
});

test('a request is answered once, and not after an hour', () => {
  const asked = request();
  const again = [response(`${callback}?response=1`), response(`${callback}?response=2`)];
  expect(pairs([asked], again)).toEqual([
    [asked.id, 'frame'],
    [null, null],
  ]);
  expect(pairs([asked], [response(`${callback}?response=1`, { at: arrived + pairingWindow })])).toEqual([
    [null, null],
  ]);
});

test("another server's request is another story", () => {
  const elsewhere = { ...client, id: 'c3', revision: 'r3', issuer: 'https://other.example' };
  const asked = request();
  const broker = request(goodRequest, { clients: ['r3'] });
  const { exchanges } = pair({
    requests: [asked, broker],
    responses: [response(`${callback}?response=1`)],
    tabs: new Map(),
    clients: new Map([client, elsewhere].map((one) => [one.revision, one])),
  });
  expect(exchanges[0]?.request?.id).toBe(asked.id);
});

describe('the same response again', () => {
  const first = response(`${callback}#response=1`, { requestId: 'a' });

  test('by reload or back is a sighting, not an exchange', () => {
    const { exchanges } = paired([request({}, { id: '0' })], [first, response(`${callback}#response=1`)]);
    expect(exchanges.map(({ sightings }) => sightings.length)).toEqual([1]);
  });

  test("at another client's callback is a response to that one", () => {
    const other = { ...client, id: 'c3', revision: 'r3', callbacks: ['https://other.example.com/cb'] };
    const { exchanges } = pair({
      requests: [],
      responses: [first, response('https://other.example.com/cb#response=1', { clients: ['r3'] })],
      tabs: new Map(),
      clients: new Map([client, other].map((one) => [one.revision, one])),
    });
    expect(exchanges.map((one) => [one.client.id, one.sightings.length])).toEqual([
      [client.id, 0],
      ['c3', 0],
    ]);
  });

  test('on a page that inherits the fragment is a sighting', () => {
    const next = response('https://app.example.com/home#response=1', { requestId: 'a' });
    expect(paired([], [first, next]).exchanges).toHaveLength(1);
  });

  test('in answer to another request is another exchange', () => {
    const asked = request(goodRequest, { requestId: 'b' });
    const replay = response(`${callback}#response=1`, { requestId: 'b' });
    expect(pairs([asked], [first, replay])).toEqual([
      [null, null],
      [asked.id, 'redirect-chain'],
    ]);
  });

  test('in another tab is another exchange', () => {
    expect(paired([], [first, response(`${callback}#response=1`, { tabId: 2 })]).exchanges).toHaveLength(2);
  });
});

describe('two clients on one callback', () => {
  const clients = ['r1', 'r2'];

  test('are told apart by the client_id of the request', () => {
    const asked = request({ ...goodRequest, client_id: 'other' }, { clients });
    const { exchanges } = paired([asked], [response(`${callback}?response=1`, { clients })]);
    expect([exchanges[0]?.client.client_id, exchanges[0]?.clientBy]).toEqual(['other', 'client_id']);
  });

  test('cannot be told apart without a request, and the exchange says so', () => {
    const { exchanges } = paired([], [response(`${callback}?response=1`, { clients })]);
    expect(exchanges[0]?.clientBy).toBe('first');
  });
});

test('two servers with one client_id on one callback are told apart by where the request went', () => {
  const staging = { ...client, id: 'c3', revision: 'r3', issuer: 'https://staging.example' };
  const { exchanges } = pair({
    requests: [request(goodRequest, { clients: ['r3'] })],
    responses: [response(`${callback}?response=1`, { clients: ['r1', 'r3'] })],
    tabs: new Map(),
    clients: new Map([client, staging].map((one) => [one.revision, one])),
  });
  expect([exchanges[0]?.client.issuer, exchanges[0]?.clientBy]).toEqual([
    'https://staging.example',
    'endpoint',
  ]);
});

test('two logins that are answered alike are two exchanges', () => {
  const denied = () => response(`${callback}?error=access_denied`);
  const asked = request();
  const first = denied();
  const again = request();
  expect(pairs([asked, again], [first, denied()])).toEqual([
    [asked.id, 'frame'],
    [again.id, 'frame'],
  ]);
});

test('a callback that redirects on with another query has answered once', () => {
  const first = response(`${callback}#response=1`, { requestId: 'a' });
  const next = response(`${callback}?lang=en#response=1`, { requestId: 'a' });
  expect(paired([], [first, next]).exchanges).toHaveLength(1);
});

test('a request reported twice by an internal redirect is one request', () => {
  const asked = request(goodRequest, { requestId: 'a' });
  const again = request(goodRequest, { requestId: 'a' });
  expect(paired([asked, again], [response(`${callback}?response=1`, { requestId: 'a' })]).waiting).toEqual(
    [],
  );
});
