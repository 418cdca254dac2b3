import type { Check } from './check.ts';

/** The checks on what was seen beside request and response. */
export const leaksChecks: readonly Check[] = [];
