import { expect, test } from 'vitest';
import { client, goodRequest, request, response } from './fixture.ts';
import { recordKey } from './records.ts';
import { type Limits, whatGoes as whatGoesOf } from './room.ts';

/** In a browser that counts a record by its length, or `times` as much. */
function whatGoes(
  stored: ReadonlyMap<string, unknown>,
  limits: Limits,
  spared: number,
  revisions: readonly string[],
  times = 1,
) {
  const length = [...stored].reduce(
    (sum, [key, value]) => sum + key.length + JSON.stringify(value).length,
    0,
  );
  return whatGoesOf(stored, limits, spared, revisions, length * times);
}

const plenty = { exchanges: 1000, bytes: 1e9 };

/** A store with so many logins, each with its request, a look at the issuer and a summary. */
function logins(count: number, size = 0) {
  const stored = new Map<string, unknown>([[recordKey.client('r1'), client]]);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const asked = request({ ...goodRequest, state: `s${n}` }, { requestId: `c${n}` });
    const answer = response(`https://app.example.com/cb?code=${n}${'x'.repeat(size)}`, {
      requestId: `c${n}`,
    });
    const asked1 = { ...asked, id: `${String(n).padStart(5, '0')}-a` };
    const answer1 = { ...answer, id: `${String(n).padStart(5, '0')}-b` };
    stored.set(recordKey.request(asked1), asked1);
    stored.set(recordKey.response(answer1), answer1);
    stored.set(`summary/1/${answer1.id}`, {});
    stored.set(recordKey.history(answer1.id), {});
    stored.set(recordKey.typed('exchange', answer1.id), {});
    ids.push(answer1.id);
  }
  return { stored, ids };
}

const kinds = (keys: readonly string[]) => keys.map((key) => key.split('/')[0]).toSorted();

test('nothing goes from a store within its limits', () => {
  expect(whatGoes(logins(10).stored, plenty, 1, ['r1'])).toEqual({ keys: [], responses: [] });
});

test('the oldest go whole: response, request and what was made of them', () => {
  const { stored, ids } = logins(11);
  const { keys, responses } = whatGoes(stored, { ...plenty, exchanges: 10 }, 1, ['r1']);
  expect(responses).toEqual(ids.slice(0, 2));
  expect(kinds(keys)).toEqual([
    'history',
    'history',
    'request',
    'request',
    'response',
    'response',
    'summary',
    'summary',
    'typed',
    'typed',
  ]);
});

test('a request goes with all reports of it, whether it was answered or not', () => {
  const { stored, ids } = logins(11);
  const answered = { ...request({ ...goodRequest, state: 's0' }, { requestId: 'c0' }), id: '00000-aa' };
  const waiting = request(goodRequest, { tabId: 2, requestId: 'stray' });
  for (const one of [answered, { ...waiting, id: '0-a' }, { ...waiting, id: '0-b' }])
    stored.set(recordKey.request(one), one);
  const { keys, responses } = whatGoes(stored, { ...plenty, exchanges: 10 }, 1, ['r1']);
  expect(responses).toEqual(ids.slice(0, 2));
  expect(keys).toContain(recordKey.request(answered));
  const none = whatGoes(stored, { ...plenty, exchanges: 0 }, 0, ['r1']);
  expect(none.keys.filter((key) => key.startsWith('request/2/'))).toEqual(['request/2/0-a', 'request/2/0-b']);
});

test('what is pinned never goes, however little room there is', () => {
  const { stored, ids } = logins(11);
  const [first = '', second = ''] = ids;
  stored.set(recordKey.pinned(first), { at: 1 });
  stored.set(recordKey.pinned(second), { at: 2 });
  const some = whatGoes(stored, { ...plenty, exchanges: 10 }, 1, ['r1']);
  expect(some.responses).toEqual(ids.slice(2, 4));
  for (const limits of [
    { ...plenty, exchanges: 1 },
    { ...plenty, bytes: 0 },
  ]) {
    const { keys, responses } = whatGoes(stored, limits, 0, ['r1']);
    expect(responses).toEqual(ids.slice(2));
    for (const id of [first, second]) {
      expect(keys).not.toContain(recordKey.pinned(id));
      expect(keys.filter((key) => key.endsWith(id))).toEqual([]);
    }
  }
});

test('the request of an exchange that stays is never dropped, however many requests there are', () => {
  const { stored } = logins(3);
  for (let n = 0; n < 50; n += 1) {
    const stray = { ...request(), id: `0000${n % 3}-c${n}`, tabId: 2, requestId: `stray${n}` };
    stored.set(recordKey.request(stray), stray);
  }
  const { keys, responses } = whatGoes(stored, { ...plenty, exchanges: 10 }, 1, ['r1']);
  expect(responses).toEqual([]);
  // One more than too many, so that the next one does not find the store full again.
  expect(keys).toHaveLength(41);
  expect(keys.every((key) => key.startsWith('request/2/'))).toBe(true);
});

test('requests that any page can make go before a response does, where they take more than their share', () => {
  const { stored } = logins(10);
  const stray = (n: number, size: number) => {
    const own = request({ ...goodRequest, state: 'x'.repeat(size) }, { tabId: 2, requestId: `stray${n}` });
    stored.set(`request/2/9-${n}`, { ...own, id: `9-${n}` });
  };
  for (let n = 0; n < 8; n += 1) stray(n, 10_000);
  const { keys, responses } = whatGoes(stored, { ...plenty, bytes: 80_000 }, 1, ['r1']);
  expect(responses).toEqual([]);
  // Two of eight are a quarter of what there is room for; the oldest went.
  expect(keys).toEqual([...Array(7).keys()].map((n) => `request/2/9-${n}`));
});

test('the requests of logins under way stay in a full store', () => {
  const { stored } = logins(40, 1000);
  for (let n = 0; n < 5; n += 1) {
    const own = request(goodRequest, { tabId: 2, requestId: `under-way-${n}` });
    stored.set(`request/2/9-${n}`, { ...own, id: `9-${n}` });
  }
  const { keys, responses } = whatGoes(stored, { ...plenty, bytes: 60_000 }, 1, ['r1']);
  expect(responses.length).toBeGreaterThan(5);
  expect(keys.filter((key) => key.startsWith('request/2/'))).toEqual([]);
});

test('documents go with the last response that needs them, and then fewer others have to', () => {
  const { stored, ids } = logins(20);
  const lookup = (response: string, document: string) => ({
    response,
    n: 0,
    why: 'arrival',
    at: 1,
    endpointObservable: true,
    metadata: null,
    keys: { url: 'u', at: 1, document, problem: null, detail: null, clock: null },
  });
  for (const [index, id] of ids.entries()) {
    const document = index < 10 ? `keys/${index}` : 'keys/shared';
    stored.set(document, 'x'.repeat(10_000)).set(`lookup/${id}/0`, lookup(id, document));
  }
  const { keys, responses } = whatGoes(stored, { ...plenty, bytes: 120_000 }, 1, ['r1']);
  expect(responses).toEqual(ids.slice(0, responses.length));
  expect(responses.length).toBeLessThan(5);
  expect(keys).toEqual(expect.arrayContaining(responses.map((_, index) => `keys/${index}`)));
  expect(keys).not.toContain('keys/shared');
});

test('of large and small the oldest go, not the newest', () => {
  const small = logins(20);
  const large = logins(22, 10_000);
  const stored = new Map([...small.stored, ...[...large.stored].filter(([key]) => /\/0002[01]/.test(key))]);
  const { responses } = whatGoes(stored, { ...plenty, bytes: 25_000 }, 1, ['r1']);
  expect(responses).toEqual(small.ids.slice(0, responses.length));
  expect(responses.length).toBeGreaterThan(3);
});

test('what the browser counts decides, which may be more than the length', () => {
  const { stored, ids } = logins(20, 1000);
  const goes = (times: number) => whatGoes(stored, { ...plenty, bytes: 60_000 }, 1, ['r1'], times).responses;
  expect(goes(1)).toEqual([]);
  // As much is left as fits by that count, and a little less.
  const left = ids.length - goes(3).length;
  expect(goes(3)).toEqual(ids.slice(0, goes(3).length));
  expect(left).toBeGreaterThan(5);
  expect(left).toBeLessThan(12);
});

test('the newest is spared, even where it alone is too large', () => {
  const { stored, ids } = logins(2, 10_000);
  expect(whatGoes(stored, { ...plenty, bytes: 100 }, 1, ['r1']).responses).toEqual([ids[0]]);
  expect(whatGoes(stored, { ...plenty, bytes: 100 }, 0, ['r1']).responses).toEqual(ids);
});

test('of a page that is reloaded without end the first and the last sighting stay', () => {
  const { stored, ids } = logins(1);
  const again = (n: number) => ({ ...response('https://app.example.com/cb?code=0'), id: `00001-${n}` });
  for (let n = 0; n < 9; n += 1) stored.set(recordKey.response(again(n)), again(n));
  const { responses } = whatGoes(stored, { ...plenty, exchanges: 5 }, 1, ['r1']);
  expect(responses).toHaveLength(8);
  expect(responses).not.toContain(ids[0]);
  expect(responses).not.toContain('00001-8');
});

test('what belongs to nothing goes too, and what the next response needs stays', () => {
  const { stored } = logins(11);
  stored.set(recordKey.client('old'), { ...client, revision: 'old' });
  stored.set(recordKey.client('next'), { ...client, revision: 'next' });
  stored.set('keys/old', '{}').set('keys/latest', '{}');
  stored.set(recordKey.latest('https://id.example.com', 'u'), { at: 1, document: 'keys/latest' });
  stored.set('summary/1/gone', {}).set('history/gone', {}).set('typed/exchange/gone', {});
  stored.set('typed/client/c1', {}).set('secrets/c1', {});
  const { keys } = whatGoes(stored, { ...plenty, exchanges: 10 }, 1, ['next']);
  expect(keys).toEqual(expect.arrayContaining([recordKey.client('old'), 'keys/old', 'summary/1/gone']));
  expect(keys).toEqual(expect.arrayContaining(['history/gone', 'typed/exchange/gone']));
  expect(keys).not.toContain('typed/client/c1');
  expect(keys).not.toContain('secrets/c1');
  expect(keys).not.toContain(recordKey.client('r1'));
  expect(keys).not.toContain(recordKey.client('next'));
  expect(keys).not.toContain('keys/latest');
});

test('what was typed for a client and its secrets stay, however full the store is', () => {
  const { stored } = logins(11);
  stored.set(recordKey.typed('client', 'c1'), {});
  stored.set(recordKey.secrets('c1'), {});
  const { keys } = whatGoes(stored, { exchanges: 0, bytes: 0 }, 0, ['r1']);
  expect(kinds(keys)).not.toContain('secrets');
  expect(keys).not.toContain(recordKey.typed('client', 'c1'));
});
