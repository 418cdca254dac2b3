import type { ServerResponse } from 'node:http';
import { hostNames } from '../browsers/shared.ts';
import { jwtByHand } from '../by-hand.ts';
import { listen } from '../site/listener.ts';

/** Pages that are loaded, and responses that are fired, without a login: on this machine alone. */
export interface Pages {
  /** A page of 200 small resources, on an origin without access. */
  readonly unrelated: string;
  /** The same page on an origin that is granted, and is no callback. */
  readonly granted: string;
  readonly callback: string;
  /** A page that fires so many responses at the callback, in twenty frames at once; see `awaitBurst`. */
  burst(count: number): string;
  /** How many responses reached the callback since the start. */
  arrived(): number;
  close(): Promise<void>;
}

/** How many small resources a page has: images, scripts and style sheets, as pages do. */
const resources = 200;
const atOnce = 20;

/** Starts the pages. What is fired is signed with the login site's key, for this client of this issuer. */
export async function startPages(issuer: string, client_id: string): Promise<Pages> {
  const [elsewhere, own] = await Promise.all([listen({ host: hostNames.other }), listen()]);
  let arrived = 0;
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const respond = async ({ url }: { readonly url: string }, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(url, own.origin);
    const [, place = '', number = ''] = pathname.split('/');
    if (place === 'many') return show(response, many());
    if (place in kinds) return void response.writeHead(200, headersOf(kinds[place])).end(contents[place]);
    if (place === 'burst') return show(response, burstPage(Number(searchParams.get('count'))));
    if (place === 'fire') {
      const code = `burst-${number}-of-these`;
      const jwt = await jwtByHand({ iss: issuer, aud: client_id, exp, code, state: `state-of-${code}` });
      return void response.writeHead(302, { location: `/back?response=${jwt}`, ...fresh }).end();
    }
    if (place === 'back') arrived += 1;
    show(response, '<title>Welcome back</title>');
  };
  elsewhere.serve(respond);
  own.serve(respond);
  return {
    unrelated: `${elsewhere.origin}/many`,
    granted: `${own.origin}/many`,
    callback: `${own.origin}/back`,
    burst: (count) => `${own.origin}/burst?count=${count}`,
    arrived: () => arrived,
    close: async () => {
      await Promise.all([elsewhere.close(), own.close()]);
    },
  };
}

const fresh = { 'cache-control': 'no-store' };
const headersOf = (type = 'text/html; charset=utf-8') => ({ 'content-type': type, ...fresh });

function show(response: ServerResponse, html: string): void {
  response.writeHead(200, headersOf()).end(`<!doctype html>${html}`);
}

const kinds: Readonly<Record<string, string>> = {
  image: 'image/gif',
  script: 'text/javascript',
  style: 'text/css',
};
const contents: Readonly<Record<string, string | Buffer>> = {
  // One transparent pixel.
  image: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  script: 'globalThis.loaded = (globalThis.loaded ?? 0) + 1;',
  style: 'p { color: green }',
};

function many(): string {
  const tags = Array.from({ length: resources }, (_, index) => {
    if (index % 10 < 6) return `<img src="/image/${index}" alt="">`;
    return index % 10 < 9
      ? `<script src="/script/${index}"></script>`
      : `<link rel="stylesheet" href="/style/${index}">`;
  });
  return `<title>Many</title><p>Many resources</p>${tags.join('')}`;
}

// The same frames again and again: Playwright forgets the oldest frames it knows once there were 10,000.
const burstPage = (count: number): string => `<title>Burst</title>
<script>
let fired = 0;
let left = ${count};
const began = performance.now();
globalThis.burst = new Promise((resolve) => {
  function fire(frame) {
    if (fired === ${count}) return frame.remove();
    fired += 1;
    frame.contentWindow.location.replace('/fire/' + fired + '-' + Date.now());
  }
  function begin() {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.onload = () => {
      left -= 1;
      if (left === 0) resolve(performance.now() - began);
      fire(frame);
    };
    fire(frame);
  }
  addEventListener('load', () => { for (let at = 0; at < ${atOnce}; at += 1) begin(); });
});
</script>`;

/** In the page of a burst: waits for its end. @returns how long it took, in milliseconds */
export function awaitBurst(): Promise<number> {
  return (globalThis as unknown as { burst: Promise<number> }).burst;
}
