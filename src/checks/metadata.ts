import type { Check } from './check.ts';

/** The checks on the issuer's metadata and the registration. */
export const metadataChecks: readonly Check[] = [];
