import type { Accepted, AcceptedRecord } from './accepted.ts';
import type { Client } from './client.ts';
import type { Exchange } from './exchange.ts';
import type { Decrypted } from './files/decrypted.ts';
import type { Profile } from './profile.ts';
import type {
  HistoryRecord,
  LookupRecord,
  ObservationRecord,
  RequestRecord,
  ResponseRecord,
  StartedRecord,
  TypedName,
  TypedRecord,
} from './records.ts';
import type { Secrets } from './secrets.ts';

/** The version of the catalogue: a new one whenever a check is added or judges otherwise. */
export const catalogueVersion = 7;

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
  readonly issuersOnCallback: Exchange['issuersOnCallback'];
  /** The profile to judge by: the one that the tester chose, else the client's. */
  readonly profile: Profile;
  /** In the order they were made; empty while the issuer is being asked. */
  readonly lookups: readonly Lookup[];
  /** Request parameters that the tester typed in; an empty one was not sent. */
  readonly typed: Readonly<Partial<Record<TypedName, string>>>;
  /** What the tester accepts of this client's server. */
  readonly accepted: readonly Accepted[];
  /** What had been seen before the response came; null until the background has looked. */
  readonly history: HistoryRecord | null;
  /** How often the same response was seen again in the same tab. */
  readonly sightings: number;
  /** What was seen beside request and response, in order; always empty where the client does not watch for leaks. */
  readonly observations: readonly ObservationRecord[];
  /** The login that the tool started with this request; null where another did. */
  readonly started: StartedRecord | null;
  /** What decrypting came to where the evidence was exported: the keys themselves do not leave. */
  readonly decrypted?: readonly Decrypted[] | undefined;
  /** Set where a file brought all of this, the client included. */
  readonly from?: 'file' | undefined;
}

/** What is known of an exchange beside its request and response. */
export interface Known {
  readonly lookups: readonly LookupRecord[];
  readonly typed: { readonly exchange: TypedRecord | null; readonly client: TypedRecord | null };
  readonly accepted: AcceptedRecord | null;
  readonly history: HistoryRecord | null;
  readonly observations: readonly ObservationRecord[];
  readonly started: StartedRecord | null;
}

/**
 * Gathers the evidence on one exchange.
 *
 * @param known what was found out or typed in for this response
 * @param documents metadata and key documents, by the name that `Fetched.document` gives
 */
export function gatherEvidence(
  exchange: Exchange,
  { lookups, typed, accepted, history, observations, started }: Known,
  documents: ReadonlyMap<string, string>,
): Evidence {
  const clientId = typed.exchange?.client_id ?? typed.client?.client_id ?? null;
  const read = (name: string | null | undefined) => (name ? (documents.get(name) ?? null) : null);
  return {
    catalogue: catalogueVersion,
    response: exchange.response,
    request: exchange.request,
    pairedBy: exchange.pairedBy,
    client: clientId === null ? exchange.client : { ...exchange.client, client_id: clientId },
    clientBy: exchange.clientBy,
    issuersOnCallback: exchange.issuersOnCallback,
    profile: typed.exchange?.profile ?? typed.client?.profile ?? exchange.client.profile,
    lookups: lookups
      .toSorted((one, other) => one.n - other.n)
      .map((record) => ({
        record,
        metadata: read(record.metadata?.document),
        jwks: read(record.keys?.document),
      })),
    typed: { ...typed.client?.values, ...typed.exchange?.values },
    accepted: accepted?.findings ?? [],
    history,
    sightings: exchange.sightings.length,
    observations,
    started,
  };
}

/**
 * Names the evidence on an exchange, and the secrets that it is judged with, without reading either: records never
 * change, so equal names mean equal evidence.
 */
export function evidenceName(exchange: Exchange, known: Known, secrets: Secrets | null): string {
  const { id, request, client, sightings } = exchange;
  const { lookups, typed, accepted, history, observations, started } = known;
  return [
    id,
    request?.id ?? '-',
    client.revision,
    lookups.length,
    typed.exchange?.revision ?? '-',
    typed.client?.revision ?? '-',
    accepted?.revision ?? '-',
    history ? 'history' : '-',
    sightings.length,
    observations.length,
    started?.id ?? '-',
    secrets?.revision ?? '-',
    catalogueVersion,
  ].join(' ');
}
