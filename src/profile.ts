/** The profiles that a client can be judged by, each a table over the same checks (`src/profiles`). */
export const profiles = [
  'oauth2',
  'oidc',
  'fapi1-advanced',
  'fapi2-security',
  'fapi2-message-signing',
  'au-cdr',
] as const;
export type Profile = (typeof profiles)[number];
