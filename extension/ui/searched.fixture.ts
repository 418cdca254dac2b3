import type { Exchange } from '../../src/exchange.ts';
import { callback, client, request, response } from '../../src/fixture.ts';
import type { VerdictKind } from '../../src/verdict.ts';
import type { Judged } from './judged.ts';
import { rowOf } from './row.ts';
import type { Searched } from './search.ts';

/** How often each outcome was found, where nothing was. */
export const noCounts = { pass: 0, fail: 0, warn: 0, info: 0, skip: 0, unsupported: 0, accepted: 0 };

/** A verdict of which only the kind is known, and how many warnings there are. */
export function judgedAs(kind: VerdictKind, warn = 0): Judged {
  return { kind, reason: null, result: null, wrong: [], counts: { ...noCounts, warn } };
}

interface Own {
  readonly id?: string;
  readonly client_id?: string;
  readonly isPinned?: boolean;
}

/** A row of the list: a response to the callback with this query, its request and its verdict. */
export function searched(
  query: string,
  judged: Judged | null,
  { id, client_id = client.client_id, isPinned = false }: Own = {},
): Searched {
  const came = response(`${callback}${query}`);
  const seen = id === undefined ? came : { ...came, id };
  const exchange: Exchange = {
    id: seen.id,
    response: seen,
    request: request(),
    pairedBy: 'frame',
    client: { ...client, client_id },
    clientBy: 'only',
    issuersOnCallback: [client.issuer],
    sightings: [],
  };
  return { exchange, row: rowOf(exchange), judged, isPinned };
}
