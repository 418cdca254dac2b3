/** Every algorithm that a response may be encrypted with, and a response made with each: for Node and for browsers. */
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import type { Secrets } from '../secrets.ts';
import { readCompact } from './compact.ts';
import { decrypt } from './decrypt.ts';
import {
  encryptionNames,
  encryptionOf,
  isSymmetricEncryption,
  managementNames,
  managementOf,
} from './encryption-algorithms.ts';
import { deriveSecretKey } from './secret-key.ts';

/** One cell of the matrix. */
export interface MatrixCell {
  readonly alg: string;
  readonly enc: string;
  /** Null where the key is on no curve. */
  readonly crv: string | null;
}

const curves = ['P-256', 'P-384', 'P-521', 'X25519'];

export const encryptionMatrix: readonly MatrixCell[] = managementNames.flatMap((alg) =>
  encryptionNames.flatMap((enc) =>
    (managementOf(alg)?.kind === 'ecdh-es' ? curves : [null]).map((crv) => ({ alg, enc, crv })),
  ),
);

/** What stands inside every encryption of the matrix. */
export const matrixPlaintext = 'eyJhbGciOiJub25lIn0.e30.';

/** A response as a server would encrypt it, and what its client needs to read it. */
export interface EncryptedCell extends MatrixCell {
  readonly jwe: string;
  readonly secrets: Secrets;
}

const client_secret = 'ZJYCqe3GGRvdrudKyZS0XhGv_Z45DuKhCUk0gBR1vZk';
const pairs = new Map<string, Promise<{ publicKey: CryptoKey; keys: string }>>();

async function makePair(alg: string, crv: string | null) {
  const options = crv === null ? {} : { crv };
  const { privateKey, publicKey } = await generateKeyPair(alg, { ...options, extractable: true });
  return { publicKey, keys: JSON.stringify(await exportJWK(privateKey)) };
}

/** Encrypts with a library that is not the one that decrypts. */
export async function encryptCell(
  { alg, enc, crv }: MatrixCell,
  text = matrixPlaintext,
): Promise<EncryptedCell> {
  const encrypt = new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({
    alg,
    enc,
    cty: 'JWT',
  });
  const secrets = {
    client: 'c1',
    issuer: 'https://id.example.com',
    revision: '1',
    keys: '',
    client_secret: '',
  };
  if (isSymmetricEncryption(alg)) {
    const management = managementOf(alg);
    const length =
      management && 'length' in management ? management.length : (encryptionOf(enc)?.keyLength ?? 0);
    const jwe = await encrypt.encrypt(await deriveSecretKey(client_secret, length));
    return { alg, enc, crv, jwe, secrets: { ...secrets, client_secret } };
  }
  const name = `${alg.replace(/\+.*/, '')} ${crv}`;
  const pair = pairs.get(name) ?? makePair(alg, crv);
  pairs.set(name, pair);
  const { publicKey, keys } = await pair;
  return { alg, enc, crv, jwe: await encrypt.encrypt(publicKey), secrets: { ...secrets, keys } };
}

/** What came out of decrypting a cell: the plaintext, or what went wrong. */
export async function decryptCell({ jwe, secrets }: EncryptedCell): Promise<string> {
  const read = readCompact(jwe);
  if (read.form !== 'jwe') return 'not encrypted';
  const decryption = await decrypt(read, secrets);
  if (decryption.state !== 'decrypted') return JSON.stringify(decryption);
  return decryption.fault ?? decryption.plaintext;
}
