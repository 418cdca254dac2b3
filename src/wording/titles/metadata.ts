import type { FamilyTitles } from '../shapes.ts';

export const metadataTitles: FamilyTitles = {
  'metadata-issuer': {
    pass: 'Metadata is that of the registered issuer',
    codes: { other: 'Metadata names another issuer than the registered one' },
    skipped: 'Issuer of metadata not judged',
  },
  'jwt-modes-without-signing-algs': {
    pass: 'Metadata says how JWT responses are signed',
    codes: { 'no-list': 'Metadata offers JWT responses, but not how they are signed' },
    skipped: 'Metadata not judged',
  },
  'none-advertised': {
    pass: 'Metadata offers no unsigned responses',
    codes: {
      none: 'Metadata offers JWT responses without a signature',
      'none-unused': 'Metadata offers JWT responses without a signature',
    },
    skipped: 'Metadata not judged',
  },
  'encryption-lists-incomplete': {
    pass: 'Metadata says in full how responses are encrypted',
    codes: {
      'no-enc': 'Metadata lists encryption alg values, but no enc values',
      'no-alg': 'Metadata lists encryption enc values, but no alg values',
    },
    skipped: 'Metadata not judged',
  },
  'enc-without-alg': {
    pass: 'Encryption is registered with alg and enc',
    codes: { 'no-alg': 'Encryption is registered with enc, but without alg' },
    skipped: 'Registration not judged',
  },
  'cdr-encryption-minimum': {
    pass: 'Metadata offers the encryption that the CDR asks for',
    codes: {
      incomplete: 'Metadata lacks encryption that the CDR asks for',
      'incomplete-unused': 'Metadata lacks encryption that the CDR asks for',
    },
    skipped: 'Metadata not judged',
  },
};
