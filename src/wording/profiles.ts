import type { Profile } from '../profile.ts';

interface ProfileWords {
  readonly label: string;
  /** What it is, in one line. */
  readonly line: string;
}

const words: Readonly<Record<Profile, ProfileWords>> = {
  oauth2: {
    label: 'OAuth 2.0',
    line: 'OAuth 2.0, its security practice (RFC 9700), and JARM where it is used: what every client may expect.',
  },
  oidc: {
    label: 'OpenID Connect',
    line: 'OAuth 2.0, and what OpenID Connect Core asks of requests, responses and ID tokens.',
  },
  'fapi1-advanced': {
    label: 'FAPI 1.0 Advanced',
    line: 'Financial-grade API, Part 2: signed requests, PS256 or ES256, and JARM or a detached ID token.',
  },
  'fapi2-security': {
    label: 'FAPI 2.0 Security Profile',
    line: 'The code flow alone, with pushed requests, PKCE with S256 and an issuer in every response.',
  },
  'fapi2-message-signing': {
    label: 'FAPI 2.0 Message Signing',
    line: 'The FAPI 2.0 Security Profile, and requests and responses that are signed.',
  },
  'au-cdr': {
    label: 'Australian CDR',
    line: 'The Consumer Data Standards of Australia: FAPI 1.0 Advanced with JARM, encrypted where registered.',
  },
};

/** What a profile is called. */
export function profileLabel(profile: Profile): string {
  return words[profile].label;
}

/** What a profile is, in one line. */
export function profileLine(profile: Profile): string {
  return words[profile].line;
}
