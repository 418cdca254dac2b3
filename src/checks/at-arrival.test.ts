import { beforeAll, describe, expect, test } from 'vitest';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  evidence,
  goodClaims,
  issuer,
  makeKey,
  now,
  response,
  sign,
} from '../fixture.ts';
import type { Evidence } from '../evidence.ts';
import { inspect } from '../inspect.ts';

let key: SigningKey;
beforeAll(async () => {
  key = await makeKey();
});

const minutes = 60;

/** The evidence on a response with these claims, where the issuer's clock is so many seconds ahead of this computer's. */
async function withClock(ahead: number | null, claims: object, leeway = 60): Promise<Evidence> {
  const seen = response(`${callback}?response=${await sign(key, { ...goodClaims, ...claims })}`);
  const given = evidence(seen, [key.jwk], { client: { ...client, leeway } });
  const date = Math.floor((arrived + (ahead ?? 0) * 1000) / 1000) * 1000;
  const clock = { sent: arrived - 50, received: arrived + 50, date, age: 0 };
  return {
    ...given,
    lookups: given.lookups.map((look) => ({
      ...look,
      record: {
        ...look.record,
        keys: look.record.keys && { ...look.record.keys, clock: ahead === null ? null : clock },
      },
    })),
  };
}

/** What is not in order, and the verdict. */
async function judged(ahead: number | null, claims: object, leeway = 60): Promise<string[]> {
  const { findings, verdict } = await inspect(await withClock(ahead, claims, leeway));
  const found = findings
    .filter(({ check }) => ['exp-valid', 'exp-max', 'iat', 'nbf', 'clock'].includes(check))
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
  return [...found, verdict.kind];
}

const made = (at: number) => ({ exp: at + 2 * minutes, iat: at });

describe('a response that was made just now', () => {
  test('is in order where the clocks agree, and where nothing is known of the other', async () => {
    expect(await judged(0, made(now))).toEqual(['valid']);
    expect(await judged(null, made(now))).toEqual(['valid']);
  });

  test("by a clock ten minutes behind this computer's is not called expired, but the clocks are warned of", async () => {
    expect(await judged(-10 * minutes, made(now - 10 * minutes))).toEqual([
      'warn exp-valid own-clock',
      'warn clock behind',
      'valid',
    ]);
  });

  test("by a clock ten minutes ahead of this computer's is not called too early or long-lived", async () => {
    const ahead = now + 10 * minutes;
    expect(await judged(10 * minutes, { ...made(ahead), nbf: ahead })).toEqual([
      'info iat own-clock',
      'warn nbf own-clock',
      'warn clock ahead',
      'valid',
    ]);
    expect(await judged(10 * minutes, { exp: ahead + 2 * minutes })).toEqual(['warn clock ahead', 'valid']);
  });

  test('cannot be told from an expired one where nothing is known of the other clock', async () => {
    expect(await judged(null, made(now - 10 * minutes))).toEqual(['fail exp-valid expired', 'rejected']);
  });
});

describe('a response that is really expired', () => {
  test('is so by both clocks', async () => {
    expect(await judged(0, { exp: now - 5 * minutes })).toEqual(['fail exp-valid expired', 'rejected']);
    expect(await judged(-10 * minutes, { exp: now - 15 * minutes })).toEqual([
      'fail exp-valid expired',
      'warn clock behind',
      'rejected',
    ]);
  });

  test("by the issuer's clock alone is a warning: which clock is wrong is not known", async () => {
    expect(await judged(10 * minutes, { exp: now + 5 * minutes })).toEqual([
      'warn exp-valid issuer-clock',
      'warn clock ahead',
      'valid',
    ]);
  });
});

test('clocks that differ by less than the leeway are worth a note', async () => {
  expect(await judged(30, made(now + 30))).toEqual(['info clock ahead', 'valid']);
  expect(await judged(3, made(now))).toEqual(['valid']);
});

test('the leeway is the one that the client was registered with', async () => {
  expect(await judged(0, { exp: now - 30 }, 0)).toEqual(['fail exp-valid expired', 'rejected']);
  expect(await judged(0, { exp: now - 30 }, 60)).toEqual(['info exp-valid within-leeway', 'valid']);
  expect(await judged(0, { exp: now - 200 }, 300)).toEqual(['info exp-valid within-leeway', 'valid']);
  expect(await judged(30, made(now + 30), 10)).toEqual(['info iat own-clock', 'warn clock ahead', 'valid']);
});

test('what is expected is the moment by the clock that breaks the rule', async () => {
  const { findings } = await inspect(await withClock(-10 * minutes, made(now - 10 * minutes)));
  expect(findings.find(({ check }) => check === 'exp-valid')).toMatchObject({
    expected: { kind: 'time', value: now, bound: 'after' },
    certainty: 'as-observed',
  });
});

test('how far the clocks differ is said with how exactly that is known, by which answer and since when', async () => {
  const { findings } = await inspect(await withClock(-10 * minutes, made(now - 10 * minutes)));
  expect(findings.find(({ check }) => check === 'clock')).toMatchObject({
    expected: { kind: 'duration', value: 60, bound: 'at most' },
    observed: {
      kind: 'list',
      values: [
        { kind: 'duration', within: 0.55 },
        { kind: 'url', value: `${issuer}/keys` },
        { kind: 'time', value: now },
      ],
    },
    certainty: 'as-observed',
  });
});

test('nothing is said to be expired by this clock alone while the issuer is still to be asked', async () => {
  const given = await withClock(null, made(now - 10 * minutes));
  const { findings, verdict } = await inspect({ ...given, lookups: [] });
  expect(findings.find(({ check }) => check === 'exp-valid')).toMatchObject({
    outcome: 'skip',
    code: 'keys-pending',
  });
  expect(verdict.kind).toBe('pending');
});
