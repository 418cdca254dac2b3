import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from './checks/check.ts';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  sign,
} from './fixture.ts';
import { emptyIndex, historyOf, onceValues } from './history.ts';
import { inspect } from './inspect.ts';
import { applyRecord, emptySet, evidenceOf, exchangesOf, secretsOf } from './recordset.ts';
import { recordKey } from './records.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey();
});

let turn = 0;
const random = () => `${(turn += 1)}-${crypto.randomUUID()}-${crypto.randomUUID()}`;

/** What a login is made of, each part new where it is not given. */
interface Login {
  readonly tabId?: number;
  readonly code?: string;
  readonly state?: string;
  readonly sent?: Readonly<Record<string, string>>;
  readonly jwt?: string;
  readonly client?: string;
  readonly plain?: boolean;
}

/** A browser with one normal and one private tab, and a background that looks at what came before. */
function browser() {
  const set = emptySet();
  const put = (name: string, value: unknown) => applyRecord(set, name, JSON.parse(JSON.stringify(value)));
  put(recordKey.client('r1'), client);
  put(recordKey.client('r2'), { ...client, id: 'c2', revision: 'r2', client_id: 'other' });
  for (const tab of [1, 2, 3]) put(recordKey.tab(tab), { private: tab === 3, opener: null });
  const index = emptyIndex();

  /** Compares an exchange with what came before it, as the background does. */
  async function compare(id: string): Promise<void> {
    const exchange = exchangesOf(set).exchanges.find((one) => one.id === id);
    if (!exchange) return;
    const { context } = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
    const isPrivate = set.tabs.get(exchange.response.tabId)?.private !== false;
    const history = await historyOf(exchange, onceValues(context), isPrivate, index);
    index.add(history);
    put(recordKey.history(id), history);
  }

  async function arrive(login: Login = {}, isCompared = true): Promise<string> {
    const { tabId = 1, code = random(), state = random(), sent = {} } = login;
    const parameters = {
      ...goodRequest,
      ...(login.plain ? { response_mode: 'query' } : {}),
      state,
      nonce: random(),
      code_challenge: random().slice(-43),
      ...sent,
    };
    const asked = request(parameters, { tabId, clients: [login.client ?? 'r1'] });
    const jwt = login.jwt ?? (await sign(key, { ...goodClaims, code, state: parameters.state }));
    const query = login.plain ? new URLSearchParams({ code, state: parameters.state }) : `response=${jwt}`;
    const answer = response(`${callback}?${String(query)}`, { tabId, clients: [login.client ?? 'r1'] });
    // A request comes before its response.
    const before = { ...asked, id: previous(answer.id) };
    put(recordKey.request(before), before);
    put(recordKey.response(answer), answer);
    if (isCompared) await compare(answer.id);
    return answer.id;
  }

  async function found(id: string): Promise<Finding[]> {
    const exchange = exchangesOf(set).exchanges.find((one) => one.id === id);
    if (!exchange) throw new Error(`no exchange ${id}`);
    return [...(await inspect(evidenceOf(set, exchange), secretsOf(set, exchange))).findings];
  }

  return { set, put, compare, arrive, found };
}

/** An id that sorts right before another. */
function previous(id: string): string {
  return `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) - 1)}~`;
}

const across = [
  'jarm-replay',
  'code-reuse',
  'state-reuse',
  'state-quality',
  'nonce-reuse',
  'pkce-reuse',
  'par-reuse',
];

/** What the rules across exchanges say that is not a pass. */
async function judged({ found }: { found(id: string): Promise<Finding[]> }, id: string): Promise<string[]> {
  return (await found(id))
    .filter(({ check, outcome }) => across.includes(check) && outcome !== 'pass')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
}

test('logins that share nothing are in order', async () => {
  const tester = browser();
  for (let login = 0; login < 3; login += 1) expect(await judged(tester, await tester.arrive())).toEqual([]);
  const last = await tester.found(await tester.arrive());
  const passed = last.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check);
  expect(passed).toEqual(expect.arrayContaining(across.filter((check) => check !== 'par-reuse')));
});

describe('what came before', () => {
  test('the same JWT in another tab is a replay, and that is said once', async () => {
    const tester = browser();
    const jwt = await sign(key, { ...goodClaims, code: random(), state: 'of-the-first-0123456789abcdefgh' });
    await tester.arrive({ jwt });
    expect(await judged(tester, await tester.arrive({ jwt, tabId: 2 }))).toEqual([
      'fail jarm-replay replayed',
    ]);
  });

  test('the same JWT as the answer to a new request in the same tab is a replay', async () => {
    const tester = browser();
    const jwt = await sign(key, { ...goodClaims, code: random() });
    await tester.arrive({ jwt });
    expect(await judged(tester, await tester.arrive({ jwt }))).toContain('fail jarm-replay replayed');
  });

  test('the same JWT encrypted anew is a replay where it can be decrypted', async () => {
    const pair = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    const keys = JSON.stringify({ ...(await exportJWK(pair.privateKey)), alg: 'RSA-OAEP-256' });
    const jwt = new TextEncoder().encode(await sign(key, { ...goodClaims, code: random() }));
    const encrypted = async () =>
      await new CompactEncrypt(jwt)
        .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A128GCM', cty: 'JWT' })
        .encrypt(pair.publicKey);
    for (const isKeyKnown of [true, false]) {
      const tester = browser();
      if (isKeyKnown)
        tester.put('secrets/c1', {
          client: 'c1',
          issuer: client.issuer,
          revision: '1',
          keys,
          client_secret: '',
        });
      await tester.arrive({ jwt: await encrypted() });
      const findings = await judged(tester, await tester.arrive({ jwt: await encrypted(), tabId: 2 }));
      expect(findings.filter((one) => one.startsWith('fail'))).toEqual(
        isKeyKnown ? ['fail jarm-replay replayed'] : [],
      );
    }
  });

  test('a reload is a further sighting, and a warning', async () => {
    const tester = browser();
    const id = await tester.arrive();
    const first = tester.set.responses.get(id)!;
    const again = { ...first, id: `${id}z`, requestId: 'again' };
    tester.put(recordKey.response(again), again);
    await tester.compare(again.id);
    expect(exchangesOf(tester.set).exchanges).toHaveLength(1);
    expect(await judged(tester, id)).toEqual(['warn jarm-replay seen-again']);
  });

  test.each([false, true])('the same code in another response, plain: %s', async (plain) => {
    const tester = browser();
    const code = random();
    await tester.arrive({ code, plain });
    expect(await judged(tester, await tester.arrive({ code, plain, tabId: 2 }))).toEqual([
      'fail code-reuse reused',
    ]);
  });

  test('the same code at another client of the same server', async () => {
    const tester = browser();
    const code = random();
    await tester.arrive({ code });
    expect(await judged(tester, await tester.arrive({ code, client: 'r2' }))).toEqual([
      'fail code-reuse reused',
    ]);
  });

  test('a state that every login has', async () => {
    const tester = browser();
    const state = random();
    await tester.arrive({ state });
    expect(await judged(tester, await tester.arrive({ state }))).toEqual([
      'warn state-reuse answered-before',
      'warn state-quality constant',
    ]);
  });

  test('the state of one application does not matter to another', async () => {
    const tester = browser();
    const state = random();
    await tester.arrive({ state });
    expect(await judged(tester, await tester.arrive({ state, client: 'r2' }))).toEqual([]);
  });

  test.each([
    ['nonce', 'warn nonce-reuse constant'],
    ['code_challenge', 'fail pkce-reuse constant'],
  ])('a %s that every login has', async (name, finding) => {
    const tester = browser();
    const sent = { [name]: random().slice(-43) };
    await tester.arrive({ sent });
    expect(await judged(tester, await tester.arrive({ sent }))).toEqual([finding]);
  });

  test('the whole request sent again is not held against the application', async () => {
    const tester = browser();
    const sent = { state: random(), nonce: random(), code_challenge: random().slice(-43) };
    await tester.arrive({ sent });
    expect(await judged(tester, await tester.arrive({ sent }))).toEqual([
      'warn state-reuse answered-before',
      'warn state-quality same-request',
      'warn nonce-reuse same-request',
      'warn pkce-reuse same-request',
    ]);
  });

  test.each([
    ['urn:ietf:params:oauth:request_uri:6esc', ['warn par-reuse reused']],
    ['https://app.example.com/request.jwt', []],
  ])('the request_uri %s used twice', async (request_uri, expected) => {
    const tester = browser();
    const sent = { request_uri };
    await tester.arrive({ sent });
    const findings = await judged(tester, await tester.arrive({ sent }));
    expect(findings.filter((one) => !one.startsWith('skip'))).toEqual(expected);
  });

  test('is said with the time when it was', async () => {
    const tester = browser();
    const code = random();
    await tester.arrive({ code });
    const findings = await tester.found(await tester.arrive({ code }));
    expect(findings.find(({ check }) => check === 'code-reuse')).toMatchObject({
      observed: { kind: 'time', value: arrived / 1000 },
      certainty: 'as-observed',
    });
  });
});

describe('what counts', () => {
  test('is what arrived before: the first of two stays in order', async () => {
    const tester = browser();
    const code = random();
    const first = await tester.arrive({ code });
    await tester.arrive({ code });
    expect(await judged(tester, first)).toEqual([]);
  });

  test('also where the second was compared first', async () => {
    const tester = browser();
    const code = random();
    const first = await tester.arrive({ code }, false);
    const second = await tester.arrive({ code }, false);
    await tester.compare(second);
    await tester.compare(first);
    expect(await judged(tester, first)).toEqual([]);
  });

  test('stays what it was when the earlier exchange is removed', async () => {
    const tester = browser();
    const code = random();
    const first = await tester.arrive({ code });
    const second = await tester.arrive({ code });
    const before = await tester.found(second);
    for (const name of [recordKey.response({ tabId: 1, id: first }), recordKey.history(first)])
      applyRecord(tester.set, name, undefined);
    expect(exchangesOf(tester.set).exchanges.map(({ id }) => id)).toEqual([second]);
    expect(await tester.found(second)).toEqual(before);
    expect(await judged(tester, second)).toEqual(['fail code-reuse reused']);
  });

  test('is never what was seen in windows of the other kind, whichever came first', async () => {
    for (const tabs of [
      [1, 3],
      [3, 1],
    ] as const) {
      const tester = browser();
      const login = { code: random(), state: random() };
      const [one, two] = tabs;
      await tester.arrive({ ...login, tabId: one });
      expect(await judged(tester, await tester.arrive({ ...login, tabId: two }))).toEqual([]);
    }
  });

  test('in a tab of which nothing is known is compared with private windows', async () => {
    const tester = browser();
    const code = random();
    await tester.arrive({ code, tabId: 3 });
    expect(await judged(tester, await tester.arrive({ code, tabId: 9 }))).toEqual(['fail code-reuse reused']);
  });
});

test('until it was compared nothing is passed', async () => {
  const tester = browser();
  const id = await tester.arrive({}, false);
  expect(await judged(tester, id)).toEqual([
    'skip jarm-replay history-pending',
    'skip code-reuse history-pending',
    'skip state-reuse history-pending',
    'skip state-quality history-pending',
    'skip nonce-reuse history-pending',
    'skip pkce-reuse history-pending',
  ]);
});

test('a short state is found without anything to compare it with', async () => {
  const tester = browser();
  const id = await tester.arrive({ state: 'xyz' });
  expect(await judged(tester, id)).toEqual(['warn state-quality short']);
  const said = (await tester.found(id)).find(({ check }) => check === 'state-quality');
  expect(said).toMatchObject({
    certainty: 'estimated',
    expected: { kind: 'number', value: 128, bound: 'at least' },
    observed: { kind: 'number', value: 15 },
  });
});

test('two thousand exchanges with one state are compared in a single pass', async () => {
  const index = emptyIndex();
  let records = 0;
  for (let n = 0; n < 2000; n += 1) {
    const answer = response(`${callback}?code=${n}`);
    const values = { code: String(n), state: 'constant', nonce: `n${n}` };
    const history = await historyOf({ response: answer, client }, values, false, index);
    index.add(history);
    records += JSON.stringify(history).length;
    expect(history.earlier).toHaveLength(n === 0 ? 0 : 1);
  }
  // Each record names the newest only: all of them together grow with their number, not with its square.
  expect(records).toBeLessThan(2000 * 350);
  expect(index.size()).toBe(2000);
});

test('what is written down are digests', async () => {
  const values = { code: 'SplxlOBeZQQYbYS6WxSbIA' };
  const history = await historyOf({ response: response(callback), client }, values, false, emptyIndex());
  expect(Object.keys(history.digests)).toEqual(['code']);
  expect(history.digests.code).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(JSON.stringify(history)).not.toContain('Splx');
});
