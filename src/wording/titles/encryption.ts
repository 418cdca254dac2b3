import type { FamilyTitles } from '../shapes.ts';

export const encryptionTitles: FamilyTitles = {
  'iv-and-tag': {
    pass: 'Parts of the encryption have the right lengths',
    codes: {
      'not-base64url': 'A part of the encryption is not base64url',
      iv: 'Initialization vector has the wrong length',
      tag: 'Authentication tag has the wrong length',
    },
    skipped: 'Encryption parts not judged',
  },
  'encrypted-key-part': {
    pass: 'Has an encrypted key where there must be one, and only there',
    codes: {
      'not-empty': 'Has an encrypted key where there must be none',
      empty: 'Has no encrypted key where there must be one',
    },
    skipped: 'Encrypted key not judged',
  },
  'ephemeral-key': {
    pass: 'Ephemeral key is a public key of its curve',
    codes: {
      private: 'Ephemeral key is sent with its private part',
      malformed: 'Ephemeral key is missing or malformed',
      'not-on-curve': 'Ephemeral key is not on its curve',
    },
    skipped: 'Ephemeral key not judged',
  },
  'encryption-kid': {
    pass: 'Encrypted for a key that the client can tell',
    codes: {
      type: 'Key ID of the encryption is not a string',
      ambiguous: 'Names none of several keys of the client that would fit',
      unknown: 'Names a key that is none of the client',
      'names-wrong-key': 'Names another key of the client than it is encrypted for',
      duplicate: 'Names a key ID that several keys of the client share',
      'not-meant': 'Names a key of the client that is meant for something else',
    },
    skipped: 'Encryption key ID not judged',
  },
  'decryption-key-size': {
    pass: 'Encrypted for a key of sufficient length',
    codes: { short: 'Encrypted for an RSA key that is too short' },
    skipped: 'Key length not judged',
  },
  'symmetric-key': {
    pass: 'Key is derived from the client secret as it should be',
    codes: {
      'right-most': 'Key is the right-most part of the hash, not the left-most',
      'raw-secret': 'Key is the client secret itself instead of its hash',
      'decoded-secret': 'Key is made from the base64url-decoded client secret',
      'other-hash': 'Key is made with another hash than its length asks for',
    },
    skipped: 'Key derivation not judged',
  },
  decrypt: {
    pass: 'Decrypted',
    codes: {
      'no-fitting-key': 'Encrypted for a key of another type than the client has',
      'named-key': 'Not decrypted by the key it names, nor by any other',
      'no-key-opens': 'Decrypted by no key of the client',
      secret: 'Not decrypted with the client secret',
      changed: 'Contents were changed after encrypting',
      'content-key-length': 'Encrypted key holds a key of the wrong length',
      inflate: 'Decrypted, but cannot be decompressed',
      'inflated-size': 'Decrypted, but far too large when decompressed',
      'oaep-hash': 'Encrypted with RSA-OAEP and another hash than alg says',
      'alg-label': 'Encrypted with another algorithm than alg says',
      'enc-label': 'Encrypted with another algorithm than enc says',
      'kdf-algorithm-id': 'Agreed key is derived with the wrong AlgorithmID',
      'party-info': 'Agreed key is derived without apu and apv as sent',
      'other-derivation': 'Decrypted only by a wrongly derived key',
    },
    skipped: 'Contents not judged',
    reasons: {
      encrypted: 'encrypted, no key given',
      'needs-secret': 'encrypted with the client secret, none given',
      unreadable: 'the encryption cannot be read',
    },
  },
  'encrypted-as-registered': {
    pass: 'Encrypted, as registered',
    codes: {
      'not-encrypted': 'Not encrypted, though registered for encryption',
      unregistered: 'Encrypted, though not registered for encryption',
    },
    skipped: 'Encryption not judged',
  },
  'encryption-alg': {
    pass: 'Key encrypted with the registered algorithm',
    codes: { other: 'Key encrypted with another algorithm than the registered one' },
    skipped: 'Key encryption not judged',
  },
  'encryption-enc': {
    pass: 'Contents encrypted with the registered algorithm',
    codes: {
      other: 'Contents encrypted with another algorithm than the registered one',
      default: 'Contents not encrypted with the default, though none is registered',
    },
    skipped: 'Content encryption not judged',
  },
  'encryption-advertised': {
    pass: 'Encrypted with algorithms the issuer advertises',
    codes: {
      'no-list': 'No encryption algorithms advertised for responses',
      'alg-not-in-list': 'Key encrypted with an algorithm the issuer does not advertise',
      'enc-not-in-list': 'Contents encrypted with an algorithm not advertised',
    },
    skipped: 'Advertised list not judged',
  },
  'rsa1-5': {
    pass: 'Key encrypted with RSA-OAEP',
    codes: { 'rsa1-5': 'Key encrypted with RSA1_5' },
    skipped: 'Padding of the key not judged',
  },
  'symmetric-public': {
    pass: 'Encrypted with the secret of a confidential client',
    codes: { public: 'Encrypted with a secret, though the client is public' },
    skipped: 'Use of the secret not judged',
  },
  'fapi2-encrypted': {
    pass: 'Not encrypted',
    codes: { encrypted: 'Encrypted, which the profile does not recommend' },
    skipped: 'Encryption not judged',
  },
  'encrypted-in-url': {
    pass: 'Not in a URL',
    codes: { 'in-url': 'Encrypted, and can still be replayed as a whole' },
    skipped: 'Place not judged',
  },
};
