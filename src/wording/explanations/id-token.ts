import { byOneClock } from './claims.ts';
import type { FamilyExplanations } from '../shapes.ts';

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
  'idt-alg-profile': {
    why: 'The profile names the few algorithms that JWTs may be signed with, ID tokens among them.',
    act: 'server',
    todo: 'Register the client for one of the algorithms that the profile allows, in id_token_signed_response_alg, and sign with it.',
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
