import type { Client } from '../client.ts';
import { parseJwks } from '../issuer/jwks.ts';
import { metadataUrls, parseMetadata } from '../issuer/metadata.ts';
import { type Fetched, type LookupRecord, type ResponseRecord, recordKey } from '../records.ts';
import type { Sent } from './har.ts';

/** A document of a registered issuer that stood in a file. */
interface Found {
  readonly url: string;
  readonly at: number;
  readonly text: string;
}

/** A look at the issuer as the file tells of it, and the documents by name. */
export interface FileLookup {
  readonly record: LookupRecord;
  readonly documents: ReadonlyMap<string, string>;
}

/** Looks for the documents that count for one response of a client. */
type LookupInFile = (client: Client, response: ResponseRecord) => FileLookup;

/** The largest document that is taken, in characters; the browser fetches none that is larger either. */
const documentLimit = 1_000_000;

/**
 * Makes what looks among the answers in a file for metadata and keys of a client's issuer: from where they would be
 * fetched, and only if they are such documents. What is found is the file's word (`from: 'file'`).
 *
 * @param read what was sent and answered, in order
 */
export function lookupsIn(read: readonly Sent[]): LookupInFile {
  const byUrl = new Map<string, Sent[]>();
  for (const one of read) {
    if (one.body === '' || one.body.length > documentLimit) continue;
    const before = byUrl.get(one.url);
    if (before) before.push(one);
    else byUrl.set(one.url, [one]);
  }
  // A file may hold one document thousands of times, and thousands of responses: each is read once.
  const documents = new Map<string, readonly Sent[]>();
  const fitting = (place: string, name: string, fits: (body: string) => boolean): readonly Sent[] => {
    const key = `${name} ${place}`;
    const known = documents.get(key) ?? (byUrl.get(place) ?? []).filter(({ body }) => fits(body));
    documents.set(key, known);
    return known;
  };
  return ({ keys, issuer }, response) => {
    const places = keys.from === 'metadata' ? [...new Set([keys.metadata_url, ...metadataUrls(issuer)])] : [];
    const metadata = nearest(
      places.map((place) => fitting(place, issuer, (body) => parseMetadata(body)?.issuer === issuer)),
      response.at,
    );
    const named = metadata ? parseMetadata(metadata.text)?.jwks_uri : undefined;
    const place = keys.from === 'jwks' ? undefined : (named ?? keys.jwks_uri);
    const jwks =
      place === undefined
        ? null
        : nearest([fitting(place, 'keys', (body) => parseJwks(body) !== null)], response.at);
    return lookupOf(response, metadata, jwks);
  };
}

/** A look that found these documents, or none. */
export function lookupOf(response: ResponseRecord, metadata: Found | null, jwks: Found | null): FileLookup {
  const name = (kind: 'metadata' | 'keys') => recordKey.document(kind, response.id);
  const fetched = (kind: 'metadata' | 'keys', found: Found | null): Fetched | null =>
    found && {
      url: found.url,
      at: found.at,
      document: name(kind),
      problem: null,
      detail: null,
      clock: null,
    };
  return {
    record: {
      response: response.id,
      n: 0,
      why: 'arrival',
      at: response.at,
      endpointObservable: true,
      metadata: fetched('metadata', metadata),
      keys: fetched('keys', jwks),
      from: 'file',
    },
    documents: new Map([
      ...(metadata ? [[name('metadata'), metadata.text] as const] : []),
      ...(jwks ? [[name('keys'), jwks.text] as const] : []),
    ]),
  };
}

/**
 * The first document from after a moment, which says what was wrong then; else the last one before.
 *
 * @param lists each in the order of time
 */
function nearest(lists: readonly (readonly Sent[])[], at: number): Found | null {
  const after = lists
    .flatMap((list) => list[firstFrom(list, at)] ?? [])
    .toSorted(byTime)
    .at(0);
  const found =
    after ??
    lists
      .flatMap((list) => list.at(-1) ?? [])
      .toSorted(byTime)
      .at(-1);
  return found ? { url: found.url, at: found.at, text: found.body } : null;
}

function byTime(one: Sent, other: Sent): number {
  return one.at - other.at;
}

/** The place of the first entry that is not before a moment. */
function firstFrom(list: readonly Sent[], at: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.at ?? at) < at) from = middle + 1;
    else to = middle;
  }
  return from;
}
