import type { FamilyExplanations } from '../shapes.ts';

const encodeParts =
  'Encode the part as base64url without padding, white space or line breaks, from the exact UTF-8 bytes of the JSON text.';
const writeObject = 'Write the part as one JSON object in UTF-8.';
const encoding = { todo: encodeParts };
const shape = { todo: writeObject };

export const envelopeExplanations: FamilyExplanations = {
  'response-whole': {
    why: 'Only the beginning of the response was kept.',
    act: 'server',
    todo: 'Send less in one response.',
  },
  'jwt-structure': {
    why: 'The response must be a signed JWT (three parts), or a signed JWT inside an encrypted one (five parts). Anything else cannot be read.',
    act: 'server',
    todo: 'Send the JWT in compact form: its parts joined by dots, nothing before or after. Where it is too short, look for a place on the way that cuts the URL.',
    codes: {
      'not-signed': {
        why: 'Anyone who knows the public key of the client, or its secret, could have written this. A response is signed, or signed and then encrypted; encryption alone proves no sender.',
        todo: 'Sign the claims as a JWT, then encrypt that JWT.',
      },
      'not-a-jwt-inside': {
        why: 'The response could be decrypted, but what is inside is not a signed JWT.',
        todo: 'Encrypt the compact JWT as it is, without quotes, white space or another encoding around it.',
      },
      'encrypted-twice': {
        why: 'Inside the encryption must be a signed JWT. Here is another encryption, which clients do not expect.',
        todo: 'Sign the claims, then encrypt once.',
      },
      'encrypted-then-signed': {
        why: 'A response is signed first and encrypted then. The other way round the client looks for claims and finds an encrypted text.',
        todo: 'Sign the claims, then encrypt the signed JWT.',
      },
      'signed-twice': {
        why: 'Inside the signed JWT is another JWT where the claims should be. Clients do not expect one.',
        todo: 'Sign the claims once.',
      },
    },
  },
  'response-charset': {
    why: 'A compact JWT is made of A-Z, a-z, 0-9, "-" and "_", and of dots between its parts. Strict parsers refuse anything else.',
    act: 'server',
    todo: 'Encode the parts as base64url without padding. Padding, "+", "/" and spaces are signs of plain base64 or of a URL that was decoded twice.',
  },
  'header-json': {
    why: 'The header says how the JWT is signed and with which key. Where it cannot be read in exactly one way, nothing after it can be trusted.',
    act: 'server',
    todo: writeObject,
    codes: {
      alphabet: encoding,
      padding: encoding,
      length: encoding,
      'trailing-bits': encoding,
      duplicate: {
        why: 'Names in a header must be unique. Of two values, one library takes the first and another the last.',
        todo: 'Write each header parameter once.',
      },
    },
  },
  'payload-json': {
    why: 'The payload holds the response parameters. Where it is not a JSON object, there is nothing to process.',
    act: 'server',
    todo: writeObject,
    codes: {
      alphabet: encoding,
      padding: encoding,
      length: encoding,
      'trailing-bits': encoding,
      'utf-8': shape,
      duplicate: {
        why: 'Claim names must be unique. Of two different values, one library takes the first and another the last, so that two readers see two responses.',
        todo: 'Write each claim once.',
      },
      'duplicate-same': {
        why: 'Claim names must be unique. With the same value twice most libraries read the same, but a strict one refuses the JWT.',
        todo: 'Write each claim once.',
      },
    },
  },
  'alg-none': {
    why: 'Without a signature anyone can write this response. The client must refuse it.',
    act: 'server',
    todo: 'Sign the response with the algorithm that is registered for the client. If the server did sign it, find out what replaced it on the way.',
  },
  'alg-present': {
    why: 'Without alg in the header nobody can tell how the signature was made.',
    act: 'server',
    todo: 'Write the signing algorithm into the header parameter alg, as a string.',
    codes: {
      'encryption-missing': {
        why: 'Without alg and enc in the header nobody can tell how the response was encrypted.',
        todo: 'Write both into the header of the encryption, as strings.',
      },
    },
  },
  typ: {
    why: 'The type names a JWT that is made for another purpose. A JWT must not be accepted in the place of another kind.',
    act: 'server',
    todo: 'Send the authorization response as a JWT of its own, with typ "JWT" or none.',
    codes: {
      type: {
        why: 'The type of a JWT is a string. Libraries may refuse the header.',
        todo: 'Write typ as the string "JWT", or leave it out.',
      },
      unusual: {
        why: 'JARM defines no type of its own. Most clients ignore one they do not know.',
      },
    },
  },
  crit: {
    why: 'The header demands an extension by crit. A client that does not understand it must refuse the JWT.',
    act: 'server',
    todo: 'Leave crit out of the header. JARM needs no extension.',
    codes: {
      malformed: {
        why: 'crit must be a list, not empty, of names that stand in the header and are not defined by JWS itself.',
      },
    },
  },
  'header-keys': {
    why: 'A key that comes with the response proves nothing: whoever forges the one also brings the other. Such a key was not used here; keys come from the registered issuer only.',
    act: 'server',
    todo: 'Leave jwk, jku, x5u and x5c out of the header and name the key by kid.',
  },
  cty: {
    why: 'The header parameter cty tells a library that there is a JWT inside the encryption. Some hand out the inner JWT unread without it.',
    act: 'server',
    todo: 'Write cty "JWT" into the header of the encryption.',
  },
  zip: {
    why: 'Compression before encryption can betray the contents by their length, and a small response may grow very large.',
    act: 'server',
    todo: 'Leave zip out of the header of the encryption.',
    codes: {
      unknown: {
        why: 'The only compression that is defined is DEF. A client that meets another cannot read the response.',
      },
    },
  },
  'jwe-header-claims': {
    why: 'Claims may be repeated in the header of the encryption, and clients should check that they are the same as inside.',
    act: 'server',
    todo: 'Repeat the claims exactly as they stand inside, or leave them out of the header.',
  },
  'token-confusion': {
    why: 'A token that was made for another purpose must not be taken for an authorization response, however well it is signed.',
    act: 'server',
    todo: 'Send a JWT with the parameters of the authorization response.',
  },
};
