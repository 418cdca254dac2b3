import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { arrived } from './fixture.ts';
import { cases, compare, explanation } from './second-judge.fixture.ts';

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: arrived }));
afterAll(() => vi.useRealTimers());

test('oauth4webapi agrees on responses at random, or a clause says why not', async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(cases, async (made) => {
      const compared = await compare(made);
      const why = explanation(compared);
      expect(why, JSON.stringify(compared)).not.toBeNull();
      outcomes.add(why ?? '');
    }),
    { numRuns: 400, seed: 20_261_123 },
  );
  expect([...outcomes]).toEqual(expect.arrayContaining(['both accept', 'both refuse']));
});
