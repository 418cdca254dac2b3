import type { Profile } from '../profile.ts';

/**
 * The JWS algorithms that a profile lets a response be signed with: FAPI 1.0 Advanced 8.6, FAPI 2.0 Security Profile
 * 5.4.1 (`EdDSA` with Ed25519 has got the name `Ed25519` since). The Consumer Data Right takes the former over.
 */
const allowed: Readonly<Partial<Record<Profile, readonly string[]>>> = {
  'fapi1-advanced': ['PS256', 'ES256'],
  'fapi2-security': ['PS256', 'ES256', 'Ed25519'],
  'fapi2-message-signing': ['PS256', 'ES256', 'Ed25519'],
  'au-cdr': ['PS256', 'ES256'],
};

/** The algorithms that a profile allows; null where it says nothing. */
export function algorithmsOf(profile: Profile): readonly string[] | null {
  return allowed[profile] ?? null;
}
