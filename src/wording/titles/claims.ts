import type { FamilyTitles } from '../shapes.ts';

export const claimTitles: FamilyTitles = {
  'iss-present': {
    pass: 'Names its issuer',
    codes: { missing: 'Names no issuer', type: 'Issuer is not a string' },
    skipped: 'Issuer not judged',
  },
  'iss-match': {
    pass: 'Issued by the expected issuer',
    codes: {
      'mix-up': 'Issued by another issuer that is registered here (mix-up)',
      slash: 'Issuer differs by a slash at the end',
      spelling: 'Issuer is spelled differently, by case, port or slash',
      other: 'Issued by another issuer',
    },
    skipped: 'Issuer not judged',
  },
  'iss-form': {
    pass: 'Issuer is an https URL without query and fragment',
    codes: {
      'not-a-url': 'Issuer is not a web address',
      'query-or-fragment': 'Issuer has a query or a fragment',
      'http-loopback': 'Issuer is an http URL on this machine',
      http: 'Issuer is an http URL',
    },
    skipped: 'Issuer form not judged',
  },
  'aud-present': {
    pass: 'Names its audience',
    codes: { missing: 'Names no audience', type: 'Audience is neither a string nor a list of strings' },
    skipped: 'Audience not judged',
  },
  'aud-match': {
    pass: 'Addressed to this client',
    codes: { other: 'Addressed to another client' },
    skipped: 'Audience not judged',
  },
  'aud-extra': {
    pass: 'Addressed to this client only',
    codes: { further: 'Addressed to further audiences too' },
    skipped: 'Audience not judged',
  },
  'exp-present': {
    pass: 'Says when it expires',
    codes: { missing: 'Has no expiry', type: 'Expiry is not a number' },
    skipped: 'Expiry not judged',
  },
  'exp-valid': {
    pass: 'Not expired on arrival',
    codes: {
      expired: 'Expired on arrival',
      'within-leeway': 'Expired on arrival, within the leeway',
      'own-clock': "Expired by this computer's clock, not by the issuer's",
      'issuer-clock': "Expired by the issuer's clock, not by this computer's",
    },
    skipped: 'Expiry not judged',
  },
  'exp-max': {
    pass: 'Lives no longer than recommended',
    codes: { long: 'Lives longer than ten minutes' },
    skipped: 'Lifetime not judged',
  },
  'exp-min': {
    pass: 'Valid for long enough to be read',
    codes: { short: 'Expires within ten seconds of arrival' },
    skipped: 'Time left not judged',
  },
  'exp-absurd': {
    pass: 'Expires within 50 years',
    codes: { milliseconds: 'Expiry lies over 50 years ahead, as milliseconds would' },
    skipped: 'Expiry not judged',
  },
  iat: {
    pass: 'Issued at a plausible time',
    codes: {
      type: 'Time of issue is not a number',
      future: 'Issued in the future',
      old: 'Issued more than a day ago',
      'own-clock': "Time of issue is wrong by this computer's clock alone",
      'issuer-clock': "Time of issue is wrong by the issuer's clock alone",
    },
    skipped: 'Time of issue not judged',
  },
  'iat-before-exp': {
    pass: 'Issued before it expires',
    codes: { after: 'Issued after it expires' },
    skipped: 'Order of times not judged',
  },
  nbf: {
    pass: 'Valid already on arrival',
    codes: {
      type: 'Start of validity is not a number',
      future: 'Not valid yet on arrival',
      'own-clock': "Not valid yet by this computer's clock, though by the issuer's",
      'issuer-clock': "Not valid yet by the issuer's clock, though by this computer's",
    },
    skipped: 'Start of validity not judged',
  },
  jti: {
    pass: 'Carries an identifier of its own',
    codes: { present: 'Carries an identifier of its own', type: 'Identifier is not a string' },
    skipped: 'Identifier not judged',
  },
  'session-state': {
    pass: 'Carries the state of the session',
    codes: { present: 'Carries session_state, an extension that JARM allows' },
    skipped: 'Session state not judged',
  },
  'misplaced-claims': {
    pass: 'No claims of an ID token',
    codes: { present: 'Contains claims that belong into an ID token' },
    skipped: 'Other claims not judged',
  },
  'unknown-claims': {
    pass: 'No claims that are unknown here',
    codes: {
      unknown: 'Contains claims that are unknown here',
      many: 'Contains many claims that are unknown here',
    },
    skipped: 'Other claims not judged',
  },
};
