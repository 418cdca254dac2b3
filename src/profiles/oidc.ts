import { type ProfileTable, failing } from './table.ts';

/** OpenID Connect Core 1.0. */
export const oidc: ProfileTable = {
  // With several keys in the JWKS, each signature has to say which one made it.
  'kid-needed ambiguous': failing('OIDC Core 10.1'),
};
