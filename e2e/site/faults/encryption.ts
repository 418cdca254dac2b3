import type { CompactJWEHeaderParameters } from 'jose';
import { constants, createPublicKey, createSecretKey, publicEncrypt, randomBytes } from 'node:crypto';
import { encryptionKeys, opened, sealed, secretDigest } from '../jwe.ts';
import { parseJws, signed, signingInput } from '../jws.ts';
import { decryptionJwk, keyFor, keyObject } from '../keys.ts';
import { type Fault, type FaultContext, parameter, withParameter } from './fault.ts';
import { flip } from './signature.ts';

interface Parts {
  /** The compact JWE as the server made it. */
  readonly jwe: string;
  readonly header: CompactJWEHeaderParameters;
  /** The JWS inside. */
  readonly plaintext: string;
}

const ownKey = { client: 'encrypted' } as const;
const bySecret = { client: 'encrypted-by-secret' } as const;

/** A fault of the encryption: `change` returns what is sent instead of the JWE. */
function jweFault<const Name extends string>(
  name: Name,
  breaks: string,
  login: NonNullable<Fault['login']>,
  change: (parts: Parts, context: FaultContext) => string | Promise<string>,
) {
  return {
    name,
    breaks,
    in: 'encrypted responses',
    login,
    apply: async (response, context) => {
      const jwe = parameter(response, 'response') ?? '';
      const sent = await change({ jwe, ...(await opened(jwe, context.client)) }, context);
      return withParameter(response, 'response', sent);
    },
  } as const satisfies Fault;
}

/** Encrypts with a key made of the client secret in another way than OpenID Connect Core 10.2 says. */
function secretFault<const Name extends string>(
  name: Name,
  breaks: string,
  keyOf: (digest: Buffer, length: number, client_secret: string) => Buffer,
) {
  return jweFault(name, breaks, bySecret, ({ plaintext, header }, { client }) => {
    const { encryption, client_secret } = client;
    if (encryption === undefined || client_secret === undefined || encryption.key !== undefined) {
      throw new RangeError(`${name}: responses to ${client.client_id} are not encrypted by its secret`);
    }
    const { digest, length } = secretDigest(encryption, client_secret);
    return sealed(plaintext, header, createSecretKey(keyOf(digest, length, client_secret)));
  });
}

/** One thing wrong with the encryption, the JWS inside as the server made it unless the fault is there. */
export const encryptionFaults = [
  jweFault(
    'jwe-for-another-key',
    'encrypted for a key that the client does not have, under the kid of the one it has',
    ownKey,
    async ({ plaintext, header }) =>
      sealed(plaintext, header, createPublicKey(keyObject(await decryptionJwk('RSA', 'unknown')))),
  ),
  jweFault(
    'jwe-unknown-kid',
    'encrypted for the right key under a kid that the client does not have',
    ownKey,
    ({ plaintext, header }, { client }) =>
      sealed(plaintext, { ...header, kid: 'unknown' }, encryptionKeys(client).encrypt),
  ),
  jweFault('jwe-tampered', 'one bit of the authentication tag is flipped', ownKey, ({ jwe }) => {
    const at = jwe.lastIndexOf('.') + 1;
    return jwe.slice(0, at) + flip(jwe.slice(at));
  }),
  jweFault(
    'jwe-other-alg',
    'encrypted for the right key by another alg than the client registered',
    ownKey,
    ({ plaintext, header }, { client }) =>
      sealed(plaintext, { ...header, alg: 'RSA-OAEP' }, encryptionKeys(client).encrypt),
  ),
  jweFault(
    'jwe-other-enc',
    'encrypted by another enc than the client registered',
    ownKey,
    ({ plaintext, header }, { client }) =>
      sealed(plaintext, { ...header, enc: 'A256GCM' }, encryptionKeys(client).encrypt),
  ),
  jweFault(
    'jwe-other-oaep-hash',
    'the key is encrypted with SHA-1, where the alg says SHA-256',
    ownKey,
    async ({ plaintext, header }, { client }) => {
      const { encrypt } = encryptionKeys(client);
      const contentKey = randomBytes(32);
      const [first, , ...rest] = (await sealed(plaintext, header, encrypt, contentKey)).split('.');
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const wrapped = publicEncrypt({ key: encrypt, padding, oaepHash: 'sha1' }, contentKey);
      return [first, wrapped.toString('base64url'), ...rest].join('.');
    },
  ),
  jweFault(
    'jwe-without-cty',
    'the header does not say that a JWT is inside',
    ownKey,
    ({ plaintext, header: { cty: _cty, ...header } }, { client }) =>
      sealed(plaintext, header, encryptionKeys(client).encrypt),
  ),
  jweFault(
    'jwe-header-iss',
    'the iss in the header of the JWE is not the one inside',
    ownKey,
    ({ plaintext, header }, { client }) =>
      sealed(plaintext, { ...header, iss: 'https://another-issuer.example' }, encryptionKeys(client).encrypt),
  ),
  jweFault(
    'jwe-only',
    'the claims are encrypted but not signed',
    ownKey,
    ({ plaintext, header: { cty: _cty, ...header } }, { client }) =>
      sealed(parseJws(plaintext).payload, header, encryptionKeys(client).encrypt),
  ),
  jweFault(
    'jws-around-jwe',
    'encrypted first and signed then, where JARM wants it the other way round',
    ownKey,
    ({ jwe, plaintext }, { keys }) => {
      const { header } = parseJws(plaintext);
      return signed(signingInput({ ...header, cty: 'JWT' }, jwe), keyFor(header['alg'], keys));
    },
  ),
  jweFault(
    'not-encrypted',
    'signed only, where the client registered encryption',
    ownKey,
    (parts) => parts.plaintext,
  ),
  secretFault(
    'jwe-right-most-key',
    'the key is the right end of the hash of the client secret instead of the left',
    (digest, length) => digest.subarray(digest.length - length),
  ),
  secretFault(
    'jwe-raw-secret',
    'the key is the client secret itself instead of its hash',
    (_digest, length, client_secret) => Buffer.from(client_secret).subarray(0, length),
  ),
] as const;
