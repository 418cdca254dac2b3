import { fapi1Advanced } from './fapi1-advanced.ts';
import { type ProfileTable, failing, passing } from './table.ts';

/** The Australian Consumer Data Right: FAPI 1.0 Advanced with JARM, and minimum sets of algorithms. */
export const auCdr: ProfileTable = {
  ...fapi1Advanced,
  'alg-profile pass': passing('CDS 1.21.0', 'FAPI1-Adv 8.6'),
  'alg-profile not-allowed': failing('CDS 1.21.0', 'FAPI1-Adv 8.6'),
};
