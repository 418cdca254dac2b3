import { describe, expect, test } from 'vitest';
import type { Context, Finding } from '../checks/check.ts';
import { catalogue, judge } from '../checks/index.ts';
import { inspect } from '../inspect.ts';
import { type Flow, evidenceOf, flows } from '../mutations/flow.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';
import { type Profile, profiles } from '../profile.ts';
import { algorithmsOf } from './algorithms.ts';
import { tables } from './index.ts';

const found = async (flow: Flow, profile: Profile) =>
  (await inspect(await evidenceOf({ ...flow, change: { ...flow.change, profile } }), flow.secrets)).findings;
const rowOf = ({ check, code, outcome }: Finding) => `${check} ${code ?? outcome}`;

const names = new Set(catalogue.flatMap(([, checks]) => checks.map(({ name }) => name)));
const rows = profiles.flatMap((profile) =>
  Object.entries(tables[profile]).map(([row, overlay]) => ({ profile, row, ...overlay })),
);

const recorded = await flows();
/** Every mutation, in the first or the second response that it fits. */
const broken = (place: 0 | 1): Flow[] =>
  mutations.flatMap(([, list]) =>
    list.flatMap((mutation) => {
      const flow = recorded.filter((one) => mutation.in?.(one) ?? true)[place];
      return flow ? [mutation.apply(flow)] : [];
    }),
  );

/** A flow with each result that has a row, by what it is called there. */
const giving = new Map<string, Flow>();
const missing = new Set(rows.map(({ row }) => row));
const look = (flow: Flow, findings: readonly Finding[]) => {
  for (const row of findings.map(rowOf)) if (missing.delete(row)) giving.set(row, flow);
};
const inspected: { readonly flow: Flow; readonly context: Context }[] = [];
for (const flow of [...recorded, ...broken(0)]) {
  const { context, findings } = await inspect(await evidenceOf(flow), flow.secrets);
  look(flow, findings);
  inspected.push({ flow, context });
}
// What was read and verified is the same under these: only what no flow gives in plain OAuth is judged again.
for (const profile of ['fapi1-advanced', 'fapi2-security'] as const)
  for (const { flow, context } of inspected) if (missing.size > 0) look(flow, judge({ ...context, profile }));
for (const flow of broken(1)) if (missing.size > 0) look(flow, await found(flow, 'oauth2'));

test('every profile but plain OAuth, which the checks are graded for, has rows of its own', () => {
  const without = profiles.filter((profile) => Object.keys(tables[profile]).length === 0);
  expect(without).toEqual(['oauth2']);
});

test.each(rows)('$profile judges $row as $outcome, and says by which clause', async (given) => {
  const { profile, row, outcome, clauses } = given;
  expect(names).toContain(row.split(' ')[0]);
  const flow = giving.get(row);
  if (!flow) throw new Error(`no recorded response and no mutation of one gives "${row}"`);
  const finding = (await found(flow, profile)).find((one) => rowOf(one) === row);
  expect(finding?.outcome).toBe(outcome);
  expect(finding?.clauses.slice(0, clauses.length)).toEqual(clauses);
});

describe('the algorithms of a profile', () => {
  const codes = async (profile: Profile, name: string) => {
    const flow = recorded.find((one) => one.name.startsWith(`${name},`));
    const all = flow ? await found(flow, profile) : [];
    return all.filter(({ check }) => check === 'alg-profile').map(({ code, outcome }) => code ?? outcome);
  };

  test.each([
    ['oauth2', []],
    ['oidc', []],
    ['fapi1-advanced', ['PS256', 'ES256']],
    ['fapi2-security', ['PS256', 'ES256', 'Ed25519']],
    ['fapi2-message-signing', ['PS256', 'ES256', 'Ed25519']],
    ['au-cdr', ['PS256', 'ES256']],
  ] as const)('%s: %j', async (profile, allowed) => {
    expect(algorithmsOf(profile) ?? []).toEqual(allowed);
    for (const name of ['RS256', 'PS256', 'ES256', 'Ed25519'])
      expect(await codes(profile, name), name).toEqual(
        allowed.length === 0 ? [] : [allowed.some((one) => one === name) ? 'pass' : 'not-allowed'],
      );
  });
});
