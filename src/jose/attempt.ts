import type { Bytes } from './bytes.ts';
import type { ClientKey } from './client-keys.ts';
import type { ContentEncryption } from './encryption-algorithms.ts';
import type { DerivationFault } from './secret-key.ts';

/** What a server did otherwise than the header says, where the response can be decrypted nevertheless. */
export type DecryptionFault =
  | DerivationFault
  /** RSA-OAEP with another hash. */
  | 'oaep-hash'
  /** Another key management than `alg` says. */
  | 'alg-label'
  /** Another content encryption than `enc` says. */
  | 'enc-label'
  /** Another AlgorithmID in the derivation of the agreed key (RFC 7518 4.6.2). */
  | 'kdf-algorithm-id'
  /** `apu` and `apv` left out of the derivation, or not decoded for it. */
  | 'party-info';

/** One way in which a JWE may have been made. */
export interface Attempt {
  /** The content key that it leads to; null where it leads to none. */
  readonly contentKey: Bytes | null;
  /** Whether the key was wrapped, so that unwrapping it has proved that it is the one. */
  readonly isProven: boolean;
  readonly encryption: ContentEncryption;
  /** Null where it is the way that the header says. */
  readonly fault: DecryptionFault | null;
  /** What was done instead, such as `RSA-OAEP` or `SHA-384`. */
  readonly instead: string | null;
  /** Null where the key comes from the client secret. */
  readonly key: ClientKey | null;
}
