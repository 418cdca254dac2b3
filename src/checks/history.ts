import type { Check } from './check.ts';

/** The checks on what came before. */
export const historyChecks: readonly Check[] = [];
