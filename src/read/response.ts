import { parseUrl } from '../host.ts';
import type { Field, ResponseRecord } from '../records.ts';
import {
  type Channel,
  type Parameters,
  parseParameters,
  responseParameters,
  valuesOf,
} from './parameters.ts';

/** What is needed of a record to read it. */
export type RawResponse = Pick<ResponseRecord, 'url' | 'form' | 'method'>;

/** An authorization response as it travelled: the parameters of each channel. */
export interface ReadResponse {
  /** The URL without query and fragment. */
  readonly landing: string;
  readonly query: Parameters;
  readonly fragment: Parameters;
  readonly form: Parameters;
  /** The channel that carries the response, by what it carries: `response` first, then a code, token or error. */
  readonly channel: Channel;
  /** The parameters of that channel. */
  readonly parameters: Parameters;
  /** Every value of `response` in every channel. */
  readonly responses: readonly string[];
}

/** What makes a response; the rest only comes with it. */
const answers = new Set(['code', 'error', 'access_token', 'id_token']);
const channels = ['form', 'fragment', 'query'] as const;
const names = { form: 'form_post', fragment: 'fragment', query: 'query' } as const;

/** Reads a response out of the URL and form body that the browser sent to the callback. */
export function readResponse(raw: RawResponse): ReadResponse {
  const { landing, query, fragment } = splitUrl(raw.url);
  const parts = { query, fragment, form: raw.form ?? [] };
  const has = (test: (field: Field) => boolean) => channels.find((channel) => parts[channel].some(test));
  const carrier =
    has(([name, value]) => name === 'response' && value !== '') ??
    has(([name]) => answers.has(name)) ??
    has(([name]) => responseParameters.has(name)) ??
    (raw.method === 'POST' ? 'form' : 'query');
  return {
    landing,
    ...parts,
    channel: names[carrier],
    parameters: parts[carrier],
    responses: channels.flatMap((channel) => valuesOf(parts[channel], 'response')),
  };
}

/** Whether anything in the URL or the body is a response parameter; a mere visit to the callback is no response. */
export function isResponse(raw: RawResponse): boolean {
  const { query, fragment } = splitUrl(raw.url);
  return [...query, ...fragment, ...(raw.form ?? [])].some(([name]) => responseParameters.has(name));
}

/** A URL's text, cut at `?` and `#`, with both parts read. Works on any text. */
export function splitUrl(text: string): { landing: string; query: Parameters; fragment: Parameters } {
  const { landing, query, fragment } = cutUrl(text);
  return {
    landing: parseUrl(landing)?.href ?? landing,
    query: parseParameters(query),
    fragment: parseParameters(fragment),
  };
}

/** The parameters in a URL's query. Works on any text. */
export function queryOf(text: string): Parameters {
  return parseParameters(cutUrl(text).query);
}

function cutUrl(text: string) {
  const hash = text.indexOf('#');
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  const rest = hash < 0 ? text : text.slice(0, hash);
  const mark = rest.indexOf('?');
  const query = mark < 0 ? '' : rest.slice(mark + 1);
  return { landing: mark < 0 ? rest : rest.slice(0, mark), query, fragment };
}
