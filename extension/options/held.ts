import type { Client } from '../../src/client.ts';
import { isHmac } from '../../src/jose/algorithms.ts';
import { type ClientKey, readClientKeys } from '../../src/jose/client-keys.ts';
import { isSymmetricEncryption } from '../../src/jose/encryption-algorithms.ts';
import type { Secrets } from '../../src/secrets.ts';
import type { HeldSecrets } from '../store.ts';
import type { Fields } from './fields.ts';
import { say } from './words.ts';

/** What a client's secrets are, apart from whose they are. */
type Kept = Pick<Secrets, 'keys' | 'signing_keys' | 'client_secret'>;

/** What is held of a client's secrets, in words that give nothing of them away. */
export function describeHeld({ keys, signing_keys = '', client_secret }: Kept): string {
  return [
    ...(keys === '' ? [] : [describeClientKeys(readClientKeys(keys).keys)]),
    ...(signing_keys === '' ? [] : [describeClientKeys(readClientKeys(signing_keys, 'sig').keys, 'signing')]),
    ...(client_secret === '' ? [] : ['client secret']),
  ].join(' and ');
}

/** Keys in one line, such as `decryption key P-256 enc-1`. */
export function describeClientKeys(
  keys: readonly ClientKey[],
  use: 'decryption' | 'signing' = 'decryption',
): string {
  const noun = keys.length === 1 ? `${use} key` : `${use} keys`;
  return `${noun} ${keys.map(({ kty, crv, kid }) => `${crv ?? kty} ${kid ?? 'without kid'}`).join(', ')}`;
}

/** What is held of a client's secrets for its issuer, by the ids of clients; null where that is nothing. */
export function heldFor(
  { id, issuer }: Pick<Client, 'id' | 'issuer'>,
  all: ReadonlyMap<string, HeldSecrets>,
): HeldSecrets | null {
  const held = all.get(id);
  return held?.secrets.issuer === issuer ? held : null;
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
 * @param before whether Remember was ticked when the form was opened: only a tick that changed since moves what is held
 * @returns null where nothing changes
 */
export function changedSecrets(
  { decryption_keys, signing_keys, client_secret, remember }: Fields,
  held: HeldSecrets | null,
  before: boolean,
): Kept | null {
  const keys = decryption_keys.trim();
  const signing = signing_keys.trim() || (held?.secrets.signing_keys ?? '');
  const isMoved = held !== null && held.remembered !== remember && remember !== before;
  if (keys === '' && signing_keys.trim() === '' && client_secret === '' && !isMoved) return null;
  return {
    keys: keys || (held?.secrets.keys ?? ''),
    ...(signing !== '' && { signing_keys: signing }),
    client_secret: client_secret || (held?.secrets.client_secret ?? ''),
  };
}
