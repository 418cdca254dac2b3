import type { FamilyExplanations } from '../shapes.ts';

const deriveRightly =
  'Hash the UTF-8 bytes of the client secret and take the left-most octets: SHA-256 for keys up to 256 bits, SHA-384 up to 384, SHA-512 up to 512.';

export const encryptionExplanations: FamilyExplanations = {
  'iv-and-tag': {
    why: 'The algorithm fixes the lengths of initialization vector and authentication tag. With others a client must refuse the response.',
    act: 'server',
    todo: 'Take 12 bytes of initialization vector and 16 of tag for GCM, 16 bytes and half of the HMAC for CBC.',
    codes: {
      'not-base64url': {
        why: 'A part that is not base64url cannot be read.',
        todo: 'Encode each part as base64url without padding. Where the last one is too short, look for a place on the way that cuts the response.',
      },
    },
  },
  'encrypted-key-part': {
    why: 'Where the key is agreed on or shared, there is none to be sent, and a client must refuse a response that brings one.',
    act: 'server',
    todo: 'Leave the second part empty, or name in alg how the key was wrapped.',
    codes: {
      empty: {
        why: 'The algorithm wraps the key of the contents, and the part it should stand in is empty.',
        todo: 'Send the wrapped key, or name "dir" or "ECDH-ES" in alg if none was wrapped.',
      },
    },
  },
  'ephemeral-key': {
    why: 'The key is agreed on with a public key in the header parameter epk. Without a valid one there is nothing to agree on.',
    act: 'server',
    todo: 'Send epk as a public JWK with kty, crv, x and, for EC keys, y, each number in the full length of the curve.',
    codes: {
      private: {
        why: 'With the private part of the ephemeral key anyone can decrypt the response.',
        todo: 'Send only the public members of the key in epk.',
      },
      'not-on-curve': {
        why: 'The point is not on the curve it names. Clients must refuse it, as such points can be used to find out their private key.',
        todo: 'Check how x and y are written: in base64url, big-endian, padded to the size of the curve.',
      },
    },
  },
  'encryption-kid': {
    why: 'The client chooses its key by kid. With several keys and no right kid it has to try them all, or gives up.',
    act: 'server',
    todo: "Write the kid of the key into the header of the encryption, as it stands in the client's JWKS.",
    codes: {
      type: { todo: 'Write kid as a string.' },
      unknown: {
        why: 'kid names none of the keys that were typed in. The server may hold an old JWKS of the client, or a key is missing here.',
        todo: "Compare kid with the client's JWKS; let the server fetch it anew where it was changed.",
      },
      duplicate: {
        why: 'A key ID should stand for one key. Where several share it, the client may try the wrong one only.',
        act: 'application',
        todo: 'Give each key of the client a kid of its own.',
      },
      'not-meant': {
        why: 'The key is published for another use, operation or algorithm. Strict libraries pass it over.',
        todo: 'Encrypt for a key whose use is "enc" and whose alg, if it has one, is the one of the header.',
      },
    },
  },
  'decryption-key-size': {
    why: 'RSA keys of less than 2048 bits must not be used: they can be factored, and then anyone reads what is encrypted for them.',
    act: 'application',
    todo: 'Make a key of 2048 bits or more for the client, publish its public half with a kid of its own, and take the short one away.',
  },
  'symmetric-key': {
    why: 'Client and server must make the same key out of the client secret. This key was made in another way, so that a client that follows the specification cannot decrypt the response.',
    act: 'server',
    todo: deriveRightly,
  },
  decrypt: {
    why: 'What is signed lies inside the encryption. A client that cannot decrypt the response must refuse it.',
    act: 'server',
    todo: 'Encrypt for the key that the client published last, with the algorithms of its registration.',
    codes: {
      'no-fitting-key': {
        why: 'The algorithm takes a key of another type or curve than those that were typed in.',
        act: 'registration',
        todo: 'Compare the keys typed in here with those the server knows of the client, and its registered algorithm.',
      },
      'named-key': {
        why: 'The response names a key of the client, but was not encrypted with its public half. The server may hold another key under the same kid.',
        todo: "Let the server fetch the client's JWKS anew, and give a new key a new kid.",
      },
      'no-key-opens': {
        why: 'None of the keys that were typed in opens the response. It was encrypted for another key, or changed on the way.',
        todo: "Compare the keys typed in here with the client's JWKS as the server knows it.",
      },
      secret: {
        why: 'The client secret that was typed in does not open the response, whichever way a key is made of it.',
        act: 'registration',
        todo: 'Compare the client secret with the one at the server: it may have expired or been replaced.',
      },
      changed: {
        why: 'The key fits, but the contents or the header are not what was encrypted. A response that was changed must be refused.',
        todo: 'Check that the bytes that are sent are the bytes that were made, and that the header is authenticated exactly as sent.',
      },
      'content-key-length': {
        why: 'The key of the contents could be unwrapped, but has a length that the algorithm in enc does not take.',
        todo: 'Wrap a key of exactly the length that enc needs; for CBC that is the MAC key and the encryption key together.',
      },
      inflate: {
        why: 'The header says that the contents are compressed, and they are not, or not as raw DEFLATE.',
        todo: 'Compress without the zlib or gzip header, or better, not at all.',
      },
      'inflated-size': {
        why: 'What is decompressed is larger than any authorization response. Decompression was stopped.',
        todo: 'Do not compress responses.',
      },
      'oaep-hash': {
        why: 'The key was encrypted with another hash than alg stands for, so that a client that follows alg cannot open it. RSA-OAEP stands for SHA-1, RSA-OAEP-256 for SHA-256.',
        todo: 'Set the hash of OAEP and of its mask generation to the one that alg stands for.',
      },
      'alg-label': {
        why: 'The response opens if alg is taken for another algorithm. A client that follows alg cannot open it.',
        todo: 'Name in alg what was really used.',
      },
      'enc-label': {
        why: 'The response opens if enc is taken for another algorithm. A client that follows enc cannot open it.',
        todo: 'Name in enc what was really used.',
      },
      'kdf-algorithm-id': {
        why: 'The derivation of an agreed key starts from the name in enc for ECDH-ES, and from the name in alg where a key is wrapped. Another name was taken.',
        todo: 'Take the value of enc as AlgorithmID for ECDH-ES, and the value of alg for ECDH-ES+A128KW and its like.',
      },
      'party-info': {
        why: 'The header names apu or apv, but the key was derived without their decoded bytes.',
        todo: 'Put the base64url-decoded bytes of apu and apv into the derivation, in this order.',
      },
      'other-derivation': {
        why: 'The client secret opens the response only if the key is made from it in another way than specified. What is inside is shown and judged nevertheless.',
        todo: deriveRightly,
      },
    },
  },
  'encrypted-as-registered': {
    why: 'The client is registered for encrypted responses. One in the clear shows its contents to whatever sees the URL.',
    act: 'server',
    todo: 'Encrypt the response for the client, or correct its registration.',
    codes: {
      unregistered: {
        why: 'According to the registration here the client did not ask for encrypted responses, and may have no key to read them.',
        act: 'registration',
        todo: "Compare authorization_encrypted_response_alg in the server's registration of the client with the one registered here.",
      },
    },
  },
  'encryption-alg': {
    why: 'The client is registered for one algorithm, and may have no key for another.',
    act: 'registration',
    todo: "Compare authorization_encrypted_response_alg in the server's registration of the client with the one registered here, and correct the one that is wrong.",
  },
  'encryption-enc': {
    why: 'The client is registered for one content encryption, and may not read another.',
    act: 'registration',
    todo: "Compare authorization_encrypted_response_enc in the server's registration of the client with the one registered here, and correct the one that is wrong.",
    codes: {
      default: {
        why: 'Where only authorization_encrypted_response_alg is registered, the contents are encrypted with A128CBC-HS256.',
        todo: 'Encrypt with A128CBC-HS256, or register authorization_encrypted_response_enc.',
      },
    },
  },
  'encryption-advertised': {
    why: 'Clients choose by what the metadata advertises. An algorithm that is not in the list comes as a surprise.',
    act: 'server',
    todo: 'Add the algorithm to authorization_encryption_alg_values_supported or authorization_encryption_enc_values_supported, or use one of the lists.',
    codes: {
      'no-list': {
        why: 'A server that encrypts responses publishes with which algorithms, so that clients can choose.',
        todo: 'Publish authorization_encryption_alg_values_supported and authorization_encryption_enc_values_supported.',
      },
    },
  },
  'rsa1-5': {
    why: 'RSA with the padding of PKCS #1 v1.5 can be broken by whoever may ask the client often enough whether it decrypts. Browsers do not offer it any more.',
    act: 'server',
    todo: 'Use RSA-OAEP-256 or ECDH-ES, and register the client for it.',
  },
  'symmetric-public': {
    why: 'A public client cannot keep a secret, so that a key derived from it hides nothing. Symmetric encryption must not be used with public clients.',
    act: 'registration',
    todo: 'Register an asymmetric algorithm for the client, with a key of its own.',
  },
  'fapi2-encrypted': {
    why: 'Under FAPI 2.0 the response holds nothing that would have to be hidden, and encryption makes it harder to interoperate.',
    act: 'server',
    todo: 'Send the response signed only.',
  },
  'encrypted-in-url': {
    why: 'Encryption hides the contents, but whoever gets hold of the URL can still send the whole response to the client. PKCE is needed as much as without encryption.',
    act: 'application',
    todo: 'Use PKCE, and bind the response to the session by state.',
  },
};
