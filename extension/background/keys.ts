import type { Client } from '../../src/client.ts';
import type { Exchange } from '../../src/exchange.ts';
import { parseMetadata } from '../../src/issuer/metadata.ts';
import * as v from 'valibot';
import { type Fetched, type LookupRecord, recordKey } from '../../src/records.ts';
import { fetchKeys, fetchMetadata, hasAccess } from '../issuer.ts';
import { readRecord } from '../store.ts';
import { getDocument } from './documents.ts';
import { keep } from './keep.ts';

/** How old, in milliseconds, a document may be when a response comes in. A key it lacks is looked for once more. */
const keysLifetime = 15 * 60_000;
const metadataLifetime = 60 * 60_000;

/**
 * Looks at the issuer on behalf of one response and writes down what was there.
 *
 * @param n how many looks there were before
 * @param since for a repeated look: only documents asked for after this time will do, in milliseconds since 1970
 */
export async function lookUp(
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
  // The response may have been removed meanwhile: nothing of it stays behind.
  if ((await readRecord(recordKey.response(response))) === undefined) return;
  await keep({ [recordKey.lookup(lookup)]: lookup });
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

  const url = source.metadata_url;
  const metadata = await getDocument(
    { kind: 'metadata', url, home: client, ask: fetchMetadata },
    metadataNotBefore,
  );
  const jwksUri = await readJwksUri(metadata);
  if (jwksUri !== undefined) return { metadata, keys: await keysAt(jwksUri) };
  return { metadata, keys: { ...metadata, document: null, problem: metadata.problem ?? 'no-jwks-uri' } };
}

async function readJwksUri({ document }: Fetched): Promise<string | undefined> {
  const text = document === null ? null : v.safeParse(v.string(), await readRecord(document));
  return text?.success ? parseMetadata(text.output)?.jwks_uri : undefined;
}
