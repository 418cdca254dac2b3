import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { BrowserName } from './browsers/browser.ts';
import { publicSuffixList } from './setup/public-suffixes.ts';

const MINUTE = 60_000;

/** The tests in one real browser. */
function specsIn(name: BrowserName) {
  return {
    root: fileURLToPath(new URL('..', import.meta.url)),
    test: {
      name,
      include: ['e2e/specs/**/*.spec.ts'],
      env: { BROWSER: name },
      // So that the files share a browser: what they leave in it is forgotten.
      isolate: false,
      testTimeout: MINUTE,
      hookTimeout: MINUTE,
      // One second, the default, is short for a browser on a busy machine.
      expect: { poll: { timeout: 15_000 } },
    },
  };
}

export default defineConfig({
  test: {
    // A forgotten `.only` would leave the rest out without a word.
    allowOnly: false,
    retry: 0,
    // Each worker has a browser of its own; more than two at once starve each other on two cores.
    maxWorkers: 2,
    globalSetup: fileURLToPath(new URL('scratch.ts', import.meta.url)),
    projects: [
      {
        root: fileURLToPath(new URL('..', import.meta.url)),
        plugins: [publicSuffixList()],
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
        plugins: [publicSuffixList()],
        // A module that is mocked must not have been imported for another file's tests.
        test: { name: 'unit, mocked', include: ['extension/**/*.mocked.test.ts'] },
      },
      specsIn('chromium'),
      specsIn('firefox'),
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
