import type { Decrypted } from '../files/decrypted.ts';
import type { KeyFacts } from './client-keys.ts';
import type { Decryption } from './decrypt.ts';

/**
 * The decryption that was written down, put in the place of one that lacked the key.
 *
 * @param tried what is known here without the key
 */
export function asDecrypted({ outcome, choice }: Decrypted, { ephemeral }: Decryption): Decryption {
  const keys: readonly KeyFacts[] = (choice?.keys ?? []).map((one) => ({ ...none, ...one }));
  const at = (some: readonly number[]) => some.flatMap((place) => keys[place] ?? []);
  const circumstances = {
    ephemeral,
    choice: choice && {
      named: at(choice.named),
      fitting: at(choice.fitting),
      inOrder: at(choice.inOrder),
    },
  };
  if (outcome.state === 'failed') return { ...circumstances, ...outcome };
  const used = choice?.used ?? null;
  return { ...circumstances, ...outcome, key: used === null ? null : (keys[used] ?? null) };
}

const none = {
  crv: undefined,
  kid: undefined,
  use: undefined,
  alg: undefined,
  keyOps: undefined,
  bits: undefined,
};
