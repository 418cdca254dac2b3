/** The JWS algorithms that every site signs with, by one key each. */
export const usualSigningAlgs = ['RS256', 'PS256', 'ES256', 'Ed25519'] as const;

/** Those that a site for all algorithms has a key for. */
export const signingAlgs = [
  ...usualSigningAlgs,
  'RS384',
  'RS512',
  'PS384',
  'PS512',
  'ES384',
  'ES512',
  'EdDSA',
] as const;
export type SigningAlg = (typeof signingAlgs)[number];

/** The JWS algorithms whose key is the client secret (OpenID Connect Core 10.1). */
export const hmacAlgs = ['HS256', 'HS384', 'HS512'] as const;
export type HmacAlg = (typeof hmacAlgs)[number];

/** Whether the key of a JWS algorithm is the client secret. */
export const isHmac = (alg: string): alg is HmacAlg => hmacAlgs.some((known) => known === alg);

const rsaAlgs = ['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'] as const;
const ecdhAlgs = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'] as const;
const wrappingAlgs = ['A128KW', 'A192KW', 'A256KW', 'A128GCMKW', 'A192GCMKW', 'A256GCMKW'] as const;

/** Every `alg` of encryption that the server has. */
export const encryptionAlgs = [...rsaAlgs, ...ecdhAlgs, ...wrappingAlgs, 'dir'] as const;

/** Every `enc` that the server has, which are those of RFC 7518 5.1. */
export const encs = [
  'A128CBC-HS256',
  'A192CBC-HS384',
  'A256CBC-HS512',
  'A128GCM',
  'A192GCM',
  'A256GCM',
] as const;

const curves = ['P-256', 'P-384', 'P-521', 'X25519'] as const;
export type Curve = (typeof curves)[number];

/** How something is encrypted for a client (JARM 3). */
export interface Encryption {
  readonly alg: (typeof encryptionAlgs)[number];
  readonly enc: (typeof encs)[number];
  /** The kind of the client's own key; where there is none, the key is made of the client secret. */
  readonly key?: 'RSA' | Curve;
}

/**
 * The clients with encrypted responses on a site for all algorithms, named after what they registered: every `alg` with
 * every kind of key, and `dir`, where the `enc` decides how the key is made, with every `enc`.
 */
export const encryptedNames = [
  ...rsaAlgs,
  ...ecdhAlgs.flatMap((alg) => curves.map((curve) => `${alg} ${curve}` as const)),
  ...wrappingAlgs,
  ...encs.map((enc) => `dir ${enc}` as const),
];
export type EncryptedName = (typeof encryptedNames)[number];

/** What the client of that name registered. Where the name does not say the `enc`, each has its turn. */
export function encryptionOf(name: EncryptedName): Encryption {
  const [first, second] = name.split(' ');
  const alg = encryptionAlgs.find((alg) => alg === first) ?? 'dir';
  const turn = encs[encryptedNames.indexOf(name) % encs.length] ?? 'A128GCM';
  const curve = curves.find((curve) => curve === second);
  if (curve !== undefined) return { alg, enc: turn, key: curve };
  if (alg.startsWith('RSA')) return { alg, enc: turn, key: 'RSA' };
  return { alg, enc: encs.find((enc) => enc === second) ?? turn };
}
