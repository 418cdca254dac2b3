import type { RequestRecord } from '../records.ts';
import { type Channel, type Parameters, valueOf, valuesOf } from './parameters.ts';
import { splitUrl } from './response.ts';

/** An authorization request as far as the browser shows it. */
export interface ReadRequest {
  /** The parameters as they stood in the URL or the form body. */
  readonly parameters: Parameters;
  /** How the parameters travelled: in the clear, in a request object (RFC 9101), or not through the browser (RFC 9126). */
  readonly carriedBy: 'parameters' | 'request' | 'request_uri';
  /** The effective value of a parameter, `undefined` where it was left out, `null` where it cannot be known. */
  get(name: string): string | undefined | null;
}

/** Reads an authorization request (RFC 6749 4.1.1; RFC 9101 5 for what counts when there is a request object). */
export function readRequest(raw: Pick<RequestRecord, 'url' | 'form'>): ReadRequest {
  const { query } = splitUrl(raw.url);
  const parameters: Parameters = [...query, ...(raw.form ?? [])];
  const carriedBy = valueOf(parameters, 'request')
    ? 'request'
    : valueOf(parameters, 'request_uri')
      ? 'request_uri'
      : 'parameters';
  const get = (name: string) => {
    const value = valueOf(parameters, name);
    if (carriedBy === 'parameters' || name === 'client_id') return value;
    return null;
  };
  return { parameters, carriedBy, get };
}

/** Whether a URL or form at the authorization endpoint is an authorization request, and not a step of the login behind it. */
export function isRequest(raw: Pick<RequestRecord, 'url' | 'form'>): boolean {
  const { query } = splitUrl(raw.url);
  const names = ['client_id', 'request_uri', 'request'];
  return names.some((name) => valuesOf([...query, ...(raw.form ?? [])], name).length > 0);
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
  const types = new Set((type ?? 'code').split(' '));
  const inFragment = types.has('token') || types.has('id_token');
  const standard: Channel = inFragment ? 'fragment' : 'query';
  if (mode === undefined) return { channel: standard, jwt: false, by: 'default' };
  if (mode === 'jwt') return { channel: standard, jwt: true, by: 'jwt-shortcut' };
  const name = mode.replace(/\.jwt$/, '');
  if (name !== 'query' && name !== 'fragment' && name !== 'form_post') return null;
  return { channel: name, jwt: mode.endsWith('.jwt'), by: 'response_mode' };
}
