import type { Check } from './check.ts';

/** The checks on the request, as far as the browser saw it or the tester typed it in. */
export const requestChecks: readonly Check[] = [];
