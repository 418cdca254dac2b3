import * as v from 'valibot';
import type { Client } from './client.ts';

/**
 * What only the client may know. It is never part of the evidence: not exported, not logged, handed to the judge
 * beside it.
 */
export const Secrets = v.object({
  /** The client's id in the registration. */
  client: v.string(),
  /** Whose client it was when they were typed: they are of no use, and sent nowhere, once it is another issuer's. */
  issuer: v.string(),
  /** New with every change: what was judged with other secrets is judged anew. */
  revision: v.string(),
  /** Decryption keys as typed: a private JWK, a JWK set or PEM; empty where there are none. */
  keys: v.string(),
  /** Signing keys as typed, in the same forms: for request objects and assertions; left out where there are none. */
  signing_keys: v.optional(v.string()),
  /** The client secret as typed; empty where there is none. */
  client_secret: v.string(),
});
export type Secrets = v.InferOutput<typeof Secrets>;

/** The secrets of a client among those that are held, by their clients' ids; null where there are none for its issuer. */
export function secretsFor(
  { id, issuer }: Pick<Client, 'id' | 'issuer'>,
  held: ReadonlyMap<string, Secrets>,
): Secrets | null {
  const own = held.get(id);
  return own?.issuer === issuer ? own : null;
}
