import { type Compact, readCompact } from '../jose/compact.ts';
import type { RequestRecord } from '../records.ts';
import { type Channel, type Parameters, firstValues, valueOf, valuesOf } from './parameters.ts';
import { readRequestObject } from './request-object.ts';
import { queryOf } from './response.ts';

/** What is needed of a record to read it. */
export type RawRequest = Pick<RequestRecord, 'url' | 'form'> &
  Partial<Pick<RequestRecord, 'urlLength' | 'formCut'>>;

/**
 * What parameters beside a request object are worth: nothing (RFC 9101 6.3), or something where the object does not
 * have them (OpenID Connect Core 6.3.3).
 */
export type BesideObject = 'ignored' | 'fill-in';

/** What the tool sent, where it started the login. */
export interface Sent {
  readonly parameters: Parameters;
  /** Whether the browser showed the request too, at least the reference to it. */
  readonly isSeen: boolean;
}

/** An authorization request as far as the browser shows it. */
export interface ReadRequest {
  /** The parameters as they stood in the URL or the form body. */
  readonly parameters: Parameters;
  /** How the parameters travelled: in the clear, in a request object (RFC 9101), or not through the browser (RFC 9126). */
  readonly carriedBy: 'parameters' | 'request' | 'request_uri';
  /** The request object that was sent by value, read but not verified: its key is the client's. */
  readonly object: Compact | null;
  /** What the request object asks for; null where there is none or it cannot be read. */
  readonly inner: ReadonlyMap<string, string> | null;
  /** Whether only the beginning of the request was kept: then nothing it says is known. */
  readonly isCut: boolean;
  /**
   * Where the value of a parameter that counts stands, `sent` where the browser did not see it and the tool sent it
   * itself; null where the parameter was left out or cannot be known.
   */
  source(name: string): 'parameters' | 'object' | 'sent' | null;
  /** Whether what is known of a parameter, be it that it was left out, is known only because the tool sent it itself. */
  isOwnWord(name: string): boolean;
  /** The effective value of a parameter, `undefined` where it was left out, `null` where it cannot be known. */
  get(name: string): string | undefined | null;
}

/** How a request object gets to the server stands beside it by nature. */
const carriers = new Set(['client_id', 'request', 'request_uri']);

/**
 * Reads an authorization request (RFC 6749 4.1.1; RFC 9101 5 and 6.3 for what counts when there is a request object).
 *
 * @param sent what the tool sent: it counts where the browser sees a reference alone
 */
export function readRequest(raw: RawRequest, beside: BesideObject = 'ignored', sent?: Sent): ReadRequest {
  const parameters: Parameters = [...queryOf(raw.url), ...(raw.form ?? [])];
  const values = firstValues(parameters);
  const isCut = raw.formCut === true || (raw.urlLength ?? 0) > raw.url.length;
  const byValue = values.get('request');
  const carriedBy =
    byValue !== undefined ? 'request' : values.has('request_uri') ? 'request_uri' : 'parameters';
  const object = byValue === undefined || isCut ? null : readCompact(byValue);
  const inner = object && readRequestObject(object);

  const hidden = carriedBy === 'request_uri' && !isCut ? sent?.parameters : undefined;
  const isHidden = (name: string) => hidden !== undefined && !carriers.has(name);
  const isOwnWord = (name: string) => sent?.isSeen === false || isHidden(name);

  const source = (name: string) => {
    const isBeside = values.has(name);
    if (isCut) return null;
    if (carriedBy === 'parameters') return isBeside ? 'parameters' : null;
    if (carriers.has(name) && isBeside) return 'parameters';
    if (hidden && isHidden(name)) return valueOf(hidden, name) === undefined ? null : 'sent';
    if (inner?.has(name)) return 'object';
    return inner && beside === 'fill-in' && isBeside ? 'parameters' : null;
  };
  const get = (name: string) => {
    const from = source(name);
    if (from === 'sent') return hidden && valueOf(hidden, name);
    if (from !== null) return from === 'object' ? inner?.get(name) : values.get(name);
    const isKnown =
      !isCut && (carriedBy === 'parameters' || carriers.has(name) || inner !== null || isHidden(name));
    return isKnown ? undefined : null;
  };
  return { parameters, carriedBy, object, inner, isCut, source, isOwnWord, get };
}

/** Whether a URL or form at the authorization endpoint is an authorization request, and not a step of the login behind it. */
export function isRequest(raw: RawRequest): boolean {
  const names = ['client_id', 'request_uri', 'request'];
  return names.some((name) => valuesOf([...queryOf(raw.url), ...(raw.form ?? [])], name).length > 0);
}

/** The channel and whether a JWT that a request asks for. */
export interface ExpectedDelivery {
  readonly channel: Channel;
  readonly jwt: boolean;
  /** Which rule gave the channel: the mode named it, or the response type's default, or JARM's `jwt` shortcut. */
  readonly by: 'response_mode' | 'default' | 'jwt-shortcut';
}

/**
 * What `response_mode` and `response_type` ask for. Null for a mode that is none of JARM's or OAuth's.
 * MRT 2.1: without a mode, `code` and `none` go to the query, everything else to the fragment; JARM 2.3.4: the same for `jwt`.
 */
export function expectedDelivery(
  mode: string | undefined,
  type: string | undefined,
): ExpectedDelivery | null {
  const standard: Channel = carriesToken(type) ? 'fragment' : 'query';
  if (mode === undefined) return { channel: standard, jwt: false, by: 'default' };
  if (mode === 'jwt') return { channel: standard, jwt: true, by: 'jwt-shortcut' };
  const name = mode.replace(/\.jwt$/, '');
  if (name !== 'query' && name !== 'fragment' && name !== 'form_post') return null;
  return { channel: name, jwt: mode.endsWith('.jwt'), by: 'response_mode' };
}

/** Whether a response type asks for a token in the response, which keeps it out of the query (MRT 5). */
export function carriesToken(type: string | undefined): boolean {
  return (type ?? 'code').split(' ').some((one) => one === 'token' || one === 'id_token');
}
