import type { FamilyExplanations } from '../shapes.ts';

export const signatureExplanations: FamilyExplanations = {
  'hmac-public-key': {
    why: "The signature is an HMAC made with one of the issuer's public keys, as if it were a secret. Anyone can make it: this is the attack called algorithm confusion, not a response of the server. A client that accepts it accepts whatever anyone sends.",
    act: 'application',
    todo: 'Accept nothing but the registered algorithm, and never use a public key for an HMAC. Find out where this response came from.',
  },
  'hmac-public-client': {
    why: 'A public client cannot keep a secret, so that anyone who has the application can sign. HMAC must not be used with public clients.',
    act: 'registration',
    todo: 'Register an asymmetric algorithm for the client.',
  },
  'hmac-key-length': {
    why: 'The key of an HMAC must have at least as many bytes as its hash. A shorter secret can be found by trying.',
    act: 'registration',
    todo: 'Give the client a random secret of at least 32 bytes for HS256, 48 for HS384, 64 for HS512.',
  },
  'alg-registered': {
    why: 'The client is registered for one algorithm (RS256 where none is named) and must not accept another: the choice must not lie with whoever sends the response.',
    act: 'registration',
    todo: "Compare authorization_signed_response_alg in the server's registration of the client with the one registered here, and correct the one that is wrong.",
  },
  'alg-advertised': {
    why: 'Clients choose by what the metadata advertises. An algorithm that is not in the list comes as a surprise.',
    act: 'server',
    todo: 'Add the algorithm to authorization_signing_alg_values_supported, or sign with one of the list.',
    codes: {
      'no-list': {
        why: 'Servers should publish the algorithms they sign responses with, so that clients can choose one.',
        todo: 'Publish authorization_signing_alg_values_supported in the metadata.',
      },
    },
  },
  'alg-profile': {
    why: 'The profile names the few algorithms that responses may be signed with. All others are weaker, or nobody else there understands them.',
    act: 'server',
    todo: 'Register the client for one of the algorithms that the profile allows, and sign with it.',
  },
  'kid-known': {
    why: "The client must find the signing key in the issuer's JWKS by kid. The server still signs with a key it has withdrawn, does not publish a new one yet, or someone else signed this.",
    act: 'server',
    todo: 'Publish the key in the JWKS before signing with it, and keep it there as long as responses signed with it may arrive.',
    codes: {
      'other-key': {
        why: 'The signature is right, made with a key of the issuer, but kid names one that is not in the JWKS. A client that chooses the key by kid finds none and refuses the response.',
        todo: 'Write the kid of the signing key into the header exactly as it stands in the JWKS.',
      },
      'names-wrong-key': {
        why: 'The signature was made with another key than the one that kid names. A client that chooses the key by kid refuses the response.',
        todo: 'Write the kid of the key that signs into the header.',
      },
    },
  },
  'kid-needed': {
    why: 'Several published keys could have made this signature, and kid does not say which. Clients that do not try them all refuse the response.',
    act: 'server',
    todo: 'Write the kid of the signing key into the header.',
    codes: {
      type: {
        why: 'A key ID is a string, compared as one. Clients that look for the key find none.',
        todo: 'Write kid as a string, in the header and in the JWKS.',
      },
      'only-key': {
        why: 'Without a choice of keys, kid is not needed. It will be once a second key is published.',
      },
    },
  },
  'kid-unique': {
    why: 'A key ID should stand for one key. Where several share it, clients may try the wrong one only.',
    act: 'server',
    todo: 'Give each key in the JWKS a kid of its own.',
  },
  'key-use': {
    why: 'The JWKS says what the key is for, and checking signatures is not it. Strict clients pass the key over.',
    act: 'server',
    todo: 'Sign with a key whose use is "sig", or correct use in the JWKS.',
    codes: {
      key_ops: { todo: 'Sign with a key whose key_ops contain "verify", or correct key_ops in the JWKS.' },
    },
  },
  'key-alg': {
    why: 'The JWKS says which algorithm the key is for, and a key must be used with that one only.',
    act: 'server',
    todo: 'Sign with the algorithm that the JWKS names for the key, or correct alg in the JWKS.',
  },
  'key-type': {
    why: 'Each algorithm needs keys of one type, and of one curve where there are curves. With any other key the signature cannot be right.',
    act: 'server',
    todo: 'Name the algorithm in alg, and the key in kid, that the response was really signed with.',
  },
  'key-size': {
    why: 'RSA keys below 2048 bits must not be used for signatures: they can be broken.',
    act: 'server',
    todo: 'Sign with an RSA key of 2048 bits or more.',
    codes: {
      exponent: {
        why: 'With the exponent 1 anything is its own signature: whoever knows the public key can sign.',
        todo: 'Replace the key at once by one with the exponent 65537.',
      },
    },
  },
  'signature-length': {
    why: 'The algorithm fixes the length of its signatures. With another length the signature cannot be right.',
    act: 'server',
    todo: 'Sign with the algorithm that the header names. Where the signature is shorter than expected, look for a place on the way that cuts the response.',
    codes: {
      der: {
        why: 'JWS wants the two numbers of an ECDSA signature side by side (R, then S). Many cryptographic libraries give DER instead, which clients refuse.',
        todo: 'Convert the signature from DER to R and S, each padded to the size of the curve.',
      },
    },
  },
  signature: {
    why: 'A signature that does not verify means that the response was changed after signing, or signed with another key. The client must refuse it.',
    act: 'server',
    todo: 'Check that the bytes that are sent are the bytes that were signed, and that the signing key belongs to the published one.',
    codes: {
      'key-unusable': {
        why: "The key in the issuer's JWKS is malformed, so that nothing can be verified with it.",
        todo: 'Correct the key in the JWKS: its members do not make a public key of its type.',
      },
      'empty-jwks': {
        why: "The issuer's JWKS is empty, so no client can check the signature.",
        todo: 'Publish the signing key in the JWKS.',
      },
      'no-fitting-key': {
        why: "No key in the issuer's JWKS has the type, curve, use and alg that this algorithm needs, so no client can check the signature.",
        todo: 'Publish the key for this algorithm, or sign with one that is published.',
      },
      'no-key-verifies': {
        why: "Every key in the issuer's JWKS that could have made the signature was tried. The response was changed after signing, or signed with a key that is not published.",
      },
      secret: {
        why: 'The client secret that was typed in does not verify the signature. Either the server holds another secret, or the response was changed after signing.',
        act: 'registration',
        todo: 'Compare the client secret with the one at the server: it may have expired or been replaced.',
      },
      'secret-decoded': {
        why: 'The key must be the UTF-8 bytes of the client secret as it stands. The server decoded it as base64url first, so that clients cannot verify its signatures.',
        todo: 'Use the client secret as it stands for the key.',
      },
      unreadable: {
        why: 'The signature cannot be checked, as the signature part is not base64url, or the header cannot be read or names no algorithm.',
        todo: 'Encode each part as base64url without padding, and name the algorithm in alg.',
      },
    },
  },
  'jwks-private': {
    why: 'Whoever reads the JWKS can sign in the name of the issuer. Nothing signed with these keys can be trusted any more.',
    act: 'server',
    todo: 'Withdraw the keys at once, replace them with new ones, and publish public members only.',
  },
};
