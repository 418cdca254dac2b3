import type { FamilyTitles } from '../shapes.ts';

export const issuerTitles: FamilyTitles = {
  'issuer-tls': {
    pass: 'Issuer is an https URL',
    codes: { 'http-test-network': 'Issuer is an http URL: anyone on the network can replace its keys' },
    skipped: 'Issuer not judged',
  },
  clock: {
    pass: "The issuer's clock agrees with this computer's",
    codes: {
      ahead: "The issuer's clock is ahead of this computer's",
      behind: "The issuer's clock is behind this computer's",
    },
    skipped: 'Clocks not compared',
  },
  'iss-required': {
    pass: 'Names its issuer, as it must',
    codes: {
      missing: 'Names no issuer, though the metadata promises one',
      profile: 'Names no issuer, though the profile requires one',
    },
    skipped: 'Need of an issuer not judged',
  },
  'iss-param-match': {
    pass: 'Issued by the expected issuer',
    codes: {
      'mix-up': 'Issued by another issuer that is registered here (mix-up)',
      slash: 'Issuer differs by a slash at the end',
      spelling: 'Issuer is spelled differently, by case, port or slash',
      other: 'Issued by another issuer',
    },
    skipped: 'Issuer not judged',
  },
  'iss-in-jwt': {
    pass: 'Issuer stands in the JWT, where it belongs',
    codes: { enough: 'Issuer stands in the JWT, so no parameter is needed' },
    skipped: 'Issuer place not judged',
  },
  'one-issuer': {
    pass: 'Names one issuer only',
    codes: { several: 'Names several issuers' },
    skipped: 'Issuers not compared',
  },
  'iss-unadvertised': {
    pass: 'Metadata says that the issuer is named',
    codes: { unadvertised: 'Names its issuer, though the metadata does not say so' },
    skipped: 'Issuer not judged',
  },
};
