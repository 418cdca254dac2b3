import type { FamilyTitles } from '../shapes.ts';

export const envelopeTitles: FamilyTitles = {
  'response-whole': {
    pass: 'Kept whole',
    codes: {},
    skipped: 'Response not judged',
  },
  'jwt-structure': {
    pass: 'Has the parts of a JWT',
    codes: {
      'not-a-jwt': 'Neither three nor five parts, so not a JWT',
      'not-signed': 'Encrypted without being signed',
      'not-a-jwt-inside': 'Encrypted, with something inside that is no JWT',
      'encrypted-twice': 'Encrypted twice',
      'encrypted-then-signed': 'Encrypted, then signed, instead of the other way round',
      'signed-twice': 'Signed twice',
    },
    skipped: 'Structure not judged',
  },
  'response-charset': {
    pass: 'Only characters that a JWT may have',
    codes: { alphabet: 'Contains a character that no JWT may have' },
    skipped: 'Characters not judged',
  },
  'header-json': {
    pass: 'Header is a JSON object without repeated names',
    codes: {
      alphabet: 'Header is not base64url',
      padding: 'Header is base64url with padding',
      length: 'Header has a length that base64url cannot have',
      'trailing-bits': 'Header ends in stray bits after its last byte',
      'utf-8': 'Header is not UTF-8',
      json: 'Header is not JSON',
      object: 'Header is JSON, but not an object',
      'too-deep': 'Header is nested more than 100 levels deep',
      duplicate: 'Header names a parameter twice',
    },
    skipped: 'Header not judged',
  },
  'payload-json': {
    pass: 'Payload is a JSON object without repeated names',
    codes: {
      alphabet: 'Payload is not base64url',
      padding: 'Payload is base64url with padding',
      length: 'Payload has a length that base64url cannot have',
      'trailing-bits': 'Payload ends in stray bits after its last byte',
      'utf-8': 'Payload is not UTF-8',
      json: 'Payload is not JSON',
      object: 'Payload is JSON, but not an object',
      'too-deep': 'Payload is nested more than 100 levels deep',
      duplicate: 'Payload names a claim twice, with different values',
      'duplicate-same': 'Payload names a claim twice, with the same value',
    },
    skipped: 'Payload not judged',
  },
  'alg-none': {
    pass: 'Carries a signature, and alg is not none',
    codes: {
      none: 'Not signed, alg says none',
      'empty-signature': 'Not signed, the signature part is empty',
    },
    skipped: 'Signing not judged',
  },
  'alg-present': {
    pass: 'Names its signing algorithm',
    codes: {
      missing: 'Names no signing algorithm',
      'encryption-missing': 'Encrypted, but does not name both alg and enc',
    },
    skipped: 'Algorithm not judged',
  },
  typ: {
    pass: 'Not typed as another kind of token',
    codes: {
      type: 'Header parameter typ is not a string',
      'other-token': 'Typed as another kind of token',
      unusual: 'Typed in an unusual way',
    },
    skipped: 'Type not judged',
  },
  crit: {
    pass: 'Asks for no extension',
    codes: {
      malformed: 'Header parameter crit is malformed',
      'not-understood': 'Asks for an extension that is not understood',
    },
    skipped: 'Extensions not judged',
  },
  'header-keys': {
    pass: 'Brings no key of its own',
    codes: { 'brings-keys': 'Brings a key of its own, or a link to one' },
    skipped: 'Header keys not judged',
  },
  cty: {
    pass: 'Encryption says that there is a JWT inside',
    codes: {
      missing: 'Encryption does not say that there is a JWT inside',
      other: 'Encryption says that there is something else inside',
    },
    skipped: 'Content type not judged',
  },
  zip: {
    pass: 'Not compressed',
    codes: {
      compressed: 'Compressed before it was encrypted',
      unknown: 'Compressed in a way that is not defined',
    },
    skipped: 'Compression not judged',
  },
  'jwe-header-claims': {
    pass: 'Claims in the encryption header are those inside',
    codes: { differs: 'Claim in the encryption header differs from the one inside' },
    skipped: 'Repeated claims not judged',
  },
  'token-confusion': {
    pass: 'Not another kind of token in the place of a response',
    codes: {
      'id-token': 'An ID token in the place of an authorization response',
      'access-token': 'An access token in the place of an authorization response',
    },
    skipped: 'Kind of token not judged',
  },
};
