import { readFile, rm } from 'node:fs/promises';
import { runPackage } from './run.ts';
import { tallyOf, type Tally } from './tally.ts';

const BINARY = 'vitest/vitest.mjs';
const CONFIG = ['--config', 'e2e/vitest.config.ts'];

async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs the tests of one project of `vitest.config.ts`, shown as they come if `show`, and counts them. */
export async function runVitest(
  project: 'unit' | 'browser' | 'long',
  { show = false, env = {} }: { show?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly tally: Tally; readonly output: string }> {
  const file = `out/vitest-${project}.json`;
  // Else a run that dies early would be counted by the report of the one before.
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', ...CONFIG, '--project', `${project}*`, ...reporters];
  const { status, output } = await runPackage(BINARY, args, { show, env });
  return { tally: tallyOf(await readReport(file), status), output };
}

/** How many tests the browser specs hold, without running them; at least one. */
export async function countBrowserTests(): Promise<number> {
  const file = 'out/vitest-list.json';
  await rm(file, { force: true });
  await runPackage(BINARY, ['list', ...CONFIG, '--project', 'browser', `--json=${file}`]);
  const tests = await readReport(file);
  return Math.max(1, Array.isArray(tests) ? tests.length : 0);
}
