import { expect, test } from 'vitest';
import { parserProperties } from './parsers.fixture.ts';

test.each(parserProperties.map((one) => [one.name, one] as const))('%s', async (_name, { check }) => {
  expect((await check(100, 20_261_127)).failure).toBeNull();
});
