import type { Check } from './check.ts';

/** The checks on the ID token that came along. */
export const idTokenChecks: readonly Check[] = [];
