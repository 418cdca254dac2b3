import { test as always } from 'vitest';
import { browserName } from './browsers/launch.ts';
import { missingForDisplay } from './browsers/xvfb.ts';

/** A `test` in a browser that was started for its questions: skipped where Chromium has no display to ask on. */
export const test = always.skipIf(browserName === 'chromium' && missingForDisplay().length > 0);
