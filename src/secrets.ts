import * as v from 'valibot';

/**
 * What only the client may know. It is never part of the evidence: not exported, not logged, handed to the judge
 * beside it.
 */
export const Secrets = v.object({
  /** The client's id in the registration. */
  client: v.string(),
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
