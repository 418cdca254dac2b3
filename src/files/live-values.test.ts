import { expect, test } from 'vitest';
import { inspect } from '../inspect.ts';
import { evidenceOf } from '../mutations/flow.fixture.ts';
import { recording } from '../recorded/recorded.fixture.ts';
import { liveValuesSentence } from '../wording/files.ts';
import { flowNamed, judged } from './judged.fixture.ts';
import { liveValues } from './live-values.ts';

test('of a response in a JWT its code counts, and the JWT itself', async () => {
  const counts = liveValues([await judged(flowNamed('RS256, query.jwt, code'))]);
  expect(counts).toEqual([
    { kind: 'response', count: 1 },
    { kind: 'code', count: 1 },
    { kind: 'state', count: 1 },
    { kind: 'nonce', count: 1 },
    { kind: 'other', count: expect.any(Number) },
  ]);
});

test('what was inside an encryption counts once it is open', async () => {
  const flow = flowNamed('encrypted, query.jwt');
  const kinds = (some: Awaited<ReturnType<typeof judged>>) => liveValues([some]).map(({ kind }) => kind);
  expect(kinds(await judged(flow))).toContain('code');
  expect(kinds(await inspect(await evidenceOf(flow)))).not.toContain('code');
});

test('tokens count, and who they are about', async () => {
  const kinds = liveValues([await judged(flowNamed('hybrid, fragment, code id_token token'))]).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(expect.arrayContaining(['code', 'access_token', 'id_token', 'sub']));
});

test('values of several responses count once where they are the same', async () => {
  const one = await judged(flowNamed('RS256, query.jwt, code'));
  expect(liveValues([one, one])).toEqual(liveValues([one]));
});

test('a key with private members that somebody published or pasted counts', async () => {
  const flow = flowNamed('RS256, query.jwt, code');
  const keys = { from: 'jwks', jwks: JSON.stringify({ keys: recording.privateKeys.slice(0, 2) }) } as const;
  const counts = liveValues([await judged({ ...flow, client: { ...flow.client, keys } })]);
  expect(counts).toContainEqual({ kind: 'private_key', count: 2 });
});

test('it is said in words', () => {
  expect(liveValuesSentence([])).toBe('It holds no live values.');
  expect(
    liveValuesSentence([
      { kind: 'code', count: 1 },
      { kind: 'state', count: 2 },
    ]),
  ).toBe('It holds 1 authorization code, 2 states.');
});
