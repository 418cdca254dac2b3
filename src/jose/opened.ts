import type { Decrypted } from '../files/decrypted.ts';
import type { Secrets } from '../secrets.ts';
import { type Compact, type Jwe, readCompact } from './compact.ts';
import { type Decryption, decrypt } from './decrypt.ts';
import { asDecrypted } from './decrypted.ts';
import { isJsonObject } from './json.ts';

/** A JWT with the encryption around it taken off, as far as that can be done. */
export interface Opened {
  /** The JWT that counts: the one inside the encryption where it could be decrypted, else what was received. */
  readonly jwt: Compact;
  /** The encryption around the JWT, or null where there is none. */
  readonly jwe: Jwe | null;
  /** What became of decrypting it. */
  readonly decryption: Decryption | null;
}

/**
 * Reads a compact serialization and decrypts it where it is encrypted (RFC 7519 7.2). Never throws.
 *
 * @param stated what decrypting it came to elsewhere: it counts where there is nothing here to decrypt it with
 */
export async function openCompact(
  text: string,
  secrets: Secrets | null,
  stated?: Decrypted,
): Promise<Opened> {
  const received = readCompact(text);
  const jwe = received.form === 'jwe' ? received : null;
  const tried = jwe && (await decrypt(jwe, secrets));
  const decryption = stated && tried?.state === 'no-key' ? asDecrypted(stated, tried) : tried;
  const jwt = decryption?.state === 'decrypted' ? readInner(decryption.plaintext) : received;
  return { jwt, jwe, decryption };
}

/** Claims that were encrypted without being signed are no JWT, however many dots their values have. */
function readInner(plaintext: string): Compact {
  return isJsonObject(plaintext) ? { form: 'other', parts: 1 } : readCompact(plaintext);
}
