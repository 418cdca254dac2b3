import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentOf } from '../catalogue/document.fixture.ts';
import { elsewhere } from '../catalogue/elsewhere.fixture.ts';
import type { Finding } from '../checks/check.ts';
import { catalogue } from '../checks/index.ts';
import { inspect } from '../inspect.ts';
import { codesOf } from '../wording/titles.ts';
import { type Flow, evidenceOf } from './flow.fixture.ts';
import { flipped, withClaim, withSignature } from './mutation.fixture.ts';
import { mutations } from './mutations.fixture.ts';
import { recorded, resultsOf, worstOutcomes } from './results.fixture.ts';

/** What is warned of as it is: tokens that the request itself asked for. */
const asRecorded = ({ request }: Flow): string[] =>
  new Map(request).get('response_type')?.split(' ').includes('token')
    ? ['warn front-channel-token returned']
    : [];

/** What fails or warns. */
const wrongAmong = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);

async function found(flow: Flow): Promise<string[]> {
  return wrongAmong((await inspect(await evidenceOf(flow), flow.secrets)).findings);
}

test.each(recorded)('$name, as recorded, has no fault', async (flow) => {
  expect(await found(flow)).toEqual(asRecorded(flow));
  const { verdict } = await inspect(await evidenceOf(flow), flow.secrets);
  expect(verdict.kind).toBe(flow.jwt ? 'valid' : 'unsigned');
});

const everyAlgorithm = recorded.filter((flow) => !flow.isUsual && asRecorded(flow).length === 0);

test.each(everyAlgorithm)('$name, with another state or signature, raises just that', async (flow) => {
  expect(await found(withClaim(flow, { state: 'a-state-of-somebody-else' }))).toEqual([
    'fail state-echo differs',
  ]);
  const isByKey = !String(flow.jwt?.header['alg']).startsWith('HS');
  expect(await found(withSignature(flow, (bytes) => flipped(bytes)))).toEqual([
    `fail signature ${isByKey ? 'mismatch' : 'secret'}`,
  ]);
});

describe.each(mutations)('%s:', (_topic, list) => {
  test.each(list)('$name ($breaks) raises exactly what it must', async (mutation) => {
    const results = await resultsOf(mutation);
    expect(results.length).toBeGreaterThan(0);
    const expected = (flow: Flow) => {
      const raised = typeof mutation.raises === 'function' ? mutation.raises(flow) : mutation.raises;
      return [...new Set([...asRecorded(flow), ...raised])].toSorted();
    };
    const byName = (one: (result: (typeof results)[number]) => readonly string[]) =>
      Object.fromEntries(results.map((result) => [result.flow.name, one(result)]));
    expect(byName(({ findings }) => wrongAmong(findings).toSorted())).toEqual(
      byName(({ flow }) => expected(flow)),
    );
  });
});

test('every mutation has a name of its own', () => {
  const names = mutations.flatMap(([, list]) => list.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

describe('everything that can be found', () => {
  const codes = catalogue
    .flatMap(([, family]) => family)
    .flatMap(({ name }) => codesOf(name).map((one) => `${name} ${one}`));

  test('is found by a mutation, or by a test that is named', async () => {
    const shown = new Set([...(await worstOutcomes()).keys(), ...Object.keys(elsewhere)]);
    expect(codes.filter((result) => !shown.has(result))).toEqual([]);
  });

  test('and what a mutation finds is not said to be found elsewhere, nor what no check can find', async () => {
    const outcomes = await worstOutcomes();
    const named = Object.keys(elsewhere);
    expect(named.filter((result) => outcomes.has(result))).toEqual([]);
    expect(named.filter((result) => !codes.includes(result))).toEqual([]);
  });

  test.each(Object.entries(elsewhere))(
    '%s is found where it is said to be',
    (result, { file, test: name }) => {
      const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
      expect(source).toContain(name);
      const [, code = ''] = result.split(' ');
      expect(source).toMatch(new RegExp(`[ '\`]${code}['\` ]`));
    },
  );
});

test('docs/checks.md says what the code does', async () => {
  await expect(documentOf(await worstOutcomes())).toMatchFileSnapshot('../../docs/checks.md');
});
