import * as v from 'valibot';
import { parseUrl } from '../host.ts';

/** A member that is of no use does not spoil the others. */
const useful = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);
const strings = useful(v.array(v.string()));
const flag = useful(v.boolean());

/** What is read of an issuer's metadata (OpenID Connect Discovery 3; RFC 8414 2; RFC 9101 10.5; RFC 9126 5; RFC 9207 3; JARM 4). */
export const Metadata = v.object({
  issuer: v.string(),
  authorization_endpoint: useful(v.string()),
  token_endpoint: useful(v.string()),
  token_endpoint_auth_methods_supported: strings,
  token_endpoint_auth_signing_alg_values_supported: strings,
  jwks_uri: useful(v.string()),
  response_modes_supported: strings,
  response_types_supported: strings,
  authorization_signing_alg_values_supported: strings,
  authorization_encryption_alg_values_supported: strings,
  authorization_encryption_enc_values_supported: strings,
  authorization_response_iss_parameter_supported: flag,
  id_token_signing_alg_values_supported: strings,
  id_token_encryption_alg_values_supported: strings,
  id_token_encryption_enc_values_supported: strings,
  code_challenge_methods_supported: strings,
  scopes_supported: strings,
  request_object_signing_alg_values_supported: strings,
  request_parameter_supported: flag,
  require_signed_request_object: flag,
  pushed_authorization_request_endpoint: useful(v.string()),
  require_pushed_authorization_requests: flag,
});
export type Metadata = v.InferOutput<typeof Metadata>;

/** Reads a metadata document; null where it is none. */
export function parseMetadata(text: string): Metadata | null {
  try {
    const parsed = v.safeParse(Metadata, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/**
 * Where an issuer's metadata may be, in the order to ask: OpenID Connect Discovery 4 appends, RFC 8414 3.1 inserts,
 * and RFC 8414 5 knows servers that insert under the OpenID name.
 */
export function metadataUrls(issuer: string): string[] {
  const url = parseUrl(issuer);
  if (!url) return [];
  const path = url.pathname.replace(/\/$/, '');
  const appended = `${url.origin}${path}/.well-known/openid-configuration`;
  const inserted = `${url.origin}/.well-known/oauth-authorization-server${path}`;
  const insertedOpenid = `${url.origin}/.well-known/openid-configuration${path}`;
  return [...new Set([appended, inserted, insertedOpenid])];
}

/** Why a text is no issuer identifier (RFC 8414 2: https, no query, no fragment). */
export type IssuerProblem = 'empty' | 'not-a-url' | 'scheme' | 'query' | 'fragment' | 'userinfo';

/** What is wrong with an issuer as typed, or null. An `http` issuer is allowed here; `mayFetch` decides about it. */
export function issuerProblem(text: string): IssuerProblem | null {
  if (text.trim() === '') return 'empty';
  const url = parseUrl(text.trim());
  if (!url || url.hostname === '') return 'not-a-url';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  if (url.username !== '' || url.password !== '') return 'userinfo';
  if (text.includes('#')) return 'fragment';
  if (text.includes('?')) return 'query';
  return null;
}

/**
 * Issuers that a typed URL may lie below, nearest first: for a URL that turns out to be an endpoint or a
 * metadata document, its issuer is most likely one of these. Same origin only.
 */
export function issuersAbove(typed: string): string[] {
  const url = parseUrl(typed);
  if (!url) return [];
  const path = url.pathname.replace(/\/\.well-known\/.*$/, '');
  const segments = path.split('/').filter((segment) => segment !== '');
  const parents = segments.map((_, index) =>
    `${url.origin}/${segments.slice(0, index).join('/')}`.replace(/\/$/, ''),
  );
  const own = path === url.pathname ? [] : [`${url.origin}${path}`];
  return [...own, ...parents.toReversed()].slice(0, 6);
}

/** The name of the endpoint that a URL is, by a metadata document, such as `token_endpoint`; null where it is none. */
export function endpointName(document: string, url: string): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return null;
  }
  const endpoints = v.safeParse(v.record(v.string(), v.unknown()), parsed);
  if (!endpoints.success) return null;
  const found = Object.entries(endpoints.output).find(
    ([name, value]) => (name.endsWith('_endpoint') || name === 'jwks_uri') && value === url,
  );
  return found?.[0] ?? null;
}
