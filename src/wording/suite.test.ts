import { expect, test } from 'vitest';
import { ids } from '../catalogue/rules.ts';
import { suite, suiteConditions } from './suite.ts';

test.each(Object.entries(suite))(
  '%s is a rule of the catalogue, and its conditions are names',
  (id, conditions) => {
    expect(ids).toContain(id);
    expect(conditions.length).toBeGreaterThan(0);
    for (const condition of conditions) expect(condition).toMatch(/^[A-Z][A-Za-z0-9]+$/);
  },
);

test('a rule that the suite does not know has no condition', () => {
  expect(suiteConditions('M05')).toEqual([]);
  expect(suiteConditions('constructor')).toEqual([]);
});
