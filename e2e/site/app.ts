import type { ServerResponse } from 'node:http';
import { autoPost } from './authorization-response.ts';
import type { ClientName, SiteClient } from './clients.ts';
import { escaped, page } from './html.ts';
import type { Handler } from './listener.ts';
import {
  authorizationRequest,
  carried,
  type Parameters,
  type RequestTarget,
} from './authorization-request.ts';
import { type Login, type LoginOptions, readOptions } from './login.ts';
import { startPage } from './start-page.ts';

/** What the page at the callbacks loads beside itself, from now on. */
export interface CallbackPage {
  /** How many images; none unless told otherwise. */
  resources: number;
  /** How long each takes to be answered, in milliseconds. */
  delay: number;
}

export interface ApplicationOptions extends RequestTarget {
  readonly client: (name: ClientName) => SiteClient;
  readonly callbackPage: CallbackPage;
  /** Notes a new login, so that the server and the hop know of it when its authorization request comes. */
  readonly start: (options: LoginOptions) => Login;
}

/**
 * The client application. `/start`, `/popup` and `/frame` take LoginOptions as their query. Its callbacks show the
 * same neutral page for every response: that somebody judges them is not its business.
 */
export function application(options: ApplicationOptions): Handler {
  return ({ url }, response) => {
    const { pathname, search, searchParams } = new URL(url, 'http://localhost');
    const [, place] = pathname.split('/');
    switch (place) {
      case '':
        return show(response, startPage());
      case 'start':
        return startLogin(response, searchParams, options);
      case 'popup':
        return show(response, page('Popup', popup(search)));
      case 'frame':
        return show(
          response,
          page('Frame', `<h1>A login in a frame</h1><iframe src="${frame(search)}"></iframe>`),
        );
      case 'flood':
        return show(response, page('Flood', flood(options.client('RS256').callbacks.page)));
      case 'worker':
        return show(
          response,
          page('Worker', '<h1>A service worker</h1>', register(searchParams.get('script'))),
        );
      case 'fetching.js':
      case 'answering.js':
      case 'preloading.js':
        return response.writeHead(200, { 'content-type': 'text/javascript' }).end(workers[place]);
      case 'cb':
        return show(response, page('Welcome back', welcome + images(options.callbackPage.resources)));
      case 'image':
        return setTimeout(() => showImage(response), options.callbackPage.delay);
      case 'wiping':
        return show(response, page('Welcome back', welcome, wipe));
      case 'closing':
        return show(response, page('Welcome back', welcome, '<script>close()</script>\n'));
      case 'redirecting':
        return response.writeHead(302, { location: '/home' }).end();
      case 'home':
        return show(response, page('Home', '<h1>Home</h1><p><a href="/">All logins</a></p>'));
      default:
        return show(response, page('Not found', '<h1>Not found</h1>'), 404);
    }
  };
}

function show(response: ServerResponse, html: string, status = 200): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(html);
}

async function startLogin(
  response: ServerResponse,
  query: URLSearchParams,
  site: ApplicationOptions,
): Promise<void> {
  let options: LoginOptions;
  let request: Parameters;
  try {
    options = readOptions(query);
    const client = site.client(options.client ?? 'RS256');
    const login = site.start(options);
    request = await carried(login, authorizationRequest(login, client), client, site);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return show(response, page('No such login', `<h1>No such login</h1><p>${escaped(message)}</p>`), 400);
  }
  const endpoint = `${site.issuer}/auth`;
  if (options.via?.endsWith('post')) return show(response, autoPost(endpoint, Object.entries(request)));
  const location = `${endpoint}?${new URLSearchParams(request)}`;
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
  return undefined;
}

function showImage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
  response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
}

const images = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<img src="/image/${index}" alt="">`).join('');

const welcome = '<h1>Welcome back</h1><p><a href="/">All logins</a></p>';

/** Has the application's pages go by a service worker, as soon as the title says so. */
const register = (script: string | null): string => `<script>
navigator.serviceWorker.register(${JSON.stringify(`/${script ?? 'fetching'}.js`)});
navigator.serviceWorker.ready.then(() => (document.title = 'Worker ready'));
</script>
`;

const whenever = (answer: string): string => `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(${answer}));
`;
const preload = `addEventListener('activate', (event) => event.waitUntil(registration.navigationPreload.enable()));
`;
const shell = "new Response('<title>Shell</title>', { headers: { 'content-type': 'text/html' } })";
/**
 * One fetches everything for the page, one has the browser fetch it meanwhile, and one has its callbacks in itself, as
 * applications that work offline do.
 */
const workers = {
  'fetching.js': whenever('fetch(event.request)'),
  'preloading.js':
    preload + whenever('event.preloadResponse.then((answer) => answer ?? fetch(event.request))'),
  'answering.js': whenever(`event.request.url.includes('/cb/') ? ${shell} : fetch(event.request)`),
};

// In the head, before anything is painted: as early as a page can.
const wipe = "<script>history.replaceState(null, '', location.pathname)</script>\n";

const frame = (search: string): string => escaped(`/start${search}`);

const popup = (search: string): string => `<h1>A login in a popup</h1>
<button data-start="${frame(search)}" onclick="open(this.dataset.start, '_blank', 'popup,width=480,height=600')">
Open the login
</button>`;

/** Fires made-up responses at a callback without end, eight at a time. */
const flood = (callback: string): string => `<h1>Responses without end</h1>
<script>
let count = 0;
function fire() {
  const frame = document.createElement('iframe');
  frame.src = ${JSON.stringify(callback)} + '?code=flood-' + (count += 1) + '&state=flood';
  frame.onload = () => (frame.remove(), fire());
  document.body.append(frame);
}
for (let at = 0; at < 8; at += 1) fire();
</script>`;
