import type { Client } from './client.ts';
import type { Exchange } from './exchange.ts';
import type { LookupRecord, RequestRecord, ResponseRecord } from './records.ts';

/** The version of the catalogue: a new one whenever a check is added or judges otherwise. */
export const catalogueVersion = 1;

/** One look at the issuer, with the documents themselves. */
export interface Lookup {
  readonly record: LookupRecord;
  readonly metadata: string | null;
  readonly jwks: string | null;
}

/** Everything a verdict depends on, as data: the same evidence gives the same verdict. */
export interface Evidence {
  readonly catalogue: number;
  readonly response: ResponseRecord;
  readonly request: RequestRecord | null;
  readonly pairedBy: Exchange['pairedBy'];
  readonly client: Client;
  readonly clientBy: Exchange['clientBy'];
  /** In the order they were made; empty while the issuer is being asked. */
  readonly lookups: readonly Lookup[];
}

/**
 * Gathers the evidence on one exchange.
 *
 * @param lookups the looks at the issuer that were made for this response
 * @param documents metadata and key documents, by the name that `Fetched.document` gives
 */
export function gatherEvidence(
  exchange: Exchange,
  lookups: readonly LookupRecord[],
  documents: ReadonlyMap<string, string>,
): Evidence {
  const read = (name: string | null | undefined) => (name ? (documents.get(name) ?? null) : null);
  return {
    catalogue: catalogueVersion,
    response: exchange.response,
    request: exchange.request,
    pairedBy: exchange.pairedBy,
    client: exchange.client,
    clientBy: exchange.clientBy,
    lookups: lookups
      .toSorted((one, other) => one.n - other.n)
      .map((record) => ({
        record,
        metadata: read(record.metadata?.document),
        jwks: read(record.keys?.document),
      })),
  };
}

/** Names the evidence on an exchange without reading it: records never change, so equal names mean equal evidence. */
export function evidenceName(exchange: Exchange, lookups: readonly Pick<LookupRecord, 'n'>[]): string {
  const { id, request, client } = exchange;
  return [id, request?.id ?? '-', client.revision, lookups.length, catalogueVersion].join(' ');
}
