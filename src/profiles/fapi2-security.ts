import { fapi } from './fapi.ts';
import { type ProfileTable, failing, passing, warning } from './table.ts';

/** FAPI 2.0 Security Profile. */
export const fapi2Security: ProfileTable = {
  ...fapi,
  'alg-profile pass': passing('FAPI2-SP 5.4.1'),
  'alg-profile not-allowed': failing('FAPI2-SP 5.4.1'),
  'idt-alg-profile pass': passing('FAPI2-SP 5.4.1'),
  'idt-alg-profile not-allowed': failing('FAPI2-SP 5.4.1'),
  'alg-none none': failing('FAPI2-SP 5.4.1'),
  'key-size short': failing('FAPI2-SP 5.4.1'),
  'kid-unique duplicate': warning('FAPI2-SP 5.4.2', 'FAPI2-SP 5.4.3'),
  'header-keys brings-keys': warning('FAPI2-SP 5.4.2'),
  'code-strength short': failing('FAPI2-SP 5.4.1'),
  'front-channel-token returned': failing('FAPI2-SP 5.3.2.2'),
  'redirect-status not-303': warning('FAPI2-SP 5.3.2.2'),
  'redirect-status credentials-resent': failing('FAPI2-SP 5.3.2.2'),
  'slow-redeem after-a-minute': warning('FAPI2-SP 5.3.2.1'),
  'redirect-https http': failing('FAPI2-SP 5.3.2.2'),
  'redirect-https http-test-network': failing('FAPI2-SP 5.3.2.2'),
  'iss-required missing': failing('FAPI2-SP 5.3.2.2'),
  'iss-required profile': failing('FAPI2-SP 5.3.2.2'),
  'profile-type type': failing('FAPI2-SP 5.3.2.2'),
  'pkce missing': failing('FAPI2-SP 5.3.3.2'),
  'pkce missing-pushed': failing('FAPI2-SP 5.3.3.2'),
  'pkce nonce-instead': failing('FAPI2-SP 5.3.3.2'),
  'pkce-plain absent': failing('FAPI2-SP 5.3.3.2'),
  'pkce-plain plain': failing('FAPI2-SP 5.3.3.2'),
  'pkce-plain unknown': failing('FAPI2-SP 5.3.3.2'),
  'par-only further': failing('FAPI2-SP 5.3.3.2'),
  'par-only not-pushed': failing('FAPI2-SP 5.3.2.2', 'FAPI2-SP 5.3.3.2'),
};
