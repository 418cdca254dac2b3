import type { FamilyExplanations } from '../shapes.ts';

export const metadataExplanations: FamilyExplanations = {
  'metadata-issuer': {
    why: 'The issuer in the metadata must be the one that the metadata was asked of, character by character. Else nothing in it may be used, or one server could pass its keys off as those of another.',
    act: 'registration',
    todo: 'Compare the registered issuer with the one that the server names: a slash, a port or the case of a letter is enough. If the registration is right, the metadata has to be mended.',
  },
  'jwt-modes-without-signing-algs': {
    why: 'A server that offers JWT responses should list the algorithms that it signs them with. Some clients refuse such metadata.',
    act: 'server',
    todo: 'Add authorization_signing_alg_values_supported to the metadata.',
  },
  'none-advertised': {
    why: 'A JWT response is always signed, and clients must refuse the algorithm none. A server that offers it may send responses that anyone could have written.',
    act: 'server',
    todo: 'Take none out of authorization_signing_alg_values_supported, and out of the configuration behind it.',
  },
  'encryption-lists-incomplete': {
    why: 'A client that wants encrypted responses chooses one value of alg and one of enc. With one list missing it has to guess.',
    act: 'server',
    todo: 'Publish both authorization_encryption_alg_values_supported and authorization_encryption_enc_values_supported.',
  },
  'enc-without-alg': {
    why: 'A client that registers authorization_encrypted_response_enc must register authorization_encrypted_response_alg too. Without it, responses are not encrypted.',
    act: 'registration',
    todo: 'Register the alg as well, or take the enc out, at the server and here.',
  },
  'cdr-encryption-minimum': {
    why: 'A data holder that encrypts responses must support RSA-OAEP or RSA-OAEP-256, with A256GCM or A128CBC-HS256, so that data recipients can count on something in common.',
    act: 'server',
    todo: 'Support one of each, and list them in the metadata.',
  },
};
