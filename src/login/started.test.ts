import { describe, expect, test } from 'vitest';
import {
  arrived,
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';
import {
  applyRecord,
  emptySet,
  evidenceOf,
  exchangesOf,
  isRedeemed,
  judgementName,
  ownSecrets,
  verifierOf,
} from '../recordset.ts';
import { startedOf } from './started.ts';
import { type StartedRecord, recordKey } from '../records.ts';
import { bugReport } from '../report/bug-report.ts';
import { whatGoes } from '../room.ts';

const key = await makeKey();
const code_verifier = 'OfLettersAloneSoThatNothingElseFindsItAndHidesIt';
const pushed = request({
  client_id: client.client_id,
  request_uri: 'urn:ietf:params:oauth:request_uri:6esc',
});
const started: StartedRecord = {
  id: 's1',
  at: pushed.at - 1,
  tabId: 1,
  client: client.id,
  url: pushed.url,
  parameters: Object.entries(goodRequest),
  via: 'pushed',
};
const answer = async (claims: object = {}) =>
  response(`${callback}?response=${await sign(key, { ...goodClaims, ...claims })}`);

/** A store with one exchange in it, and further records. */
async function stored(records: Readonly<Record<string, unknown>> = {}) {
  const seen = await answer();
  const all = new Map<string, unknown>([
    [recordKey.client(client.revision), client],
    [recordKey.request(pushed), pushed],
    [recordKey.response(seen), seen],
    [recordKey.started(started.id), started],
    [recordKey.verifier(started.id), { code_verifier }],
    ...Object.entries(records),
  ]);
  const set = emptySet();
  for (const [name, value] of all) applyRecord(set, name, value);
  const [exchange] = exchangesOf(set).exchanges;
  if (!exchange) throw new Error('no exchange');
  return { all, set, exchange };
}

describe('a login that the tool started', () => {
  test('is known by the URL that was opened, and the verifier is no evidence', async () => {
    const { set, exchange } = await stored();
    const given = evidenceOf(set, exchange);
    expect(given.started).toEqual(started);
    expect(verifierOf(set, exchange)).toBe(code_verifier);
    expect(JSON.stringify(given)).not.toContain(code_verifier);
  });

  test('is not taken for another login, and one that is heard of later is judged anew', async () => {
    const { set, exchange } = await stored({
      [recordKey.started('s1')]: { ...started, url: `${pushed.url}&x` },
    });
    expect(evidenceOf(set, exchange).started).toBeNull();
    expect(verifierOf(set, exchange)).toBeNull();
    const before = judgementName(set, exchange);
    applyRecord(set, recordKey.started('s1'), started);
    expect(judgementName(set, exchange)).not.toBe(before);
  });

  test('stays as long as its request does, or may come; then it goes with its verifier', async () => {
    const old = { ...started, id: 's2', url: `${issuer}/authorize?never-seen`, at: started.at - 3_600_001 };
    const fresh = { ...old, id: 's3', at: started.at };
    const { all } = await stored({
      [recordKey.started('s2')]: old,
      [recordKey.verifier('s2')]: { code_verifier },
      [recordKey.started('s3')]: fresh,
    });
    const { keys } = whatGoes(all, { exchanges: 10, bytes: 1_000_000 }, 1, [client.revision], 1000);
    expect([...keys].toSorted()).toEqual(['started/s2', 'verifier/s2']);
  });

  test('has its code redeemed once, whichever response brings it', async () => {
    const history = (response: string, code: string) => ({ response, at: 1, digests: { code }, earlier: [] });
    const { set, exchange } = await stored();
    expect(isRedeemed(set, exchange)).toBe(false);
    applyRecord(set, recordKey.redeemed('other'), { response: 'other', at: 1 });
    applyRecord(set, recordKey.history('other'), history('other', 'd1'));
    applyRecord(set, recordKey.history(exchange.id), history(exchange.id, 'd2'));
    expect(isRedeemed(set, exchange)).toBe(false);
    applyRecord(set, recordKey.history(exchange.id), history(exchange.id, 'd1'));
    expect(isRedeemed(set, exchange)).toBe(true);
    applyRecord(set, recordKey.redeemed('other'), undefined);
    applyRecord(set, recordKey.redeemed(exchange.id), { response: exchange.id, at: 1 });
    expect(isRedeemed(set, exchange)).toBe(true);
  });
});

describe('a login whose request was not seen', () => {
  const seen = (id: string, changes: object = {}) => ({
    id,
    request: null,
    response: response(`${callback}?code=1`, { at: started.at + 1000, ...changes }),
    client,
  });
  const found = (one: ReturnType<typeof seen>, others: readonly ReturnType<typeof seen>[] = []) =>
    startedOf(new Map([['s1', started]]), [], [...others, one], one)?.id ?? null;

  test('is the newest of this client in the tab, within an hour, that nothing has answered', () => {
    expect(found(seen('r2'))).toBe('s1');
    expect(found(seen('r2', { tabId: 2 }))).toBeNull();
    expect(found(seen('r2', { at: started.at - 1 }))).toBeNull();
    expect(found(seen('r2', { at: started.at + 3_600_001 }))).toBeNull();
    expect(found({ ...seen('r2'), client: { ...client, id: 'c2' } })).toBeNull();
    expect(found(seen('r2'), [seen('r1')])).toBeNull();
    expect(found(seen('r2'), [seen('r1', { at: started.at - 1 })])).toBe('s1');
    const newer = { ...started, id: 's2', at: started.at + 1 };
    const all = new Map([newer, started].map((one) => [one.id, one]));
    expect(startedOf(all, [], [seen('r2')], seen('r2'))?.id).toBe('s2');
    expect(startedOf(all, [{ url: pushed.url }], [seen('r2')], seen('r2'))).toBeNull();
  });

  test.each([
    ['pushed', started],
    ['in the clear', { ...started, via: 'parameters', url: request().url }],
  ] as const)('is judged by what was sent %s, and every finding says so', async (_way, own) => {
    const given = evidence(await answer(), [key.jwk], { request: null, started: own });
    expect(await saidBy('state-echo', given)).toBe('pass as-sent');
    expect(await saidBy('solicited', given)).toBe('pass as-sent');
    const { findings, verdict } = await inspect(given);
    expect(verdict.kind).toBe('valid');
    const skipped = findings.filter(({ code }) => code === 'request-not-seen' || code === 'pushed-request');
    expect(skipped).toEqual([]);
  });
});

test('a request object that nobody saw is judged by when it was sent, however long the login took', async () => {
  const at = arrived - 420_000;
  const times = { iat: at / 1000, nbf: at / 1000, exp: at / 1000 + 300 };
  const object = await sign(key, { ...goodRequest, iss: client.client_id, aud: issuer, ...times });
  const { url } = request({ client_id: client.client_id, request: object });
  const own: StartedRecord = { ...started, at, url, via: 'request', parameters: [['request', object]] };
  const given = evidence(await answer(), [key.jwk], { request: null, started: own });
  expect(await saidBy('jar-object', given)).toBe('pass');
  expect((await inspect(given)).verdict.kind).toBe('valid');
});

describe('what is judged by a pushed request that the tool sent', () => {
  const given = async (changes: Partial<StartedRecord> | null, claims: object = {}, metadata: object = {}) =>
    evidence(
      await answer(claims),
      [key.jwk],
      { request: pushed, started: changes && { ...started, ...changes } },
      { issuer, ...metadata },
    );

  test('is as certain as what was sent', async () => {
    expect(await saidBy('state-echo', await given({}))).toBe('pass as-sent');
    expect(await saidBy('state-echo', await given(null))).toBe('skip pushed-request');
    expect(await saidBy('state-echo', await given({}, { state: 'another' }))).toMatch(/^fail \S+ as-sent$/);
  });

  test('what was not sent is known as well', async () => {
    const parameters = started.parameters.filter(([name]) => name !== 'state');
    expect(await saidBy('state-unsolicited', await given({ parameters }))).toMatch(/ as-sent$/);
  });

  test('what the browser saw counts before what was sent', async () => {
    const parameters = [...started.parameters, ['client_id', 'another']] as typeof started.parameters;
    const { context } = await inspect(await given({ parameters }));
    expect(context.request?.get('client_id')).toBe(client.client_id);
    const plain = evidence(await answer(), [key.jwk], {
      request: request(),
      started: { ...started, parameters: [['state', 'another']] },
    });
    expect(await saidBy('state-echo', plain)).toBe('pass');
  });

  test.each([
    ['pushed', 'fail no-request-object as-sent'],
    ['pushed-request', 'pass as-sent'],
  ] as const)('whether it was a request object is known: %s', async (via, expected) => {
    const metadata = { require_signed_request_object: true };
    expect(await saidBy('required-par-jar', await given({ via }, {}, metadata))).toBe(expected);
    expect(await saidBy('required-par-jar', await given(null, {}, metadata))).toBe('skip pushed-request');
  });
});

test('neither what was pushed nor what only the client knows leaves in a report, even if the server sends it back', async () => {
  const client_secret = 'cf136dc3c1fc93f31185e5885805d';
  const said = `no ${code_verifier} of ${client_secret} for ${goodRequest['state']}`;
  const seen = await answer({ state: undefined, aud: said });
  const inspection = await inspect(evidence(seen, [key.jwk], { request: pushed, started }));
  const set = emptySet();
  applyRecord(set, recordKey.verifier('l1'), { code_verifier });
  applyRecord(set, recordKey.secrets('c1'), {
    client: 'c1',
    issuer,
    revision: 'r1',
    keys: '',
    client_secret,
  });
  const report = bugReport(inspection, { mode: 'query.jwt', version: '1', own: ownSecrets(set) });
  expect(report).toContain('no code_verifier#1 of client_secret#1 for state#1');
});
