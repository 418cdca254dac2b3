import { beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from './check.ts';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  evidence,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';
import type { ObservationRecord } from '../records.ts';

type Saw = ObservationRecord['saw'];
const watching = { ...client, watch_for_leaks: true };

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey('ES256');
  jwt = await sign(key);
});

async function findingsOf(saw: readonly Saw[], mode = 'query', watches = true): Promise<readonly Finding[]> {
  const seen =
    mode === 'form_post'
      ? response(callback, { method: 'POST', form: [['response', jwt]] })
      : response(`${callback}${mode === 'query' ? '?' : '#'}response=${jwt}`);
  const observations = saw.map((one) => ({ response: seen.id, at: arrived + 1000, saw: one }));
  const { findings } = await inspect(
    evidence(seen, [key.jwk], {
      client: watches ? watching : client,
      request: request({ ...goodRequest, response_mode: `${mode}.jwt` }),
      observations,
    }),
  );
  return findings;
}

/** What one check says, in one line. */
async function said(check: string, saw: readonly Saw[], mode = 'query'): Promise<string> {
  const finding = (await findingsOf(saw, mode)).find((one) => one.check === check);
  return finding ? `${finding.outcome} ${finding.code ?? ''}`.trim() : 'nothing';
}

test.each([
  ['query', 'redirect-status'],
  ['form_post', 'form-post-cache'],
])('a client that does not watch has these rules skipped and nothing more, %s', async (mode, first) => {
  const findings = (await findingsOf([], mode, false)).filter(({ family }) => family === 'leaks');
  expect(findings.map(({ check, outcome, code }) => `${check} ${outcome} ${code}`)).toEqual([
    `${first} skip not-watched`,
    'referrer-leak skip not-watched',
    'no-referrer-policy skip not-watched',
    'url-residue skip not-watched',
    'forwarded skip not-watched',
  ]);
});

test('what was not seen is skipped, and what depends on seeing nothing says so', async () => {
  expect(await said('redirect-status', [])).toBe('skip not-seen');
  expect(await said('no-referrer-policy', [])).toBe('skip not-seen');
  expect(await said('url-residue', [])).toBe('skip not-seen');
  const findings = await findingsOf([]);
  for (const check of ['referrer-leak', 'forwarded'])
    expect(findings.find((one) => one.check === check)).toMatchObject({
      outcome: 'pass',
      certainty: 'as-observed',
    });
});

describe('the redirect to the callback', () => {
  const redirect = (status: number, credentials = false, origin = issuer): Saw => ({
    what: 'redirect',
    origin,
    status,
    credentials,
  });
  test.each([
    [redirect(303, true), 'pass'],
    [redirect(302), 'info not-303'],
    [redirect(302, true), 'warn not-303'],
    [redirect(307), 'info method-kept'],
    [redirect(307, true), 'fail credentials-resent'],
    [redirect(308, true), 'fail credentials-resent'],
  ])('%o: %s', async (saw, expected) => {
    expect(await said('redirect-status', [saw])).toBe(expected);
  });

  test('is no matter of a form', async () => {
    expect(await said('redirect-status', [], 'form_post')).toBe('nothing');
  });

  test('from another origin than the authorization endpoint is noted', async () => {
    expect(await said('answering-origin', [redirect(303)])).toBe('pass');
    expect(await said('answering-origin', [redirect(303, false, 'https://login.example.com')])).toBe(
      'info other',
    );
    expect(await said('answering-origin', [])).toBe('nothing');
  });
});

describe('the page that posted the form', () => {
  const page = (cacheControl: string | null): Saw => ({
    what: 'form-post-page',
    origin: issuer,
    cacheControl,
  });
  test.each([
    [null, 'fail missing'],
    ['max-age=60', 'fail storable'],
    ['private', 'fail storable'],
    ['no-store', 'pass'],
    ['private, NO-STORE', 'pass'],
    ['no-cache', 'pass'],
  ])('with Cache-Control %s: %s', async (cacheControl, expected) => {
    expect(await said('form-post-cache', [page(cacheControl)], 'form_post')).toBe(expected);
  });

  test('that was not seen is skipped, and there is none without a form', async () => {
    expect(await said('form-post-cache', [], 'form_post')).toBe('skip not-seen');
    expect(await said('form-post-cache', [])).toBe('nothing');
  });
});

describe.each([
  ['referrer-leak', 'referrer'],
  ['forwarded', 'forwarded'],
] as const)('%s', (check, what) => {
  const leak = (parameter: string, origin = 'https://tracker.example'): Saw => ({ what, origin, parameter });

  test.each(['response', 'code', 'access_token', 'id_token'])('a leaked %s fails', async (parameter) => {
    expect(await said(check, [leak('state'), leak(parameter)])).toBe('fail credentials');
  });

  test('a leaked state alone is warned of: the response has used it up', async () => {
    expect(await said(check, [leak('state')])).toBe('warn state');
  });

  test('says which value went where, and never the value', async () => {
    const findings = await findingsOf([leak('code'), leak('state', 'https://other.example')]);
    expect(findings.find((one) => one.check === check)?.observed).toEqual({
      kind: 'list',
      values: [
        { kind: 'text', value: 'code to https://tracker.example' },
        { kind: 'text', value: 'state to https://other.example' },
      ],
    });
  });
});

describe('the callback page', () => {
  const page = (referrerPolicy: string | null, status = 200): Saw => ({
    what: 'callback-page',
    status,
    referrerPolicy,
  });
  test.each([
    [null, 'info no-policy'],
    ['no-referrer', 'pass'],
    ['strict-origin-when-cross-origin', 'pass'],
    ['unsafe-url', 'warn leaky-policy'],
    ['no-referrer, unsafe-url', 'warn leaky-policy'],
    ['unsafe-url, no-referrer', 'pass'],
    ['no-referrer-when-downgrade, of-another-time', 'warn leaky-policy'],
  ])('with Referrer-Policy %s: %s', async (policy, expected) => {
    expect(await said('no-referrer-policy', [page(policy)])).toBe(expected);
  });

  test('that only redirects on is no page', async () => {
    expect(await said('no-referrer-policy', [page(null, 302)])).toBe('nothing');
  });

  test('has nothing to hide in a Referer where the response is not in its query', async () => {
    expect(await said('no-referrer-policy', [page(null)], 'fragment')).toBe('pass');
  });

  test('that loads from other origins is warned of, whatever its policy', async () => {
    const loads: Saw = { what: 'third-party', origin: 'https://cdn.example' };
    expect(await said('no-referrer-policy', [page('no-referrer'), loads])).toBe('warn third-party');
  });

  test('whose address keeps the response is noted', async () => {
    expect(await said('url-residue', [{ what: 'address', parameters: ['response'] }])).toBe(
      'info in-address',
    );
    expect(await said('url-residue', [{ what: 'address', parameters: [] }])).toBe('pass');
  });
});

test.each([
  [59, 'pass'],
  [61, 'info after-a-minute'],
  [601, 'warn after-ten-minutes'],
])('a code that the page redeems after %i seconds: %s', async (seconds, expected) => {
  const seen = response(`${callback}?response=${jwt}`);
  const saw: Saw = { what: 'redeemed', origin: issuer };
  const { findings } = await inspect(
    evidence(seen, [key.jwk], {
      client: watching,
      observations: [{ response: seen.id, at: arrived + seconds * 1000, saw }],
    }),
  );
  const finding = findings.find(({ check }) => check === 'slow-redeem');
  expect(`${finding?.outcome} ${finding?.code ?? ''}`.trim()).toBe(expected);
});
