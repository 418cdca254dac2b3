import type { AuthorizationResponse, Channel } from './authorization-response.ts';
import { textOf } from './html.ts';
import type { Site } from './site.ts';

/** Where a login ended: the request that a browser would now send to the callback. Nothing is sent there. */
export interface Landing extends AuthorizationResponse {
  /** Status of the answer that sent the browser there. */
  readonly status: number;
}

interface Step {
  readonly url: URL;
  readonly body?: URLSearchParams;
}

/** As much of a browser as a login without a human needs: cookies, redirects, forms that post themselves. */
export class CookieClient {
  readonly #site: Site;
  /** Values by `name;path`: parallel logins are told apart by the paths of their cookies. */
  readonly #cookies = new Map<string, string>();

  constructor(site: Site) {
    this.#site = site;
  }

  /** Follows a login from its start URL to the callback, without a click. */
  async follow(start: string): Promise<Landing> {
    let step: Step = { url: new URL(start) };
    for (;;) {
      const { status, next, page } = await this.visit(step);
      if (next === undefined) throw new Error(`stuck at ${step.url.href} (${status}): ${page}`);
      if (next.url.origin !== this.#site.issuer) return landing(status, next);
      step = next;
    }
  }

  /** One request, and where its answer leads by itself. */
  async visit({ url, body }: Step): Promise<{ status: number; page: string; next: Step | undefined }> {
    const cookie = this.#cookiesFor(url.pathname);
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await fetch(url, { method, body: body ?? null, redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const page = await answer.text();
    return { status: answer.status, page, next: leadsTo(answer.headers.get('location'), page, url) };
  }

  #cookiesFor(pathname: string): string {
    const sent = [...this.#cookies].flatMap(([key, value]) => {
      const [name = '', path = '/'] = key.split(';');
      return pathname.startsWith(path) ? [`${name}=${value}`] : [];
    });
    return sent.join('; ');
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const key = `${name};${/; path=([^;]*)/i.exec(line)?.[1] ?? '/'}`;
    if (value === '') this.#cookies.delete(key);
    else this.#cookies.set(key, value);
  }
}

function leadsTo(location: string | null, page: string, base: URL): Step | undefined {
  const scripted = /location\.replace\((".*?")\)/.exec(page)?.[1];
  const target: unknown = scripted === undefined ? location : JSON.parse(scripted);
  if (typeof target === 'string') return { url: new URL(target, base) };
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1];
  if (action === undefined || !page.includes('.submit()')) return undefined;
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const body = new URLSearchParams(
    [...inputs].map(([, name = '', value = '']) => [textOf(name), textOf(value)]),
  );
  return { url: new URL(textOf(action), base), body };
}

function landing(status: number, { url, body }: Step): Landing {
  const channel: Channel = body !== undefined ? 'form_post' : url.hash === '' ? 'query' : 'fragment';
  const sent = { form_post: body, query: url.searchParams, fragment: new URLSearchParams(url.hash.slice(1)) };
  return { status, channel, redirect_uri: url.origin + url.pathname, parameters: [...(sent[channel] ?? [])] };
}
