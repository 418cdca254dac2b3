import type { IncomingHttpHeaders } from 'node:http';
import { page, textOf, escaped } from './html.ts';

export type Channel = 'query' | 'fragment' | 'form_post';

/** An authorization response on its way to the client, free of how HTTP carries it. */
export interface AuthorizationResponse {
  readonly channel: Channel;
  readonly redirect_uri: string;
  /** In order; a name may come twice. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Reads the authorization response out of what the server answered: a redirect away from the issuer, or a page
 * whose form posts away from it. `undefined` for anything else (its own pages, redirects to them).
 */
export function readResponse(answer: HttpAnswer, issuer: string): AuthorizationResponse | undefined {
  const { location } = answer.headers;
  if (location !== undefined) {
    if (new URL(location, issuer).origin === issuer) return undefined;
    const channel = location.includes('#') ? 'fragment' : 'query';
    const at = location.search(/[?#]/);
    const end = at < 0 ? location.length : at;
    const parameters = [...new URLSearchParams(location.slice(end + 1))];
    return { channel, redirect_uri: location.slice(0, end), parameters };
  }
  const action = /<form method="post" action="([^"]*)"/.exec(answer.body)?.[1];
  if (action === undefined || new URL(textOf(action), issuer).origin === issuer) return undefined;
  const inputs = answer.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const parameters = [...inputs].map(([, name = '', value = '']) => [textOf(name), textOf(value)] as const);
  return { channel: 'form_post', redirect_uri: textOf(action), parameters };
}

// Chromium gives up at 256 kB of response headers, Firefox at 384 kB; a longer URL is reached by script.
const longestLocation = 100_000;

/** Puts an authorization response back into HTTP, as a server that sends it so would. */
export function writeResponse({ channel, redirect_uri, parameters }: AuthorizationResponse): HttpAnswer {
  const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  if (channel === 'form_post')
    return { status: 200, headers: html, body: autoPost(redirect_uri, parameters) };
  const encoded = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const location = `${redirect_uri}${channel === 'query' ? '?' : '#'}${encoded}`;
  if (location.length <= longestLocation) {
    return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
  }
  const script = `location.replace(${JSON.stringify(location).replaceAll('<', '\\u003c')})`;
  return { status: 200, headers: html, body: page('Returning to the client', `<script>${script}</script>`) };
}

/** A page that posts `parameters` to `action` as soon as it is read. */
export function autoPost(action: string, parameters: AuthorizationResponse['parameters']): string {
  const inputs = parameters
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}"/>`)
    .join('\n');
  return page(
    'One moment',
    `<form method="post" action="${escaped(action)}">
${inputs}
<noscript><button>Continue</button></noscript>
</form>
<script>document.forms[0].submit()</script>`,
  );
}
