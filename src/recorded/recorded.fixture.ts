/** What the login site answered in one run, read back. `node e2e/record.mjs` records it anew. */
import * as v from 'valibot';
import { Client } from '../client.ts';
import responses from './responses.json' with { type: 'json' };

const Jwk = v.record(v.string(), v.unknown());
const Fields = v.array(v.tuple([v.string(), v.string()]));

const Recording = v.object({
  issuer: v.string(),
  metadata: v.record(v.string(), v.unknown()),
  jwks: v.object({ keys: v.array(Jwk) }),
  /** Of the run's own server, so that what is changed can be signed again. */
  privateKeys: v.array(Jwk),
  unpublishedKeys: v.array(Jwk),
  exchanges: v.array(
    v.object({
      name: v.string(),
      client: Client,
      decryptionKey: v.nullable(Jwk),
      client_secret: v.nullable(v.string()),
      request: v.string(),
      response: v.object({
        method: v.picklist(['GET', 'POST']),
        url: v.string(),
        form: v.nullable(Fields),
      }),
      at: v.number(),
    }),
  ),
});

export type Recorded = v.InferOutput<typeof Recording>['exchanges'][number];

export const recording = v.parse(Recording, responses);
