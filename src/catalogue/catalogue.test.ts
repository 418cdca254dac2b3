import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../checks/index.ts';
import { endOf, idsWithOtherEnds, pending } from './ends.ts';
import { ids, sections } from './rules.ts';

const checks = catalogue.flatMap(([, family]) => family);
const names = new Set(checks.map(({ name }) => name));
const withChecks = new Set(checks.map((check) => check.catalogue));
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const exists = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));

test('the catalogue has 151 rules, each once, in sections named by their first letter', () => {
  expect(ids).toHaveLength(151);
  expect(new Set(ids).size).toBe(151);
  for (const id of ids) expect(id).toMatch(/^[A-M]\d{2}[a-z]?$/);
  for (const { title, rules } of sections)
    expect(new Set(Object.keys(rules).map((id) => id[0])).size, title).toBe(1);
});

test('every check carries an id of the catalogue', () => {
  for (const check of checks) expect(ids, check.name).toContain(check.catalogue);
});

describe('every rule has exactly one end:', () => {
  test.each(ids)('%s', (id) => {
    const end = endOf(id);
    if (pending.includes(id)) {
      const advice = `${id} has its end now: take it off \`pending\` in src/catalogue/ends.ts`;
      expect([...withChecks, ...idsWithOtherEnds], advice).not.toContain(id);
    } else if (end.end === 'check') {
      if (end.by === undefined) expect(withChecks, 'a check of its own').toContain(id);
      else expect([...names], 'the checks that judge it').toEqual(expect.arrayContaining([...end.by]));
    } else if (end.end === 'construction') {
      expect(withChecks, 'no check of its own').not.toContain(id);
      expect(exists(end.where), end.where).toBe(true);
      expect(read(end.test.file), 'the test that shows it').toContain(`'${end.test.name}'`);
      expect(end.how).toMatch(/^[A-Z].*\.$/);
    } else {
      expect(withChecks, 'no check of its own').not.toContain(id);
      expect(end.why).toMatch(/^[A-Z].*\.$/);
      expect(end.needs).toMatch(/^[A-Z].*\.$/);
    }
  });
});

test('what waits and what has another end are rules of the catalogue, none twice', () => {
  expect(ids).toEqual(expect.arrayContaining([...pending, ...idsWithOtherEnds]));
  expect(new Set(pending).size).toBe(pending.length);
});
