import { requestObjects } from './fapi.ts';
import { fapi2Security } from './fapi2-security.ts';
import { type ProfileTable, failing, warning } from './table.ts';

/** FAPI 2.0 Message Signing: signed responses, on top of the Security Profile. */
export const fapi2MessageSigning: ProfileTable = {
  ...fapi2Security,
  'jarm-downgrade plain-error': failing('FAPI2-MS 5.4.1', 'JARM 2.1'),
  'profile-type mode': failing('FAPI2-MS 5.4.2'),
  'profile-type mode-by-name': warning('FAPI2-MS 5.4.2'),
  ...requestObjects('FAPI2-MS 5.3.1', 'FAPI2-MS 5.3.2'),
};
