import * as v from 'valibot';
import { Accepted } from '../accepted.ts';
import { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import { profiles } from '../profile.ts';
import {
  HistoryRecord,
  LookupRecord,
  ObservationRecord,
  RequestRecord,
  ResponseRecord,
  StartedRecord,
  exchangeLimit,
  typedNames,
} from '../records.ts';
import { Decrypted } from './decrypted.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The evidence on one exchange, as a file holds it. */
export const EvidenceFile = v.strictObject({
  catalogue: count,
  response: ResponseRecord,
  request: v.nullable(RequestRecord),
  pairedBy: v.nullable(v.picklist(['redirect-chain', 'frame', 'opener'])),
  client: Client,
  clientBy: v.picklist(['only', 'endpoint', 'client_id', 'first']),
  issuersOnCallback: v.array(v.string()),
  profile: v.picklist(profiles),
  lookups: v.array(
    v.strictObject({
      record: LookupRecord,
      metadata: v.nullable(v.string()),
      jwks: v.nullable(v.string()),
    }),
  ),
  typed: v.record(v.picklist(typedNames), v.string()),
  accepted: v.array(Accepted),
  history: v.nullable(HistoryRecord),
  sightings: v.pipe(count, v.maxValue(exchangeLimit)),
  observations: v.array(ObservationRecord),
  started: v.optional(v.nullable(StartedRecord), null),
  decrypted: v.optional(v.array(Decrypted)),
  from: v.optional(v.literal('file')),
}) satisfies v.GenericSchema<unknown, Evidence>;
