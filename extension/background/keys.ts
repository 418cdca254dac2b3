import type { Client } from '../../src/client.ts';
import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, exchangesOf } from '../../src/recordset.ts';
import { metadataUrls, parseMetadata } from '../../src/issuer/metadata.ts';
import * as v from 'valibot';
import { type Fetched, type LookupRecord, recordKey } from '../../src/records.ts';
import { fetchKeys, fetchMetadata, hasAccess } from '../issuer.ts';
import { readRecord } from '../store.ts';
import { forgetLatest, getDocument, issuersHeld } from './documents.ts';
import { keep, removeUnused } from './keep.ts';
import { noteTab } from './tabs.ts';

/** How old, in milliseconds, a document may be when a response comes in. A key it lacks is looked for once more. */
const keysLifetime = 15 * 60_000;
const metadataLifetime = 60 * 60_000;

/**
 * Looks at the issuer for the first time on behalf of one response. Where clients share its callback, the tab that opened
 * its own tab may have asked another one's issuer: what the tab says of itself is waited for, where it is not known yet.
 */
export async function lookOnArrival(set: RecordSet, { id, response, clientBy }: Exchange): Promise<void> {
  const { tabId, at } = response;
  if (clientBy !== 'only' && !set.tabs.has(tabId)) await noteTab(tabId, at);
  const exchange = exchangesOf(set).exchanges.findLast((one) => one.id === id);
  if (exchange) await lookUp(set, exchange, 0, 'arrival', 0);
}

/**
 * Looks at the issuer on behalf of one response and writes down what was there.
 *
 * @param n how many looks there were before
 * @param since for a repeated look: only documents asked for after this time will do, in milliseconds since 1970
 */
export async function lookUp(
  set: RecordSet,
  exchange: Exchange,
  n: number,
  why: LookupRecord['why'],
  since: number,
): Promise<void> {
  const { client, response } = exchange;
  const endpoint = client.authorization_endpoint;
  const [endpointObservable, documents] = await Promise.all([
    endpoint === undefined ? false : hasAccess(endpoint),
    lookUpDocuments(
      client,
      why === 'arrival' ? response.at - keysLifetime : since,
      why === 'retry' ? since : response.at - metadataLifetime,
    ),
  ]);
  const lookup: LookupRecord = {
    response: response.id,
    n,
    why,
    at: Date.now(),
    endpointObservable,
    ...documents,
  };
  if ((await readRecord(recordKey.response(response))) === undefined) await leaveNothing(set, client);
  else await keep({ [recordKey.lookup(lookup)]: lookup });
}

/** Where the response was removed meanwhile, nothing of it stays behind: its last private window may have closed. */
async function leaveNothing(set: RecordSet, { issuer }: Client): Promise<void> {
  // Most issuers are used elsewhere, and to look through all that is held takes time.
  if (!issuersHeld(set).has(issuer) && (await forgetLatest(set)) > 0) await removeUnused();
}

async function lookUpDocuments(
  client: Client,
  keysNotBefore: number,
  metadataNotBefore: number,
): Promise<Pick<LookupRecord, 'metadata' | 'keys'>> {
  const source = client.keys;
  if (source.from === 'jwks') return { metadata: null, keys: null };
  const keysAt = (url: string) =>
    getDocument({ kind: 'keys', url, home: client, ask: fetchKeys }, keysNotBefore);
  if (source.from === 'jwks_uri') return { metadata: null, keys: await keysAt(source.jwks_uri) };

  const metadata = await findMetadata(client, source, metadataNotBefore);
  const jwksUri = await readJwksUri(metadata);
  if (jwksUri !== undefined) return { metadata, keys: await keysAt(jwksUri) };
  return { metadata, keys: { ...metadata, document: null, problem: metadata.problem ?? 'no-jwks-uri' } };
}

/** Asks where the metadata are; of a client whose issuer was never read, until one location has them. */
async function findMetadata(
  client: Client,
  { metadata_url, is_guessed = false }: Extract<Client['keys'], { from: 'metadata' }>,
  notBefore: number,
): Promise<Fetched> {
  const ask = (url: string) =>
    getDocument({ kind: 'metadata', url, home: client, ask: fetchMetadata }, notBefore);
  const first = await ask(metadata_url);
  if (!is_guessed || !isElsewhere(first)) return first;
  for (const url of metadataUrls(client.issuer).filter((url) => url !== metadata_url)) {
    const other = await ask(url);
    if (other.problem === null) return other;
  }
  return first;
}

/** Whether a location answered, but has no metadata: another may have them. */
function isElsewhere({ problem }: Fetched): boolean {
  return problem !== null && ['status', 'redirect', 'not-json', 'not-metadata'].includes(problem);
}

async function readJwksUri({ document }: Fetched): Promise<string | undefined> {
  const text = document === null ? null : v.safeParse(v.string(), await readRecord(document));
  return text?.success ? parseMetadata(text.output)?.jwks_uri : undefined;
}
