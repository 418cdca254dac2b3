import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { arrived } from './fixture.ts';
import { cases, compare, explanation } from './second-judge.fixture.ts';

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: arrived }));
afterAll(() => vi.useRealTimers());

test('oauth4webapi agrees on many thousand responses, or a clause says why not', async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(cases, async (made) => {
      const compared = await compare(made);
      const why = explanation(compared);
      expect(why, JSON.stringify(compared)).not.toBeNull();
      outcomes.set(why ?? '', (outcomes.get(why ?? '') ?? 0) + 1);
    }),
    { numRuns: 20_000 },
  );
  const lines = [...outcomes].map(([why, count]) => `${String(count).padStart(7)}  ${why}`);
  process.stdout.write(`Compared with oauth4webapi:\n${lines.join('\n')}\n`);
});
