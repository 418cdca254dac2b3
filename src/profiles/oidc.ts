import { type ProfileTable, failing, noting } from './table.ts';

/** OpenID Connect Core 1.0. */
export const oidc: ProfileTable = {
  // With several keys in the JWKS, each signature has to say which one made it.
  'kid-needed ambiguous': failing('OIDC Core 10.1'),
  // A request object may be unsigned.
  'jar-object unsigned': noting('OIDC Core 6.1'),
};
