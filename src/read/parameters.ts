import type { Field } from '../records.ts';

/** Parameters of authorization responses: RFC 6749, RFC 9207, OpenID Connect Core and Session, JARM. */
export const responseParameters: ReadonlySet<string> = new Set([
  'response',
  'code',
  'state',
  'iss',
  'error',
  'error_description',
  'error_uri',
  'access_token',
  'token_type',
  'expires_in',
  'scope',
  'id_token',
  'refresh_token',
  'session_state',
]);

/** Parameters of authorization requests: RFC 6749, 7636, 8707, 9101, 9126, 9396, 9449, OpenID Connect Core. */
export const requestParameters: ReadonlySet<string> = new Set([
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
  'prompt',
  'display',
  'max_age',
  'ui_locales',
  'claims_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'claims',
  'resource',
  'authorization_details',
  'dpop_jkt',
  'registration',
]);

/** Where a response travelled. */
export type Channel = 'query' | 'fragment' | 'form_post';

/** Name and value, decoded, in the order received; a name may occur more than once. */
export type Parameters = readonly Field[];

/**
 * Reads `application/x-www-form-urlencoded` text (RFC 6749 appendix B). Never throws: malformed percent
 * escapes stay as they are, invalid UTF-8 becomes U+FFFD.
 */
export function parseParameters(text: string): Parameters {
  return text === '' ? [] : [...new URLSearchParams(text.replace(/^[?#]/, ''))];
}

/** Every value of one name. */
export function valuesOf(parameters: Parameters, name: string): string[] {
  return parameters.filter(([key]) => key === name).map(([, value]) => value);
}

/** The first non-empty value of a name; an empty one counts as left out (RFC 6749 3.1). */
export function valueOf(parameters: Parameters, name: string): string | undefined {
  return parameters.find(([key, value]) => key === name && value !== '')?.[1];
}

/** The first non-empty value of every name, where many names are asked for. */
export function firstValues(parameters: Parameters): ReadonlyMap<string, string> {
  return new Map(parameters.filter(([, value]) => value !== '').toReversed());
}

/** The known fields of a form, and how many were left out, for their names (one may be a password), or cut at the limit. */
export function knownFields(
  form: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
  limit: number,
): { fields: Field[]; leftOut: number; isCut: boolean } {
  const fields: Field[] = [];
  let leftOut = 0;
  let isCut = false;
  let size = 0;
  for (const [name, values] of Object.entries(form)) {
    for (const value of Array.isArray(values) ? values : [values]) {
      if (!known.has(name) || typeof value !== 'string') {
        leftOut += 1;
        continue;
      }
      const kept = value.slice(0, limit - size);
      if (kept.length < value.length) {
        leftOut += 1;
        isCut = true;
      }
      size += kept.length;
      fields.push([name, kept]);
    }
  }
  return { fields, leftOut, isCut };
}
