import * as v from 'valibot';
import type { DecryptionFault } from '../jose/attempt.ts';
import type { KeyFacts } from '../jose/client-keys.ts';
import type { Decryption, DecryptionFailure } from '../jose/decrypt.ts';
import { derivationFaults } from '../jose/secret-key.ts';

const faults = [
  ...derivationFaults,
  'oaep-hash',
  'alg-label',
  'enc-label',
  'kdf-algorithm-id',
  'party-info',
] as const satisfies readonly DecryptionFault[];

const facts = v.strictObject({
  kty: v.picklist(['RSA', 'EC', 'OKP']),
  crv: v.optional(v.string()),
  kid: v.optional(v.string()),
  use: v.optional(v.string()),
  alg: v.optional(v.string()),
  keyOps: v.optional(v.array(v.string())),
  bits: v.optional(v.number()),
});
/** Places in the list of keys. */
const places = v.array(v.pipe(v.number(), v.integer(), v.minValue(0)));

const failures = [
  'no-fitting-key',
  'named-key',
  'no-key-opens',
  'secret',
  'changed',
  'content-key-length',
  'inflate',
  'inflated-size',
] as const satisfies readonly DecryptionFailure[];

/** What decrypting a JWE came to, as data, without anything of the keys that only the client may know. */
export const Decrypted = v.strictObject({
  of: v.picklist(['response', 'id_token']),
  outcome: v.variant('state', [
    v.strictObject({
      state: v.literal('decrypted'),
      /** The JWT that was inside, or whatever else was. */
      plaintext: v.string(),
      fault: v.nullable(v.picklist(faults)),
      instead: v.nullable(v.string()),
    }),
    v.strictObject({ state: v.literal('failed'), cause: v.picklist(failures) }),
  ]),
  /** The client's keys that came into question; null where the key came from the client secret. */
  choice: v.nullable(
    v.strictObject({
      keys: v.array(facts),
      named: places,
      fitting: places,
      inOrder: places,
      /** The one that opened it. */
      used: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
  ),
});
export type Decrypted = v.InferOutput<typeof Decrypted>;

/** Writes down what decrypting came to; null where there was nothing to decrypt, or nothing to do it with. */
export function decryptedOf(of: Decrypted['of'], decryption: Decryption | null): Decrypted | null {
  const outcome = decryption && outcomeOf(decryption);
  if (!outcome) return null;
  const { choice } = decryption;
  if (!choice) return { of, outcome, choice: null };
  const keys = [...new Set([...choice.inOrder, ...choice.named, ...choice.fitting])];
  const placed = (some: readonly KeyFacts[]) => some.map((one) => keys.indexOf(one));
  const used = decryption.state === 'decrypted' && decryption.key ? keys.indexOf(decryption.key) : null;
  const { named, fitting, inOrder } = choice;
  return {
    of,
    outcome,
    choice: {
      keys: keys.map(factsOf),
      named: placed(named),
      fitting: placed(fitting),
      inOrder: placed(inOrder),
      used,
    },
  };
}

function outcomeOf(decryption: Decryption): Decrypted['outcome'] | null {
  switch (decryption.state) {
    case 'decrypted': {
      const { state, plaintext, fault, instead } = decryption;
      return { state, plaintext, fault, instead };
    }
    case 'failed':
      return { state: 'failed', cause: decryption.cause };
    default:
      return null;
  }
}

function factsOf({ kty, crv, kid, use, alg, keyOps, bits }: KeyFacts): v.InferOutput<typeof facts> {
  return { kty, crv, kid, use, alg, keyOps: keyOps && [...keyOps], bits };
}
