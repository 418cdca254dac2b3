import { fapi1Advanced } from './fapi1-advanced.ts';
import { type ProfileTable, failing, passing } from './table.ts';

/** The Australian Consumer Data Right, which makes FAPI 1.0 Advanced with JARM binding. */
export const auCdr: ProfileTable = {
  ...fapi1Advanced,
  'alg-profile pass': passing('FAPI1-Adv 8.6', 'CDS 1.21.0'),
  'alg-profile not-allowed': failing('FAPI1-Adv 8.6', 'CDS 1.21.0'),
  'idt-alg-profile pass': passing('FAPI1-Adv 8.6', 'CDS 1.21.0'),
  'idt-alg-profile not-allowed': failing('FAPI1-Adv 8.6', 'CDS 1.21.0'),
};
