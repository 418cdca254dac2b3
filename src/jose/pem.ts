import { decodeBase64url } from './base64url.ts';
import { type Bytes, bitLength } from './bytes.ts';
import type { ClientKey, ClientKeyProblem, KeyPurpose } from './client-keys.ts';
import { derTag, readDer, readDerElements, writeDer } from './der.ts';

/** The types of key that WebCrypto takes as PKCS#8, by the bytes of their object identifiers, in hexadecimal. */
const keyTypes: Readonly<Record<string, ClientKey['kty']>> = {
  '2a864886f70d010101': 'RSA',
  '2a8648ce3d0201': 'EC',
  '2b656e': 'OKP',
  '2b6570': 'OKP',
};
/** The OKP curve of each purpose, and the object identifier that is its type of key (RFC 8410 3). */
const okpCurves = { enc: ['X25519', '2b656e'], sig: ['Ed25519', '2b6570'] } as const;
const curves: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
};
const rsaAlgorithm = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
const ecAlgorithm = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const versionZero = writeDer(derTag.integer, Uint8Array.of(0));

/** The parameters of a SEC1 key, which name its curve, are its element [0] (RFC 5915 3). */
const parametersTag = 0xa0;

/** Blocks that may stand beside a key and are none. */
const besideKeys = new Set(['EC PARAMETERS', 'DH PARAMETERS']);

/** Reads each key of a text in PEM (RFC 7468), whatever stands between the blocks. */
export function readPem(text: string, purpose: KeyPurpose): (ClientKey | ClientKeyProblem)[] {
  const blocks = text
    .split('-----BEGIN ')
    .slice(1)
    .map((block) => readBlock(block, purpose));
  const keys = blocks.filter((key) => key !== null);
  return keys.length > 0 ? keys : ['pem-unsupported'];
}

function readBlock(block: string, purpose: KeyPurpose): ClientKey | ClientKeyProblem | null {
  const { label = '', body } =
    /^(?<label>[A-Z0-9 ]+)-----(?<body>[^-]*)-----END \k<label>-----/.exec(block)?.groups ?? {};
  if (body === undefined) return block.includes('Proc-Type:') ? 'pem-encrypted' : 'pem-malformed';
  if (besideKeys.has(label)) return null;
  if (label === 'ENCRYPTED PRIVATE KEY') return 'pem-encrypted';
  if (/PUBLIC KEY$|CERTIFICATE/.test(label)) return 'public-only';
  const bytes = decodeBase64url(
    body
      .replaceAll(/\s+|=+\s*$/g, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  );
  if (typeof bytes === 'string') return 'pem-malformed';
  if (label === 'PRIVATE KEY') return readPkcs8(bytes, purpose);
  if (label === 'RSA PRIVATE KEY') return readPkcs8(wrapPkcs8(rsaAlgorithm, bytes), purpose);
  if (label === 'EC PRIVATE KEY') return readSec1(bytes, purpose);
  return 'pem-unsupported';
}

/** A PKCS#8 key around one that stands in the older form of its type (RFC 5958 2). */
function wrapPkcs8(algorithm: readonly number[], key: Bytes): Bytes {
  return writeDer(
    derTag.sequence,
    versionZero,
    writeDer(derTag.sequence, Uint8Array.from(algorithm)),
    writeDer(derTag.octetString, key),
  );
}

function readSec1(bytes: Bytes, purpose: KeyPurpose): ClientKey | ClientKeyProblem {
  const parameters = elementsOf(bytes)?.find(({ tag }) => tag === parametersTag)?.content;
  return parameters ? readPkcs8(wrapPkcs8([...ecAlgorithm, ...parameters], bytes), purpose) : 'pem-malformed';
}

function readPkcs8(bytes: Bytes, purpose: KeyPurpose): ClientKey | ClientKeyProblem {
  const [version, algorithm, key] = elementsOf(bytes) ?? [];
  if (
    version?.tag !== derTag.integer ||
    algorithm?.tag !== derTag.sequence ||
    key?.tag !== derTag.octetString
  )
    return 'pem-malformed';
  const [type, parameters] = readDerElements(algorithm.content) ?? [];
  if (type?.tag !== derTag.oid) return 'pem-malformed';
  const kty = named(keyTypes, type.content);
  const [okpCurve, okpType] = okpCurves[purpose];
  if (!kty || (kty === 'OKP' && hexOf(type.content) !== okpType)) return 'pem-unsupported';
  const crv = kty === 'EC' ? named(curves, parameters?.content ?? new Uint8Array()) : undefined;
  if (kty === 'EC' && crv === undefined) return 'unsupported-curve';
  return {
    kty,
    crv: kty === 'OKP' ? okpCurve : crv,
    kid: undefined,
    use: undefined,
    alg: undefined,
    keyOps: undefined,
    bits: kty === 'RSA' ? modulusBits(key.content) : undefined,
    material: { form: 'pkcs8', bytes },
  };
}

/** The modulus stands behind the version (RFC 8017 A.1.2). */
function modulusBits(rsaKey: Bytes): number | undefined {
  const modulus = elementsOf(rsaKey)?.[1];
  return modulus && bitLength(modulus.content);
}

function elementsOf(bytes: Bytes) {
  const outer = readDer(bytes);
  return outer?.tag === derTag.sequence ? readDerElements(outer.content) : null;
}

function named<T>(names: Readonly<Record<string, T>>, bytes: Bytes): T | undefined {
  const hex = hexOf(bytes);
  return Object.hasOwn(names, hex) ? names[hex] : undefined;
}

function hexOf(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
