import type { Client } from '../../src/client.ts';
import { isHmac } from '../../src/jose/algorithms.ts';
import type { Secrets } from '../../src/secrets.ts';
import type { HeldSecrets } from '../store.ts';
import type { Fields } from './fields.ts';
import { say } from './words.ts';

/** What is held of a client's secrets, in words that give nothing of them away. */
export function describeHeld({ keys, client_secret }: Pick<Secrets, 'keys' | 'client_secret'>): string {
  return [
    ...(keys === '' ? [] : ['decryption keys']),
    ...(client_secret === '' ? [] : ['the client secret']),
  ].join(' and ');
}

/** What a client needs of its owner's secrets and has not got: its responses stay unjudged. */
export function missingSecrets(
  { authorization_signed_response_alg: alg, authorization_encrypted_response_alg: encryption }: Client,
  held: HeldSecrets | null,
): string[] {
  const hasSecret = Boolean(held?.secrets.client_secret);
  const isEncrypted = encryption !== undefined;
  const bySecret = isEncrypted && takesSecret(encryption);
  return [
    ...(isHmac(alg) && !hasSecret ? [say.secretNeededToVerify(alg)] : []),
    ...(bySecret && !hasSecret ? [say.secretNeededToDecrypt(encryption)] : []),
    ...(isEncrypted && !bySecret && !held?.secrets.keys ? [say.keyNeeded(encryption)] : []),
  ];
}

/** Whether the key of an encryption algorithm is made of the client secret (OpenID Connect Core 10.2). */
function takesSecret(alg: string): boolean {
  return /^(?:dir|A(?:128|192|256)(?:GCM)?KW)$/.test(alg);
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
