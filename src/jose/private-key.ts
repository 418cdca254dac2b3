import type { ClientKey } from './client-keys.ts';
import { importOnce } from './imported.ts';

/** A private key of the client as WebCrypto holds it. Throws what WebCrypto throws. */
export async function importPrivateKey(
  key: ClientKey,
  algorithm: AlgorithmIdentifier | RsaHashedImportParams | EcKeyImportParams,
  usages: KeyUsage[],
): Promise<CryptoKey> {
  const { material } = key;
  return await importOnce(key, JSON.stringify([algorithm, usages]), async () =>
    material.form === 'jwk'
      ? await crypto.subtle.importKey('jwk', material.jwk, algorithm, false, usages)
      : await crypto.subtle.importKey('pkcs8', material.bytes, algorithm, false, usages),
  );
}
