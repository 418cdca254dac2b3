import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A row of the table in SECURITY.md, with the test that it names. */
interface Threat {
  readonly threat: string;
  readonly file: string;
  readonly title: string;
}

const root = new URL('../', import.meta.url);
const [, table = ''] = readFileSync(new URL('SECURITY.md', root), 'utf8').split('## Threats');
const rows =
  table
    .split('\n##')[0]
    ?.split('\n')
    .filter((line) => line.startsWith('|')) ?? [];

const threats = rows.slice(2).map((row): Threat => {
  const [, threat = '', , named = ''] = row.split('|').map((cell) => cell.trim());
  const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(named) ?? [];
  return { threat, file, title };
});

/** Whether a file has a test or a group of tests with these words in its title, the first text on its line. */
function isTitled(file: string, words: string): boolean {
  const path = new URL(file, root);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  return lines.some((line) => {
    const [, title = ''] =
      /^\s*(?:.*\b(?:test|describe|inOne)\b.*?\(|\]?.*?\)\()?(['"`].*)$/.exec(line) ?? [];
    return title.includes(words);
  });
}

test('SECURITY.md has threats', () => {
  expect(threats.length).toBeGreaterThan(20);
});

test.each(threats)('against this stands a test: $threat', ({ file, title }) => {
  expect(title).not.toBe('');
  expect(isTitled(file, title)).toBe(true);
});

test('a title that no test has is noticed', () => {
  const { file = '', title = '' } = threats[0] ?? {};
  expect(isTitled(file, title)).toBe(true);
  expect(isTitled(file, `${title} or not`)).toBe(false);
  expect(isTitled(file, 'registerAt')).toBe(false);
  expect(isTitled('e2e/specs/nowhere.spec.ts', title)).toBe(false);
});
