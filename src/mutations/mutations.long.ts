import { describe, expect, test } from 'vitest';
import { mutations } from './mutations.fixture.ts';
import { allResultsOf, expectExactly, worstOf, worstOutcomes } from './results.fixture.ts';

describe.each(mutations)('%s, in every response:', (_topic, list) => {
  test.each(list)('$name ($breaks) raises exactly what it must', async (mutation) => {
    expectExactly(mutation, await allResultsOf(mutation));
  });
});

test('what docs/checks.md says of the worst is the worst of every response', async () => {
  expect(await worstOf(allResultsOf)).toEqual(await worstOutcomes());
});
