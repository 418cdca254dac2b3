import { expect, test } from 'vitest';
import { readerProperties } from './files/readers.fixture.ts';
import { parserProperties } from './parsers.fixture.ts';
import { properties } from './properties.fixture.ts';

const all = [...properties, ...parserProperties, ...readerProperties].map((one) => [one.name, one] as const);

test.each(all)('%s, with ten thousand inputs', async (name, { check }) => {
  const { tried, seed, failure } = await check(10_000);
  process.stdout.write(`${String(tried).padStart(7)}  ${name} (seed ${seed})\n`);
  expect(failure).toBeNull();
});
