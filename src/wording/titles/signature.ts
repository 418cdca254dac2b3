import type { FamilyTitles } from '../shapes.ts';

export const signatureTitles: FamilyTitles = {
  'hmac-public-key': {
    pass: 'Not signed with a public key in the place of the secret',
    codes: { forged: 'Forged: signed with a public key in the place of the secret' },
    skipped: 'Forgery not judged',
  },
  'hmac-public-client': {
    pass: 'Signed with the secret of a confidential client',
    codes: { public: 'Signed with a secret, though the client is public' },
    skipped: 'Use of the secret not judged',
  },
  'hmac-key-length': {
    pass: 'Client secret is long enough for its algorithm',
    codes: { short: 'Client secret is too short for its algorithm' },
    skipped: 'Length of secret not judged',
    reasons: { 'needs-secret': 'none given' },
  },
  'alg-registered': {
    pass: 'Signed with the registered algorithm',
    codes: { other: 'Signed with another algorithm than the registered one' },
    skipped: 'Algorithm not judged',
  },
  'alg-advertised': {
    pass: 'Signed with an algorithm the issuer advertises',
    codes: {
      'no-list': 'No signing algorithms advertised for responses',
      'not-in-list': 'Signed with an algorithm the issuer does not advertise',
    },
    skipped: 'Advertised list not judged',
  },
  'alg-profile': {
    pass: 'Signed with an algorithm the profile allows',
    codes: { 'not-allowed': 'Signed with an algorithm the profile does not allow' },
    skipped: 'Algorithm not judged',
  },
  'kid-known': {
    pass: 'Names a key the issuer publishes',
    codes: {
      unpublished: 'Signed with a key the issuer does not publish',
      'other-key': 'Names an unpublished key, signed with a published one',
      'names-wrong-key': 'Names one published key, signed with another',
    },
    skipped: 'Key ID not judged',
  },
  'kid-needed': {
    pass: 'Names its key',
    codes: {
      type: 'Key ID is not a string',
      ambiguous: 'Names no key, though several would fit',
      'only-key': 'Names no key, at most one would fit',
    },
    skipped: 'Key ID not judged',
  },
  'kid-unique': {
    pass: 'Names exactly one published key',
    codes: { duplicate: 'Names a key ID that several published keys share' },
    skipped: 'Key ID not judged',
  },
  'key-use': {
    pass: 'Key may be used for signatures',
    codes: {
      use: 'Key is published for another use than signatures',
      key_ops: 'Key is published without the operation verify',
    },
    skipped: 'Use of the key not judged',
  },
  'key-alg': {
    pass: 'Key is not meant for another algorithm',
    codes: { other: 'Key is published for another algorithm' },
    skipped: 'Key not judged',
  },
  'key-type': {
    pass: 'Key is of the type its algorithm needs',
    codes: { other: 'Key is of another type than its algorithm needs' },
    skipped: 'Type of the key not judged',
  },
  'key-size': {
    pass: 'RSA key has 2048 bits or more',
    codes: { short: 'RSA key is shorter than 2048 bits', exponent: 'RSA key has the exponent 1' },
    skipped: 'Size of the key not judged',
  },
  'signature-length': {
    pass: 'Signature has the length of its algorithm',
    codes: {
      der: 'Signature is DER-encoded instead of raw',
      length: 'Signature has the wrong length for its algorithm',
    },
    skipped: 'Signature length not judged',
  },
  signature: {
    pass: 'Signature verified',
    codes: {
      mismatch: 'Signature does not match the key it names',
      'key-unusable': 'Names a published key that cannot be used',
      'empty-jwks': 'Signed, but the issuer publishes no keys',
      'no-fitting-key': 'Issuer publishes no key for this algorithm',
      'no-key-verifies': 'Signature matches no key the issuer publishes',
      unreadable: 'Signature, or the header it needs, cannot be read',
      secret: 'Signature was not made with the client secret',
      'secret-decoded': 'Signature was made with the base64url-decoded secret',
    },
    skipped: 'Signature not checked',
    reasons: { 'needs-secret': 'signed with the client secret, none given' },
  },
  'jwks-private': {
    pass: 'Published keys hold no private parts',
    codes: { private: 'Issuer publishes private or symmetric key material' },
    skipped: 'Published keys not judged',
  },
};
