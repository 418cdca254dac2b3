import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { BrowserName } from './browsers/browser.ts';

const MINUTE = 60_000;

interface Specs {
  /** Of the project. */
  readonly name: string;
  readonly include: string[];
  readonly exclude: string[];
}

/**
 * Specs that pass in Firefox, but not every time on a machine that is busy. Named on the command line with `unsteady` as
 * the project they run there, too.
 */
const unsteady = ['leaks', 'secrets', 'bounds'].map((name) => `e2e/specs/${name}.spec.ts`);

/** Tests in one real browser. */
function specsIn(
  browser: BrowserName,
  { name = browser, include = ['e2e/specs/**/*.spec.ts'], exclude = [] }: Partial<Specs> = {},
) {
  return {
    root: fileURLToPath(new URL('..', import.meta.url)),
    test: {
      name,
      include,
      exclude,
      env: { BROWSER: browser },
      // So that the files share a browser: what they leave in it is forgotten.
      isolate: false,
      testTimeout: MINUTE,
      hookTimeout: MINUTE,
    },
  };
}

export default defineConfig({
  test: {
    // A forgotten `.only` would leave the rest out without a word.
    allowOnly: false,
    retry: 0,
    // One second, the default, is short for a browser on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    // Each worker has a browser of its own; more than two at once starve each other on two cores.
    maxWorkers: 2,
    projects: [
      {
        root: fileURLToPath(new URL('..', import.meta.url)),
        test: {
          name: 'unit',
          include: ['{src,extension,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.mocked.test.ts'],
          // Nothing is kept between files, so they share what they import: it takes half the time.
          isolate: false,
          // Keys are made and servers started: on a busy machine that takes longer than the five seconds of the default.
          testTimeout: MINUTE,
          hookTimeout: MINUTE,
        },
      },
      {
        root: fileURLToPath(new URL('..', import.meta.url)),
        // A module that is mocked must not have been imported for another file's tests.
        test: { name: 'unit, mocked', include: ['extension/**/*.mocked.test.ts'] },
      },
      specsIn('chromium'),
      specsIn('firefox', { exclude: unsteady }),
      specsIn('firefox', { name: 'unsteady', include: unsteady }),
      {
        root: fileURLToPath(new URL('..', import.meta.url)),
        test: {
          name: 'long',
          include: ['src/**/*.long.ts'],
          testTimeout: 60 * MINUTE,
          hookTimeout: MINUTE,
        },
      },
    ],
  },
});
