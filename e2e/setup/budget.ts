import { readFile } from 'node:fs/promises';
import type { Outcome } from './gates.ts';
import { type Part, sizesOf } from './sizes.ts';
import { FAILED, PASSED } from './tally.ts';

/** What each part may weigh, compressed, whichever browser it is built for. A kB is 1,000 bytes. */
export type Budget = Readonly<Record<string, Allowance>>;

export interface Allowance {
  readonly most: number;
  /** What it is meant to come to, where it is not there yet. */
  readonly goal?: number;
}

const budgetFile = 'e2e/budget.json';

export async function readBudget(): Promise<Budget> {
  return JSON.parse(await readFile(budgetFile, 'utf8')) as Budget;
}

/** How many of a part's files are named: the others are small. */
const named = 6;

/** What weighs more than its budget, or has none: by how much, and of what it is made. */
export function overBudget(build: string, sizes: ReadonlyMap<string, Part>, budget: Budget): string[] {
  const bytes = (count: number) => count.toLocaleString('en');
  return [...sizes].flatMap(([name, { gzip, files }]) => {
    const most = budget[name]?.most;
    if (most === undefined) return [`${build}: ${name} has no budget in ${budgetFile}`];
    if (gzip <= most) return [];
    const largest = files.slice(0, named).map((file) => `    ${bytes(file.gzip).padStart(8)} ${file.name}`);
    return [
      `${build}: ${name} is ${bytes(gzip)} bytes compressed, ${bytes(gzip - most)} more than its budget in ${budgetFile}. Of these are:`,
      ...largest,
      '    `npm run sizes` says which modules are in each of them.',
    ];
  });
}

/** Whether what was built keeps to the budget. */
export async function checkBudget(): Promise<Outcome> {
  try {
    const budget = await readBudget();
    const builds = ['dist/chromium', 'dist/firefox'];
    const over = await Promise.all(
      builds.map(async (build) => overBudget(build, await sizesOf(build), budget)),
    );
    const output = over.flat().join('\n');
    return { tally: output === '' ? PASSED : FAILED, output };
  } catch (error) {
    return { tally: FAILED, output: String(error) };
  }
}
