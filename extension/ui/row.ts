import type { Exchange } from '../../src/exchange.ts';
import { parseUrl } from '../../src/host.ts';
import { readCompact } from '../../src/jose/compact.ts';
import { valueOf } from '../../src/read/parameters.ts';
import { readRequest } from '../../src/read/request.ts';
import { type ReadResponse, readResponse } from '../../src/read/response.ts';
import type { ResponseRecord } from '../../src/records.ts';
import { type Result, resultOfAnswer } from '../../src/result.ts';

/** What a list says of an exchange, apart from the verdict. */
export interface Row {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The host of the issuer. */
  readonly server: string;
  readonly client_id: string;
  /** The `response_mode` that was asked for, else what was observed. */
  readonly mode: string;
  /** As far as it can be read without a key; read when it is first asked for: most verdicts know it. */
  readonly result: Result;
  /** Whether a file brought it. */
  readonly isBrought: boolean;
}

// A list is made anew with every record, and most of its exchanges are as they were: so are their rows then.
const known = new WeakMap<ResponseRecord, { readonly of: Exchange; readonly row: Row }>();

/** The row of one exchange. The same one is given again as long as nothing in it has changed. */
export function rowOf(exchange: Exchange): Row {
  const before = known.get(exchange.response);
  if (before && before.of.request === exchange.request && before.of.client === exchange.client)
    return before.row;
  const row = makeRow(exchange);
  known.set(exchange.response, { of: exchange, row });
  return row;
}

function makeRow({ id, response, request, client }: Exchange): Row {
  const asked = request && readRequest(request).get('response_mode');
  let result: Result | undefined;
  return {
    id,
    at: response.at,
    server: parseUrl(client.issuer)?.host ?? client.issuer,
    client_id: client.client_id,
    mode: asked ?? observedMode(readResponse(response)),
    get result() {
      return (result ??= resultOf(readResponse(response)));
    },
    isBrought: response.from !== undefined,
  };
}

function observedMode({ channel, responses }: ReadResponse): string {
  return responses.length > 0 ? `${channel}.jwt` : channel;
}

function resultOf({ parameters, responses }: ReadResponse): Result {
  const compact = valueOf(parameters, 'response') ?? responses.find((value) => value !== '') ?? responses[0];
  if (compact === undefined) return resultOfAnswer((name) => valueOf(parameters, name));
  const jwt = readCompact(compact);
  if (jwt.form === 'jwe') return { kind: 'unreadable', text: 'encrypted' };
  if (jwt.form === 'other' || jwt.payload.problem) return { kind: 'unreadable', text: 'unreadable' };
  const { members } = jwt.payload;
  return resultOfAnswer((name) => members[name]);
}
