import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A private key and a certificate in PEM, as `node:https` takes them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Makes a certificate for `localhost` that is signed with its own key (RFC 5280 4.1): nobody vouches for it. */
export function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(ecdsaWithSha256));
  const name = sequence(set(sequence(oid(commonName), der(0x0c, Buffer.from('localhost')))));
  const now = Date.now();
  const content = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now - day), time(now + day)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(
      0xa3,
      sequence(sequence(oid(subjectAltName), der(0x04, sequence(der(0x82, Buffer.from('localhost')))))),
    ),
  );
  const signature = sign('sha256', content, privateKey);
  const bytes = sequence(content, algorithm, der(0x03, Buffer.concat([Buffer.of(0), signature])));
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

const day = 86_400_000;
/** The bytes of object identifiers: 1.2.840.10045.4.3.2, 2.5.4.3 and 2.5.29.17. */
const [ecdsaWithSha256, commonName, subjectAltName] = ['2a8648ce3d040302', '550403', '551d11'] as const;

/** A value in DER: its tag, its length, and itself. */
function der(tag: number, value: Buffer): Buffer {
  const size = value.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.of(tag, ...length), value]);
}

const sequence = (...values: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(values));
const set = (value: Buffer): Buffer => der(0x31, value);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** As a UTCTime, such as `261127172400Z`. */
const time = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`));
