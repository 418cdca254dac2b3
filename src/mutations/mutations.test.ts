import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { documentOf } from '../catalogue/document.fixture.ts';
import { elsewhere } from '../catalogue/elsewhere.fixture.ts';
import { catalogue } from '../checks/index.ts';
import { inspect } from '../inspect.ts';
import { codesOf } from '../wording/titles.ts';
import { type Flow, evidenceOf } from './flow.fixture.ts';
import { flipped, withClaim, withSignature } from './mutation.fixture.ts';
import { mutations } from './mutations.fixture.ts';
import {
  asRecorded,
  expectExactly,
  recorded,
  resultAsRecorded,
  resultsOf,
  worstOutcomes,
  wrongAmong,
} from './results.fixture.ts';

async function found(flow: Flow): Promise<string[]> {
  return wrongAmong((await inspect(await evidenceOf(flow), flow.secrets)).findings);
}

test.each(recorded)('$name, as recorded, has no fault', async (flow) => {
  const { findings, verdict } = await resultAsRecorded(flow);
  expect(wrongAmong(findings)).toEqual(asRecorded(flow));
  expect(verdict.kind).toBe(flow.jwt ? 'valid' : 'unsigned');
});

const others = recorded.filter((flow) => flow.jwt && !flow.isEveryday && asRecorded(flow).length === 0);

test.each(others)('$name, with another state or signature, raises just that', async (flow) => {
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
    expectExactly(mutation, await resultsOf(mutation));
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
