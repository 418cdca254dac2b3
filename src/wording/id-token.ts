import { byOneClock } from './claims.ts';
import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

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

const notThisLogin =
  'It was not made for this login: the code, token or state may have been slipped in from another one. The client must refuse the response.';
const hashRight =
  'Hash the value as it is sent, with the hash of the signing algorithm (SHA-256 for RS256), and write the left half of it as base64url.';

export const idTokenExplanations: FamilyExplanations = {
  'idt-decrypt': {
    why: 'The ID token was encrypted for another key than those that were given, or it was damaged on the way. A client cannot read it either.',
    act: 'server',
    todo: "Encrypt with the client's registered key and algorithm. If the keys given here are not the client's, correct them.",
    codes: {
      otherwise: {
        why: 'The ID token could be decrypted only by doing something else than the specifications say. Other clients cannot read it.',
        todo: 'Encrypt the way that the header says, with a maintained JOSE library.',
      },
      unreadable: {
        why: 'Header or parts of the encrypted ID token cannot be read. Something on the way has damaged it, or it was never right.',
        todo: 'Make the ID token with a maintained JOSE library, and send it unchanged.',
      },
    },
  },
  'idt-form': {
    why: 'An ID token is a signed JWT. A client cannot read one that is malformed, and libraries differ in what they let pass.',
    act: 'server',
    todo: 'Make the ID token with a maintained JOSE library, and send it unchanged.',
    codes: {
      typ: {
        why: 'The header says that this is another kind of JWT. A token for one purpose must not pass as one for another.',
        todo: 'Return an ID token in id_token; leave typ out, or write JWT.',
      },
      crit: {
        why: 'A client must refuse a JWT with a critical header parameter that it does not understand.',
        todo: 'Leave crit out of ID tokens.',
      },
      'header-keys': {
        why: 'Keys come from the published JWKS. Whoever trusts a key that came along with the token trusts anybody.',
        todo: 'Leave jwk, jku, x5c and x5u out of the header, and name the key by kid.',
      },
    },
  },
  'idt-signature': {
    why: 'A signature that does not verify means that the ID token was changed, or signed with another key. The client must not believe who logged in.',
    act: 'server',
    todo: 'Check that the ID token is sent as it was signed, and that its key is in the published JWKS.',
    codes: {
      secret: {
        why: 'The client secret that was typed in does not verify the ID token. Either the server holds another secret, or the token was changed after signing.',
        act: 'registration',
        todo: 'Compare the client secret with the one at the server: it may have expired or been replaced.',
      },
      'secret-decoded': {
        why: 'The key must be the UTF-8 bytes of the client secret as it stands. The server decoded it first, so that clients cannot verify its ID tokens.',
        todo: 'Use the client secret as it stands for the key.',
      },
    },
  },
  'idt-key': {
    why: 'Clients find the key by what the header and the JWKS say of it. Where those do not fit, some libraries refuse the ID token.',
    act: 'server',
    todo: 'Name the signing key by its kid, and publish it in the JWKS with the right type, use and alg.',
    codes: {
      'hmac-public-key': {
        why: "The signature is an HMAC made with one of the issuer's public keys, as if it were a secret. Anyone can make it: this is an attack, not an ID token of the server.",
        act: 'application',
        todo: 'Accept nothing but the registered algorithm, and never use a public key for an HMAC.',
      },
      'hmac-public-client': {
        why: 'A public client cannot keep a secret, so that anyone who has the application can sign.',
        act: 'registration',
        todo: 'Register an asymmetric algorithm for the client.',
      },
      'hmac-key-length': {
        why: 'The key of an HMAC must have at least as many bytes as its hash. A shorter secret can be found by trying.',
        act: 'registration',
        todo: 'Give the client a random secret of at least 32 bytes for HS256, 48 for HS384, 64 for HS512.',
      },
      'key-size': {
        why: 'RSA keys below 2048 bits, or with the exponent 1, must not be used: signatures can be forged.',
        todo: 'Sign with an RSA key of 2048 bits or more, with the exponent 65537.',
      },
      'signature-length': {
        why: 'The algorithm fixes the length of its signatures. Libraries refuse others, such as ECDSA signatures in DER.',
        todo: 'Write an ECDSA signature as R and S side by side, each padded to the size of the curve.',
      },
    },
  },
  'idt-iss': {
    why: 'The issuer of the ID token must be, character by character, the one the login was started with. The client must refuse it: it may come from another server (mix-up).',
    act: 'server',
    todo: 'Write the same issuer into the ID token as into the metadata. If the registered issuer is the wrong one, correct the registration.',
    codes: {
      'http-loopback': {
        why: 'On this machine http does for tests. Elsewhere an issuer must be an https URL.',
      },
      http: {
        why: 'An issuer is an https URL. Over http anyone on the way can answer in the place of the server.',
        todo: 'Serve the issuer over https and name it so.',
      },
    },
  },
  'idt-aud': {
    why: 'The audience of the ID token must contain the client_id of the request. The client must refuse one that was made for another: it may be replayed from there.',
    act: 'server',
    todo: 'Write the client_id of the request into aud. If the registered client_id is the wrong one, correct the registration.',
  },
  'idt-exp': {
    why: 'A client must refuse an ID token after its expiry, and cannot use one that has none.',
    act: 'server',
    todo: 'Write the expiry into exp, in seconds since 1970, and make the ID token when it is sent.',
    codes: byOneClock,
  },
  'idt-nbf': {
    why: 'The ID token says that it must not be accepted before a later time. Clients that keep to it refuse it.',
    act: 'server',
    todo: "Set the server's clock, or leave nbf out: OpenID Connect does not need it.",
    codes: byOneClock,
  },
  'idt-alg': {
    why: 'The client is registered for one algorithm (RS256 where none is named) and need not accept another.',
    act: 'registration',
    todo: "Compare id_token_signed_response_alg in the server's registration of the client with the one registered here, and correct the one that is wrong.",
    codes: {
      none: {
        why: 'An ID token that comes through the browser must be signed: anyone can write one that is not.',
        act: 'server',
        todo: 'Sign every ID token that the authorization endpoint returns.',
      },
    },
  },
  'idt-sub': {
    why: 'sub says who logged in. It is a string of at most 255 ASCII characters, and every ID token must have it.',
    act: 'server',
    todo: "Write the user's identifier into sub.",
  },
  'idt-azp': {
    why: 'azp names the client that the ID token was issued to. Another one means that it was made for another application.',
    act: 'server',
    todo: 'Write the client_id of the request into azp, or leave it out.',
    codes: {
      missing: {
        why: 'With several audiences the client cannot tell whom the ID token was issued to. Many libraries then want azp.',
        todo: 'Name the client alone in aud, or add azp.',
      },
    },
  },
  'idt-iat': {
    why: 'Every ID token must say when it was issued. Clients refuse one from another time: it may be replayed.',
    act: 'server',
    todo: 'Write the moment of issue into iat, in seconds since 1970.',
    codes: {
      ...byOneClock,
      future: {
        why: 'A client whose clock is right sees an ID token from the future and may refuse it.',
        todo: "Set the server's clock.",
      },
      old: {
        why: 'An ID token that comes straight from the login is seconds old. Clients that look at its age refuse it.',
        todo: "Make the ID token when it is sent, and check the server's clock.",
      },
    },
  },
  nonce: {
    why: 'By nonce the application recognises an ID token of its own login. Another one means that the token was made for another login, and is replayed.',
    act: 'server',
    todo: 'Copy nonce from the request into the ID token, unchanged.',
    codes: {
      'not-sent': {
        why: 'Without nonce the application cannot tell an ID token of its own login from a replayed one. With these response types it must send one.',
        act: 'application',
        todo: 'Send a nonce that cannot be guessed, new for each login, and compare it.',
      },
      unsolicited: {
        why: 'The request had no nonce, so this ID token was made for another login.',
      },
    },
  },
  'c-hash': {
    why: notThisLogin,
    act: 'server',
    todo: hashRight,
    codes: {
      missing: {
        why: 'An ID token that comes with a code must carry its hash. Without it a code can be exchanged for another on the way, unnoticed.',
        todo: 'Add c_hash to ID tokens of the authorization endpoint.',
      },
      'of-nothing': { why: 'The hash belongs to a code that did not come. It does no harm.' },
    },
  },
  'at-hash': {
    why: notThisLogin,
    act: 'server',
    todo: hashRight,
    codes: {
      missing: {
        why: 'An ID token that comes with an access token must carry its hash. Without it the token can be exchanged for another on the way, unnoticed.',
        todo: 'Add at_hash to ID tokens of the authorization endpoint.',
      },
      'of-nothing': { why: 'The hash belongs to an access token that did not come. It does no harm.' },
    },
  },
  's-hash': {
    why: notThisLogin,
    act: 'server',
    todo: hashRight,
    codes: {
      missing: {
        why: 'In this profile the ID token is the signature of the whole response. Without s_hash the state in it is not protected.',
        todo: 'Add s_hash to ID tokens of the authorization endpoint.',
      },
      'of-nothing': {
        why: 'The hash belongs to a state that did not come. Somebody may have taken it away.',
      },
    },
  },
  'auth-time': {
    why: 'The application asked with max_age that the user has logged in recently. Only auth_time says when that was.',
    act: 'server',
    todo: 'Write the time of the login into auth_time, in seconds since 1970.',
    codes: {
      ...byOneClock,
      'too-old': {
        why: 'The application asked with max_age that the user has logged in recently. The server must ask for the login again instead.',
        todo: 'Have the user log in again where the last login is older than max_age.',
      },
      future: {
        why: 'A login cannot lie in the future. Clients cannot tell how long ago it was.',
        todo: "Set the server's clock.",
      },
    },
  },
  'issuers-agree': {
    why: 'The ID token and the response around it must come from one issuer. The client must refuse the response: it may be put together from two servers (mix-up).',
    act: 'server',
    todo: 'Write the same issuer into the response and into the ID token.',
  },
  'idt-pii': {
    why: 'An ID token in a response passes through the browser, its history and whatever reads its addresses. What it says of a person can be read there.',
    act: 'server',
    todo: 'Give personal claims out at the token or UserInfo endpoint only, or encrypt the ID token.',
    codes: {
      'only-place': {
        why: 'With response_type id_token the application gets nothing but the ID token, so that personal claims can only stand there. They can be read on the way.',
      },
    },
  },
};
