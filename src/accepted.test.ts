import { describe, expect, test } from 'vitest';
import type { Accepted } from './accepted.ts';
import { callback, evidence, goodClaims, makeKey, response, sign } from './fixture.ts';
import { inspect } from './inspect.ts';

const key = await makeKey();
const stranger = await makeKey('RS256', 'op-9');
const day = 86_400_000;

async function inspected(accepted: readonly Accepted[], claims: object = {}, by = key) {
  const seen = response(`${callback}#response=${await sign(by, { ...goodClaims, ...claims })}`);
  return await inspect(evidence(seen, [key.jwk], { accepted }));
}
const accept = (check: string, code: string | null, until = Date.now() + 365 * day): Accepted => ({
  check,
  code,
  reason: 'known',
  until,
});

describe('a finding that was accepted', () => {
  test('leaves the verdict and is marked, and all others stay as they were', async () => {
    const before = await inspected([]);
    expect(before.verdict).toMatchObject({ kind: 'rejected', reason: { check: 'delivery-mode-match' } });
    const code = before.verdict.reason?.code ?? null;
    const after = await inspected([accept('delivery-mode-match', code)]);
    expect(after.verdict).toMatchObject({ kind: 'valid', reason: null, counts: { fail: 0, accepted: 1 } });
    const unmarked = after.findings.map(({ accepted: _accepted, ...finding }) => finding);
    expect(unmarked).toEqual(before.findings);
    expect(after.findings.filter(({ accepted }) => accepted).map(({ check }) => check)).toEqual([
      'delivery-mode-match',
    ]);
  });

  test('is one again for what arrives after its last day, or differs in another way', async () => {
    const { verdict } = await inspected([]);
    const code = verdict.reason?.code ?? null;
    const { at } = response(callback);
    expect((await inspected([accept('delivery-mode-match', code, at)])).verdict.kind).toBe('rejected');
    expect((await inspected([accept('delivery-mode-match', code, at + 1)])).verdict.kind).toBe('valid');
    expect((await inspected([accept('delivery-mode-match', 'another')])).verdict.kind).toBe('rejected');
  });
});

test.each([
  ['signature', {}, stranger],
  ['iss-match', { iss: 'https://other.example' }, key],
  ['iss-present', { iss: undefined }, key],
  ['aud-match', { aud: 'another' }, key],
  ['aud-present', { aud: undefined }, key],
  ['exp-valid', { exp: 1 }, key],
  ['exp-present', { exp: undefined }, key],
] as const)('%s is never accepted', async (check, claims, by) => {
  const { findings } = await inspected([], claims, by);
  const all = findings.map((finding) => accept(finding.check, finding.code ?? null));
  const after = await inspected(all, claims, by);
  expect(after.verdict.kind).toBe('rejected');
  const own = after.findings.find((finding) => finding.check === check);
  expect(own).toMatchObject({ outcome: 'fail' });
  expect(own).not.toHaveProperty('accepted');
});
