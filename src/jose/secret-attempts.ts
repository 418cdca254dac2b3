import { decryptGcm, unwrapKey } from './aes.ts';
import type { Attempt } from './attempt.ts';
import { decodeBase64url } from './base64url.ts';
import type { Bytes } from './bytes.ts';
import {
  type ContentEncryption,
  type KeyManagement,
  encryptionNames,
  encryptionOf,
  managementNames,
  managementOf,
} from './encryption-algorithms.ts';
import type { Encrypted } from './key-attempts.ts';
import { deriveSecretKey, deriveWrongKeys } from './secret-key.ts';

/** Every way to decrypt with the client secret: what the header says first, then the mistakes that servers make. */
export async function* secretAttempts(jwe: Encrypted, secret: string): AsyncGenerator<Attempt> {
  const { alg, enc, management, encryption } = jwe;
  const length = keyLength(management, encryption);
  const said = { encryption, isProven: management.kind !== 'direct', key: null };
  yield {
    ...said,
    contentKey: await openShared(await deriveSecretKey(secret, length), management, jwe),
    fault: null,
    instead: null,
  };
  for (const { fault, key, hash } of await deriveWrongKeys(secret, length))
    yield { ...said, contentKey: await openShared(key, management, jwe), fault, instead: hash };
  for (const [name, other] of symmetricManagements()) {
    if (name === alg) continue;
    const key = await deriveSecretKey(secret, keyLength(other, encryption));
    const contentKey = await openShared(key, other, jwe);
    yield { ...said, isProven: other.kind !== 'direct', contentKey, fault: 'alg-label', instead: name };
  }
  if (management.kind !== 'direct') return;
  for (const name of encryptionNames) {
    const other = encryptionOf(name);
    if (!other || name === enc) continue;
    const contentKey = await deriveSecretKey(secret, other.keyLength);
    yield { ...said, encryption: other, contentKey, fault: 'enc-label', instead: name };
  }
}

function keyLength(management: KeyManagement, { keyLength }: ContentEncryption): number {
  return 'length' in management ? management.length : keyLength;
}

function symmetricManagements(): [string, KeyManagement][] {
  return managementNames.flatMap((name): [string, KeyManagement][] => {
    const management = managementOf(name);
    const isSymmetric = management && management.kind !== 'rsa-oaep' && management.kind !== 'ecdh-es';
    return isSymmetric ? [[name, management]] : [];
  });
}

/** The content key that a shared key leads to; null where it opens nothing. */
export async function openShared(
  key: Bytes,
  { kind }: KeyManagement,
  { parts, header }: Encrypted,
): Promise<Bytes | null> {
  if (kind === 'direct') return key;
  if (kind === 'aes-kw') return await unwrapKey(key, parts.encryptedKey);
  const [iv, tag] = [gcmMember(header['iv'], 12), gcmMember(header['tag'], 16)];
  return iv && tag ? await decryptGcm(key, iv, parts.encryptedKey, tag, new Uint8Array()) : null;
}

/** A header parameter that wrapping with AES-GCM needs, in its one length (RFC 7518 4.7.1). */
function gcmMember(value: unknown, length: number): Bytes | null {
  const bytes = typeof value === 'string' ? decodeBase64url(value) : 'alphabet';
  return typeof bytes !== 'string' && bytes.length === length ? bytes : null;
}
