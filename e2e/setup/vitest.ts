import { readFile, rm } from 'node:fs/promises';
import type { BrowserName } from '../browsers/browser.ts';
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

/** A project of `vitest.config.ts`; `unit` stands for both of its kind. */
type Project = 'unit' | 'long' | BrowserName;

/** Runs the tests of projects of `vitest.config.ts`, shown as they come if `show`, and counts them. */
export async function runVitest(
  projects: readonly Project[],
  { show = false, env = {} }: { show?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly tally: Tally; readonly output: string }> {
  const file = `out/vitest-${projects.join('-')}.json`;
  // Else a run that dies early would be counted by the report of the one before.
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const chosen = projects.flatMap((project) => ['--project', `${project}*`]);
  const args = ['run', ...CONFIG, ...chosen, ...reporters];
  const { status, output } = await runPackage(BINARY, args, { show, env });
  return { tally: tallyOf(await readReport(file), status), output };
}

/** How many tests there are for a browser, without running them; at least one. */
export async function countTestsIn(browser: BrowserName): Promise<number> {
  const file = 'out/vitest-list.json';
  await rm(file, { force: true });
  await runPackage(BINARY, ['list', ...CONFIG, '--project', browser, `--json=${file}`]);
  const tests = await readReport(file);
  return Math.max(1, Array.isArray(tests) ? tests.length : 0);
}
