import { describe, expect, test } from 'vitest';
import { inspect } from '../inspect.ts';
import { type Flow, evidenceOf, flows } from './flow.fixture.ts';
import { flipped, withClaim, withSignature } from './mutation.fixture.ts';
import { mutations } from './mutations.fixture.ts';

const recorded = await flows();

/** What is warned of as it is: tokens that the request itself asked for. */
const asRecorded = ({ request }: Flow): string[] =>
  new Map(request).get('response_type')?.split(' ').includes('token')
    ? ['warn front-channel-token returned']
    : [];

/** What fails or warns. */
async function found(flow: Flow): Promise<string[]> {
  const { findings } = await inspect(await evidenceOf(flow), flow.secrets);
  return findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
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
    const broken = recorded.filter((flow) => flow.isUsual && (mutation.in?.(flow) ?? true));
    expect(broken.length).toBeGreaterThan(0);
    const expected = (flow: Flow) => {
      const raised = typeof mutation.raises === 'function' ? mutation.raises(flow) : mutation.raises;
      return [...new Set([...asRecorded(flow), ...raised])].toSorted();
    };
    const actual = await Promise.all(broken.map(async (flow) => await found(mutation.apply(flow))));
    const byName = (lists: readonly string[][]) =>
      Object.fromEntries(broken.map(({ name }, index) => [name, lists[index]?.toSorted()]));
    expect(byName(actual)).toEqual(byName(broken.map(expected)));
  });
});

test('every mutation has a name of its own', () => {
  const names = mutations.flatMap(([, list]) => list.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
