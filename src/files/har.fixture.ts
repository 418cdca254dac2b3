/** Parts of HARs, as browsers and tools write them. */
import { callback, client, issuer } from '../fixture.ts';
import type { Client } from '../client.ts';

export const start = Date.UTC(2026, 10, 23, 14, 3, 22);
export const endpoint = `${issuer}/authorize`;
export const name = { file: 'f1', tabId: -1 };

/** A second client, at another callback of the same issuer. */
export const other: Client = {
  ...client,
  id: 'c2',
  revision: 'r2',
  client_id: 'other-client',
  callbacks: ['https://other.example.com/cb'],
};
export const clients = [client, other];

export interface EntryParts {
  /** Milliseconds after the start. */
  readonly after?: number;
  readonly method?: string;
  readonly url: string;
  readonly postData?: object;
  readonly status?: number;
  readonly redirectURL?: string;
  readonly headers?: readonly object[];
  readonly content?: object;
}

/** One entry. */
export function entry({ after = 0, method = 'GET', url, postData, ...answer }: EntryParts): object {
  const { status = answer.redirectURL ? 302 : 200, redirectURL = '', headers = [], content = {} } = answer;
  return {
    startedDateTime: new Date(start + after).toISOString(),
    time: 12.5,
    request: { method, url, httpVersion: 'HTTP/2', cookies: [], headers: [], queryString: [], postData },
    response: { status, statusText: '', headers, cookies: [], content, redirectURL },
    cache: {},
    timings: { send: 1, wait: 10, receive: 1.5 },
  };
}

export const har = (...entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: '1.2', creator: { name: 'x', version: '1' }, entries } });

/** An authorization request of the client. */
export const asked = (parameters: Readonly<Record<string, string>> = {}): string =>
  `${endpoint}?${new URLSearchParams({
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: callback,
    state: 'a-state-of-some-length',
    ...parameters,
  }).toString()}`;

export const answer = 'code=SplxlOBeZQQYbYS6WxSbIA&state=a-state-of-some-length';
