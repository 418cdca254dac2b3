import type { FamilyTitles } from '../shapes.ts';

export const idTokenTitles: FamilyTitles = {
  'idt-decrypt': {
    pass: 'ID token decrypted',
    codes: {
      failed: 'ID token cannot be decrypted with the keys given',
      otherwise: 'ID token is encrypted otherwise than its header says',
      unreadable: 'ID token cannot be decrypted, being malformed',
    },
    skipped: 'ID token not judged',
    reasons: {
      encrypted: 'the ID token is encrypted, no key given',
      'needs-secret': 'the ID token takes the client secret',
    },
  },
  'idt-form': {
    pass: 'ID token is a well-formed JWT',
    codes: {
      'jwt-structure': 'ID token is not a JWT',
      'response-charset': 'ID token contains a character that no JWT may have',
      'header-json': 'ID token has a malformed header',
      'payload-json': 'ID token has a malformed payload',
      'alg-present': 'ID token names no signing algorithm',
      typ: 'ID token is typed as another kind of token',
      crit: 'ID token has a crit header that no client can meet',
      'header-keys': 'ID token brings keys along',
    },
    skipped: 'ID token form not judged',
  },
  'idt-signature': {
    pass: 'ID token verified with a key of the issuer',
    codes: {
      mismatch: 'ID token signature does not match the key it names',
      'key-unusable': 'ID token names a published key that cannot be used',
      'empty-jwks': 'ID token is signed, but the issuer publishes no keys',
      'no-fitting-key': 'Issuer publishes no key for the algorithm of the ID token',
      'no-key-verifies': 'ID token signature matches no key the issuer publishes',
      secret: 'ID token was not signed with the client secret',
      'secret-decoded': 'ID token was signed with the base64url-decoded secret',
      unreadable: 'ID token signature, or the header it needs, cannot be read',
    },
    skipped: 'ID token not verified',
    reasons: { 'needs-secret': 'the ID token takes the client secret' },
  },
  'idt-key': {
    pass: 'ID token names a key that is fit for it',
    codes: {
      'hmac-public-key': 'ID token is forged: signed with a public key as the secret',
      'hmac-public-client': 'ID token signed with a secret, though the client is public',
      'hmac-key-length': 'ID token signed with a secret too short for its algorithm',
      'kid-known': 'ID token names another key than the one that signed it',
      'kid-needed': 'ID token does not name its key',
      'kid-unique': 'ID token names a key ID that several published keys share',
      'key-use': 'ID token is signed with a key published for another use',
      'key-alg': 'ID token is signed with a key for another algorithm',
      'key-type': 'ID token names a key of another type than its algorithm needs',
      'key-size': 'ID token is signed with an RSA key that is too weak',
      'signature-length': 'ID token signature has the wrong length for its algorithm',
    },
    skipped: 'ID token key not judged',
  },
  'idt-iss': {
    pass: 'ID token issued by the expected issuer',
    codes: {
      missing: 'ID token names no issuer',
      type: 'ID token issuer is not a string',
      'mix-up': 'ID token issued by another registered issuer (mix-up)',
      slash: 'ID token issuer differs by a slash at the end',
      spelling: 'ID token issuer is spelled differently, by case, port or slash',
      other: 'ID token issued by another issuer',
      'not-a-url': 'ID token issuer is not a web address',
      'query-or-fragment': 'ID token issuer has a query or a fragment',
      'http-loopback': 'ID token issuer is an http URL on this machine',
      http: 'ID token issuer is an http URL',
    },
    skipped: 'ID token issuer not judged',
  },
  'idt-aud': {
    pass: 'ID token addressed to this client',
    codes: {
      missing: 'ID token names no audience',
      type: 'ID token audience is neither a string nor a list of strings',
      other: 'ID token addressed to another client',
    },
    skipped: 'ID token audience not judged',
  },
  'idt-exp': {
    pass: 'ID token not expired on arrival',
    codes: {
      missing: 'ID token has no expiry',
      type: 'ID token expiry is not a number',
      expired: 'ID token expired on arrival',
      'within-leeway': 'ID token expired on arrival, within the leeway',
      milliseconds: 'ID token expires in over 50 years, as milliseconds would',
      'own-clock': "ID token expired by this computer's clock alone",
      'issuer-clock': "ID token expired by the issuer's clock alone",
    },
    skipped: 'ID token expiry not judged',
  },
  'idt-nbf': {
    pass: 'ID token valid already on arrival',
    codes: {
      type: 'ID token start of validity is not a number',
      future: 'ID token not valid yet on arrival',
      'own-clock': "ID token not valid yet by this computer's clock alone",
      'issuer-clock': "ID token not valid yet by the issuer's clock alone",
    },
    skipped: 'ID token start not judged',
  },
  'idt-alg': {
    pass: 'ID token signed with the registered algorithm',
    codes: {
      none: 'ID token is not signed',
      other: 'ID token signed with another algorithm than the registered one',
    },
    skipped: 'ID token alg not judged',
  },
  'idt-alg-profile': {
    pass: 'ID token signed with an algorithm the profile allows',
    codes: { 'not-allowed': 'ID token signed with an algorithm the profile does not allow' },
    skipped: 'ID token algorithm not judged',
  },
  'idt-sub': {
    pass: 'ID token names its subject',
    codes: {
      missing: 'ID token names no subject',
      type: 'ID token subject is not a string',
      form: 'ID token subject is empty, over 255 characters or not ASCII',
    },
    skipped: 'ID token subject not judged',
  },
  'idt-azp': {
    pass: 'ID token issued to this client',
    codes: {
      missing: 'ID token has several audiences and no authorized party',
      other: 'ID token issued to another client',
    },
    skipped: 'ID token party not judged',
  },
  'idt-iat': {
    pass: 'ID token issued just now',
    codes: {
      missing: 'ID token has no time of issue',
      type: 'ID token time of issue is not a number',
      future: 'ID token issued in the future',
      old: 'ID token issued more than five minutes ago',
      'own-clock': "ID token age is wrong by this computer's clock alone",
      'issuer-clock': "ID token age is wrong by the issuer's clock alone",
    },
    skipped: 'ID token age not judged',
  },
  nonce: {
    pass: 'Nonce came back unchanged in the ID token',
    codes: {
      differs: 'Nonce in the ID token is not the one that was sent',
      missing: 'Nonce did not come back in the ID token',
      unsolicited: 'Nonce in the ID token, though none was sent',
      'not-sent': 'No nonce was sent, though an ID token was asked for',
    },
    skipped: 'Nonce not judged',
  },
  'c-hash': {
    pass: 'ID token belongs to the code',
    codes: {
      missing: 'ID token has no c_hash, though a code came with it',
      differs: 'ID token belongs to another code',
      'of-nothing': 'ID token has a c_hash, though no code came with it',
    },
    skipped: 'Code hash not judged',
  },
  'at-hash': {
    pass: 'ID token belongs to the access token',
    codes: {
      missing: 'ID token has no at_hash, though an access token came with it',
      differs: 'ID token belongs to another access token',
      'of-nothing': 'ID token has an at_hash, though no access token came with it',
    },
    skipped: 'Access token hash not judged',
  },
  's-hash': {
    pass: 'ID token belongs to the state',
    codes: {
      missing: 'ID token has no s_hash, so nothing protects the state',
      differs: 'ID token belongs to another state',
      'of-nothing': 'ID token has an s_hash, though no state came with it',
    },
    skipped: 'State hash not judged',
  },
  'auth-time': {
    pass: 'User logged in recently enough',
    codes: {
      type: 'Time of login is not a number',
      missing: 'Time of login is missing, though max_age was sent',
      future: 'Time of login lies in the future',
      'too-old': 'User logged in longer ago than max_age allows',
      'own-clock': "Time of login is wrong by this computer's clock alone",
      'issuer-clock': "Time of login is wrong by the issuer's clock alone",
    },
    skipped: 'Time of login not judged',
  },
  'issuers-agree': {
    pass: 'ID token and response name the same issuer',
    codes: { differ: 'ID token and response name different issuers' },
    skipped: 'Issuers not compared',
  },
  'idt-pii': {
    pass: 'ID token says nothing personal that can be read on the way',
    codes: {
      readable: 'ID token carries personal data that can be read on the way',
      'only-place': 'ID token carries personal data, having no other place',
    },
    skipped: 'Personal data not looked for',
  },
};
