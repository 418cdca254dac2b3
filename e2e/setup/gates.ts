import type { BrowserName } from '../browsers/browser.ts';
import { checkBudget } from './budget.ts';
import { buildFor } from './build.ts';
import { type Ended, runPackage } from './run.ts';
import { FAILED, PASSED, type Tally } from './tally.ts';
import { runVitest } from './vitest.ts';

/** How a gate ended; `output` is shown if something failed. */
export interface Outcome {
  readonly tally: Tally;
  readonly output: string;
}

/** One thing that must hold before the browser tests are worth running. */
export interface Gate {
  readonly name: string;
  /** The gates whose work it needs, which stand before it. */
  readonly after?: readonly Gate[];
  check(): Promise<Outcome>;
}

/** A gate that is passed when an installed package's program ends with status 0. */
function program(name: string, file: string, ...args: readonly string[]): Gate {
  return {
    name,
    async check() {
      return outcomeOf(await runPackage(file, args));
    },
  };
}

function built(name: string, browser: BrowserName): Gate {
  return { name: `build for ${name}`, check: async () => outcomeOf(await buildFor(browser)) };
}

function outcomeOf({ status, output }: Ended): Outcome {
  return { tally: status === 0 ? PASSED : FAILED, output };
}

const forFirefox = built('Firefox', 'firefox');

/** What the tests in a browser need. */
export const BUILDS: readonly Gate[] = [built('Chromium', 'chromium'), forFirefox];

/** More than one at a time see the same libraries anew, which takes half as long again of two cores. */
const ONE_CHECKER = ['--checkers', '1'];

/** The gates in the order they are started and reported in. Import directions are among the unit tests. */
export const GATES: readonly Gate[] = [
  program('formatting', 'oxfmt/bin/oxfmt', '--check', '.'),
  program('lint', 'oxlint/bin/oxlint', '--deny-warnings'),
  program('types', 'typescript/bin/tsc', '-p', '.', ...ONE_CHECKER),
  program('types of the core', 'typescript/bin/tsc', '-p', 'src', ...ONE_CHECKER),
  ...BUILDS,
  { name: 'sizes', check: checkBudget, after: BUILDS },
  { name: 'unit tests', check: () => runVitest(['unit'], { env: { BUILT: 'dist' } }), after: BUILDS },
  program('dead code', 'knip/bin/knip.js', '--no-progress'),
  {
    ...program(
      'lint for Firefox',
      'web-ext/bin/web-ext.js',
      'lint',
      '--source-dir',
      'dist/firefox',
      '--warnings-as-errors',
    ),
    after: [forFirefox],
  },
];
