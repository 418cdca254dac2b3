import { fapi2Security } from './fapi2-security.ts';
import { type ProfileTable, failing } from './table.ts';

/** FAPI 2.0 Message Signing: signed responses, on top of the Security Profile. */
export const fapi2MessageSigning: ProfileTable = {
  ...fapi2Security,
  'jarm-downgrade plain-error': failing('FAPI2-MS 5.4.1', 'JARM 2.1'),
};
