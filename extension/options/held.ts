import type { Client } from '../../src/client.ts';
import { isHmac } from '../../src/jose/algorithms.ts';
import { type ClientKey, readClientKeys } from '../../src/jose/client-keys.ts';
import { isSymmetricEncryption } from '../../src/jose/encryption-algorithms.ts';
import type { Secrets } from '../../src/secrets.ts';
import type { HeldSecrets } from '../store.ts';
import type { Fields } from './fields.ts';
import { say } from './words.ts';

/** What is held of a client's secrets, in words that give nothing of them away. */
export function describeHeld({ keys, client_secret }: Pick<Secrets, 'keys' | 'client_secret'>): string {
  return [
    ...(keys === '' ? [] : [describeClientKeys(readClientKeys(keys).keys)]),
    ...(client_secret === '' ? [] : ['client secret']),
  ].join(' and ');
}

/** Decryption keys in one line, such as `decryption key P-256 enc-1`. */
export function describeClientKeys(keys: readonly ClientKey[]): string {
  const noun = keys.length === 1 ? 'decryption key' : 'decryption keys';
  return `${noun} ${keys.map(({ kty, crv, kid }) => `${crv ?? kty} ${kid ?? 'without kid'}`).join(', ')}`;
}

/** What a client needs of its owner's secrets and has not got: its responses stay unjudged. */
export function missingSecrets(
  { authorization_signed_response_alg: alg, authorization_encrypted_response_alg: encryption }: Client,
  held: HeldSecrets | null,
): string[] {
  const hasSecret = Boolean(held?.secrets.client_secret);
  const isEncrypted = encryption !== undefined;
  const bySecret = isEncrypted && isSymmetricEncryption(encryption);
  return [
    ...(isHmac(alg) && !hasSecret ? [say.secretNeededToVerify(alg)] : []),
    ...(bySecret && !hasSecret ? [say.secretNeededToDecrypt(encryption)] : []),
    ...(isEncrypted && !bySecret && !held?.secrets.keys ? [say.keyNeeded(encryption)] : []),
  ];
}

/**
 * The secrets as the form leaves them: what is typed replaces what is held.
 *
 * @returns null where nothing changes
 */
export function changedSecrets(
  { decryption_keys, client_secret, remember }: Fields,
  held: HeldSecrets | null,
): Pick<Secrets, 'keys' | 'client_secret'> | null {
  const keys = decryption_keys.trim();
  const isMoved = held !== null && held.remembered !== remember;
  if (keys === '' && client_secret === '' && !isMoved) return null;
  return {
    keys: keys || (held?.secrets.keys ?? ''),
    client_secret: client_secret || (held?.secrets.client_secret ?? ''),
  };
}
