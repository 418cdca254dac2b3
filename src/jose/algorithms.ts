/** What a JWS algorithm needs of its key and of WebCrypto (RFC 7518 3.1; RFC 8037 3.1; RFC 9864 2.2). */
export interface Algorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly crv?: string;
  /** Bytes of a signature, where the algorithm fixes it. */
  readonly signatureLength?: number;
  readonly verify: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
}

const rs: Algorithm = { kty: 'RSA', verify: { name: 'RSASSA-PKCS1-v1_5' } };
const ps = (saltLength: number): Algorithm => ({ kty: 'RSA', verify: { name: 'RSA-PSS', saltLength } });
const es = (crv: string, hash: string, signatureLength: number): Algorithm => ({
  kty: 'EC',
  crv,
  signatureLength,
  verify: { name: 'ECDSA', hash },
});
const ed: Algorithm = { kty: 'OKP', crv: 'Ed25519', signatureLength: 64, verify: { name: 'Ed25519' } };

const algorithms: Readonly<Record<string, Algorithm>> = {
  RS256: rs,
  RS384: rs,
  RS512: rs,
  PS256: ps(32),
  PS384: ps(48),
  PS512: ps(64),
  ES256: es('P-256', 'SHA-256', 64),
  ES384: es('P-384', 'SHA-384', 96),
  ES512: es('P-521', 'SHA-512', 132),
  Ed25519: ed,
  EdDSA: ed,
};

/** The asymmetric algorithm of a name, or undefined where it is none that can be computed here. */
export function algorithmOf(alg: string): Algorithm | undefined {
  return Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
}

/** Whether a name is an HMAC algorithm, whose key is the client secret. */
export function isHmac(alg: string): boolean {
  return /^HS(?:256|384|512)$/.test(alg);
}

/** Whether a name says "not signed", in any letter case (RFC 7518 3.6; RFC 8725 3.2). */
export function isNone(alg: string | undefined): boolean {
  return alg?.trim().toLowerCase() === 'none';
}

/** Whether two names mean one algorithm: `EdDSA` with an Ed25519 key is `Ed25519` (RFC 9864 4.1). */
export function sameAlgorithm(one: string, other: string): boolean {
  const name = (alg: string) => (alg === 'EdDSA' ? 'Ed25519' : alg);
  return name(one) === name(other);
}
