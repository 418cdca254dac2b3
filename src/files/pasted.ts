import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import { pair } from '../exchange.ts';
import { parseParameters } from '../read/parameters.ts';
import { isResponse, splitUrl } from '../read/response.ts';
import { type Field, urlLimit } from '../records.ts';
import { lookupOf } from './file-documents.ts';
import { evidenceOf } from './har-read.ts';
import { type ImportName, type Navigation, recogniser } from './navigation.ts';
import { type FileProblem, isProblem, problem } from './problem.ts';
import { claimsOf } from './strangers.ts';
import { requestIn } from './transcript.ts';

/** A response that was pasted in, and what had to be taken for granted about it. */
export interface Pasted {
  readonly evidence: Evidence;
  /** What was not pasted: how it travelled, and where to. */
  readonly assumed: readonly ('channel' | 'callback')[];
}

/** When it was pasted, and the client that the tester chose, where one did. */
export interface PasteOptions extends ImportName {
  /** Milliseconds since 1970: the time at which it is judged. */
  readonly at: number;
  readonly client?: Client | undefined;
}

/**
 * Reads a response that somebody pasted: a URL, a `Location` header, a command for curl, a query, a fragment, a form
 * body, or a JWT alone. Nothing is fetched. Never throws.
 *
 * @param clients all that are registered
 */
export function readPasted(
  text: string,
  clients: readonly Client[],
  options: PasteOptions,
): Pasted | FileProblem {
  if (text.length > urlLimit) return problem('too-large', urlLimit);
  const given = text.trim();
  if (given === '') return problem('empty');
  const sent = requestIn(given);
  if (sent) return readAs(sent, options.client ? [options.client] : clients, options, []);
  const joined = given.replace(/\s+/g, '');
  const isJwt = /^[\w-]+(?:\.[\w-]*){2}(?:\.[\w-]*\.[\w-]*)?$/.test(joined);
  const fields: Field[] = isJwt ? [['response', joined]] : [...parseParameters(joined)];
  if (!isResponse({ url: '', method: 'POST', form: fields })) return problem('no-response');
  const chosen = options.client ?? chooseClient(fields, clients);
  if (isProblem(chosen)) return chosen;
  // A `*` stands for at least one character.
  const landing = splitUrl(chosen.callbacks[0] ?? '').landing.replaceAll('*', 'x');
  const mark = isJwt ? '?' : /^[?#]/.exec(joined)?.[0];
  const query = new URLSearchParams(fields).toString();
  const placed: Written =
    mark === undefined
      ? { method: 'POST', url: landing, form: fields }
      : { method: 'GET', url: landing + mark + query, form: null };
  return readAs(placed, [chosen], options, isJwt ? ['channel', 'callback'] : ['callback']);
}

type Written = Pick<Navigation, 'method' | 'url' | 'form'>;

function readAs(
  written: Written,
  clients: readonly Client[],
  { at, file, tabId }: PasteOptions,
  assumed: Pasted['assumed'],
): Pasted | FileProblem {
  const recognise = recogniser(clients, { file, tabId }, 'pasted');
  const { response } = recognise({ ...written, at, requestId: file });
  const { landing } = splitUrl(written.url);
  if (!response) {
    const { method, url, form } = written;
    const isAnswer = isResponse({ method, url, form: form && [...form] });
    return isAnswer ? problem('no-client', landing) : problem('no-response');
  }
  const known = new Map(clients.map((client) => [client.revision, client]));
  const [exchange] = pair({ requests: [], responses: [response], tabs: new Map(), clients: known }).exchanges;
  if (!exchange) return problem('no-client', landing);
  return { evidence: evidenceOf(exchange, lookupOf(response, null, null)), assumed };
}

/** The client that a response says it is for, as far as that can be read. */
function chooseClient(fields: readonly Field[], clients: readonly Client[]): Client | FileProblem {
  const { issuer, client_id } = claimsOf(fields);
  const narrowed = [
    clients.filter((client) => client.client_id === client_id && client.issuer === issuer),
    clients.filter((client) => client.client_id === client_id),
    clients.filter((client) => client.issuer === issuer),
    clients,
  ];
  const [first, ...others] = narrowed.find((some) => some.length > 0) ?? [];
  if (!first) return problem('no-client');
  return others.length > 0 ? problem('which-client') : first;
}
