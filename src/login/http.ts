import type { Field } from '../records.ts';

/** A request to the server, as data: whoever sends it follows no redirect and adds nothing. */
export interface HttpRequest {
  readonly method: 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** A form, sent (RFC 6749 appendix B). */
export function formRequest(
  url: string,
  fields: readonly Field[],
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams([...fields]).toString(),
  };
}
