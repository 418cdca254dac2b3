import { expect, test } from 'vitest';
import { properties } from './properties.fixture.ts';

test.each(properties)('$name, with ten thousand inputs', async ({ name, check }) => {
  const { tried, seed, failure } = await check(10_000);
  process.stdout.write(`${String(tried).padStart(7)}  ${name} (seed ${seed})\n`);
  expect(failure).toBeNull();
});
