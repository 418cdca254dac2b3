import { fapi, requestObjects } from './fapi.ts';
import { type ProfileTable, failing, passing, warning } from './table.ts';

/** FAPI 1.0 Part 2: Advanced. */
export const fapi1Advanced: ProfileTable = {
  ...fapi,
  'alg-profile pass': passing('FAPI1-Adv 8.6'),
  'alg-profile not-allowed': failing('FAPI1-Adv 8.6'),
  'idt-alg-profile pass': passing('FAPI1-Adv 8.6'),
  'idt-alg-profile not-allowed': failing('FAPI1-Adv 8.6'),
  'alg-none none': failing('FAPI1-Adv 8.6'),
  'kid-unique duplicate': warning('FAPI1-Adv 8.9', 'FAPI1-Adv 8.11'),
  'header-keys brings-keys': warning('FAPI1-Adv 8.9'),
  'rsa1-5 rsa1-5': failing('FAPI1-Adv 8.6.1'),
  'code-strength short': failing('RFC 6749 10.10'),
  // Of the response types that the profile knows, none returns an access token.
  'front-channel-token returned': failing('FAPI1-Adv 5.2.2'),
  'jarm-downgrade plain-error': failing('FAPI1-Adv 5.2.2.2', 'JARM 2.1'),
  'profile-type type': failing('FAPI1-Adv 5.2.2'),
  'profile-type mode': failing('FAPI1-Adv 5.2.2'),
  'profile-type mode-by-name': warning('FAPI1-Adv 5.2.2'),
  // PKCE is asked of pushed requests alone.
  'pkce missing-pushed': failing('FAPI1-Adv 5.2.2'),
  'required-par-jar profile': failing('FAPI1-Adv 5.2.2'),
  'jar-precedence ignored': failing('FAPI1-Adv 5.2.3'),
  ...requestObjects('FAPI1-Adv 5.2.2'),
};
