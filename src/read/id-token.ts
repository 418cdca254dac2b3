import type { Compact } from '../jose/compact.ts';
import type { SignatureResult } from '../jose/signature.ts';

/** The ID token of a response, read and verified (OpenID Connect Core 2). */
export interface IdToken {
  readonly text: string;
  /** The signed token; the JWE where it could not be decrypted. */
  readonly jwt: Compact;
  readonly isEncrypted: boolean;
  readonly signature: SignatureResult | null;
  /** What `c_hash`, `at_hash` and `s_hash` must be for the values they stand for; undefined where those are missing. */
  readonly hashes: Readonly<Partial<Record<'c_hash' | 'at_hash' | 's_hash', string>>>;
}
