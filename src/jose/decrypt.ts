import type { Secrets } from '../secrets.ts';
import type { Attempt, DecryptionFault } from './attempt.ts';
import type { Bytes } from './bytes.ts';
import { type ClientKeys, type KeyFacts, readClientKeys } from './client-keys.ts';
import { type Jwe, textMember } from './compact.ts';
import { decryptContent } from './content.ts';
import {
  encryptionNames,
  encryptionOf,
  isSymmetricEncryption,
  managementOf,
} from './encryption-algorithms.ts';
import { inflate } from './inflate.ts';
import { type EphemeralKey, isAgreementCurve, isOnCurve, readEphemeralKey } from './key-agreement.ts';
import { type Encrypted, agreementAttempts, rsaAttempts } from './key-attempts.ts';
import { type KeyChoice, chooseKeys } from './key-choice.ts';
import { isNotSupported } from './not-supported.ts';
import { secretAttempts } from './secret-attempts.ts';

/** Why a JWE could not be decrypted though there was something to decrypt it with. */
export type DecryptionFailure =
  /** No key of the client has the type and curve that it takes. */
  | 'no-fitting-key'
  /** The key that `kid` names does not open it, and no other one does. */
  | 'named-key'
  | 'no-key-opens'
  | 'secret'
  /** The key opens it, but what is inside, or the header, was changed since. */
  | 'changed'
  /** The key opens it, and the content key inside has a length that no `enc` needs. */
  | 'content-key-length'
  | 'inflate'
  | 'inflated-size';

/** What decrypting came to. */
type Outcome =
  | {
      readonly state: 'decrypted';
      readonly plaintext: string;
      /** What the server did otherwise than the header and the specifications say; null where it did not. */
      readonly fault: DecryptionFault | null;
      /** What it did instead, such as `RSA-OAEP` or `SHA-384`, where that has a name. */
      readonly instead: string | null;
      /** The key that opened it; null where it came from the secret. */
      readonly key: KeyFacts | null;
    }
  /** Nothing that could be tried was given. */
  | { readonly state: 'no-key'; readonly needs: 'key' | 'secret' }
  /** Header or parts cannot be read, which is a finding of its own. */
  | { readonly state: 'unreadable' }
  /** The header parameter that asks for what cannot be computed here. */
  | { readonly state: 'unsupported'; readonly member: 'alg' | 'enc' | 'crv' | 'zip'; readonly value: string }
  | { readonly state: 'failed'; readonly cause: DecryptionFailure };

interface Circumstances {
  /** The client's keys that come into question; null where the key comes from the secret, or there are none. */
  readonly choice: KeyChoice<KeyFacts> | null;
  /** The ephemeral key, null where it is none; null where no key is agreed on. */
  readonly ephemeral: { readonly key: EphemeralKey | null; readonly isOnCurve: boolean } | null;
}

/** What became of decrypting a JWE, and what it was tried with. */
export type Decryption = Circumstances & Outcome;

/**
 * Decrypts a compact JWE with what the client has (RFC 7516 5.2), and where that fails, looks for the reason by trying
 * what servers are known to do instead. Never throws.
 */
export async function decrypt(jwe: Jwe, secrets: Secrets | null): Promise<Decryption> {
  try {
    return await decryptAsSaid(jwe, secrets);
  } catch (error) {
    if (!isNotSupported(error)) throw error;
    const value = textMember(jwe.header, 'alg') ?? '';
    return { choice: null, ephemeral: null, state: 'unsupported', member: 'alg', value };
  }
}

/** The same; throws what this browser cannot compute. */
async function decryptAsSaid(jwe: Jwe, secrets: Secrets | null): Promise<Decryption> {
  const header = jwe.header.members;
  const [alg, enc] = [textMember(jwe.header, 'alg'), textMember(jwe.header, 'enc')];
  const nothing = { choice: null, ephemeral: null };
  if (jwe.header.problem || alg === undefined || enc === undefined || 'part' in jwe.parts)
    return { ...nothing, state: 'unreadable' };
  const [management, encryption] = [managementOf(alg), encryptionOf(enc)];
  const unsupported = (member: 'alg' | 'enc' | 'crv' | 'zip', value: string) =>
    ({ ...nothing, state: 'unsupported', member, value }) as const;
  if (!management) return unsupported('alg', alg);
  if (!encryption) return unsupported('enc', enc);
  const { zip } = header;
  if (zip !== undefined && zip !== 'DEF') return unsupported('zip', JSON.stringify(zip));
  const encrypted: Encrypted = { alg, enc, management, encryption, parts: jwe.parts, header };

  if (isSymmetricEncryption(alg)) {
    const secret = secrets?.client_secret ?? '';
    if (secret === '') return { ...nothing, state: 'no-key', needs: 'secret' };
    return { ...nothing, ...(await finish(encrypted, secretAttempts(encrypted, secret), 'secret')) };
  }
  const key = management.kind === 'ecdh-es' ? readEphemeralKey(header['epk']) : null;
  if (key && !isAgreementCurve(key.crv)) return unsupported('crv', key.crv);
  const ephemeral =
    management.kind === 'ecdh-es' ? { key, isOnCurve: key !== null && (await isOnCurve(key)) } : null;
  if (ephemeral && !ephemeral.isOnCurve) return { choice: null, ephemeral, state: 'unreadable' };
  const { keys } = keysOf(secrets);
  if (keys.length === 0) return { choice: null, ephemeral, state: 'no-key', needs: 'key' };
  const choice = chooseKeys(keys, management, { alg, kid: textMember(jwe.header, 'kid'), crv: key?.crv });
  const circumstances = { choice, ephemeral };
  if (choice.inOrder.length === 0) return { ...circumstances, state: 'failed', cause: 'no-fitting-key' };
  const attempts = key
    ? agreementAttempts(encrypted, key, choice.inOrder)
    : rsaAttempts(encrypted, choice.inOrder);
  const cause = choice.named.length > 0 ? 'named-key' : 'no-key-opens';
  return { ...circumstances, ...(await finish(encrypted, attempts, cause)) };
}

/** Keys are typed once and tried for each response: completing an RSA key takes tens of milliseconds. */
const lastRead = new WeakMap<Secrets, ClientKeys>();

function keysOf(secrets: Secrets | null): ClientKeys {
  if (!secrets) return { keys: [], problem: null };
  const read = lastRead.get(secrets) ?? readClientKeys(secrets.keys);
  lastRead.set(secrets, read);
  return read;
}

/** Follows attempt after attempt until one leads to the content. */
async function finish(
  jwe: Encrypted,
  attempts: AsyncGenerator<Attempt>,
  cause: DecryptionFailure,
): Promise<Outcome> {
  const opened: (Attempt & { readonly contentKey: Bytes })[] = [];
  for await (const attempt of attempts) {
    const { contentKey, encryption, isProven } = attempt;
    if (contentKey === null) continue;
    const content = await decryptContent(jwe.parts, contentKey, encryption);
    if (content) return await read(jwe, content, attempt);
    if (isProven) opened.push({ ...attempt, contentKey });
  }
  for (const attempt of opened)
    for (const instead of encryptionNames) {
      const encryption = encryptionOf(instead);
      const content = encryption && (await decryptContent(jwe.parts, attempt.contentKey, encryption));
      if (content) return await read(jwe, content, { ...attempt, fault: 'enc-label', instead });
    }
  const [best] = opened;
  if (!best) return { state: 'failed', cause };
  const isOfLength = best.contentKey.length === jwe.encryption.keyLength;
  return { state: 'failed', cause: isOfLength ? 'changed' : 'content-key-length' };
}

async function read(jwe: Encrypted, content: Bytes, { fault, instead, key }: Attempt): Promise<Outcome> {
  const bytes = jwe.header['zip'] === undefined ? content : await inflate(content);
  if (bytes === 'broken') return { state: 'failed', cause: 'inflate' };
  if (bytes === 'too-large') return { state: 'failed', cause: 'inflated-size' };
  // What is no UTF-8 is no JWT either, and the structure of what was found is judged next.
  return {
    state: 'decrypted',
    plaintext: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    fault,
    instead,
    key,
  };
}
