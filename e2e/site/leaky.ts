import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type Client, clientDefaults } from '../../src/client.ts';
import { autoPost } from './authorization-response.ts';
import { escaped, page } from './html.ts';
import { type Handler, type Heard, listen } from './listener.ts';

/** What server and application do wrong, or right, with a response. */
export const leakyScenarios = [
  /** 303, no-referrer, nothing loaded, the address wiped. */
  'quiet',
  /** 302 to a page without a policy, which loads an image from elsewhere. */
  'image',
  /** The same under a policy that lets the whole URL out. */
  'referrer',
  /** The callback redirects on to another origin, with all that it was given. */
  'forward',
  /** A script tells another origin the page's URL, as analytics do. */
  'pixel',
  /** The login form is answered with 307. */
  'login',
  /** A form that may be stored. */
  'form',
  /** The page redeems the code itself. */
  'redeem',
  /** The page sits in a login host of its own. */
  'elsewhere',
] as const;
export type LeakyScenario = (typeof leakyScenarios)[number];

export interface LeakySite {
  /** What a tester would register. */
  /** The application's origin. */
  readonly app: string;
  client(watches: boolean): Client;
  /** The URL that starts such a login. */
  login(scenario: LeakyScenario): string;
  /** Another origin, which should learn nothing. */
  readonly tracker: string;
  /** Another origin of the same server. */
  readonly loginHost: string;
  close(): Promise<void>;
}

/**
 * A server without signatures and an application that let their responses leak, and a third party that they leak to:
 * for what happens beside request and response, which the login site does right.
 */
export async function startLeakySite(): Promise<LeakySite> {
  const server = await listen();
  const app = await listen();
  const loginHost = await listen();
  const tracker = await listen({ host: '127.0.0.1' });
  server.serve(serverHandler(loginHost.origin));
  loginHost.serve(serverHandler(loginHost.origin));
  app.serve(applicationHandler(server.origin, tracker.origin));
  tracker.serve((_heard, response) => show(response, page('Elsewhere', '<h1>Elsewhere</h1>')));
  const callbackOf = (scenario: LeakyScenario) => `${app.origin}/cb/${scenario}`;
  return {
    app: app.origin,
    tracker: tracker.origin,
    loginHost: loginHost.origin,
    client: (watches) => ({
      ...clientDefaults,
      id: 'leaky',
      revision: watches ? 'leaky-watched' : 'leaky-unwatched',
      callbacks: leakyScenarios.map(callbackOf),
      issuer: server.origin,
      client_id: 'leaky-client',
      authorization_signed_response_alg: 'RS256',
      authorization_endpoint: `${server.origin}/auth`,
      keys: { from: 'jwks', jwks: '{"keys":[]}' },
      test_network_without_tls: false,
      watch_for_leaks: watches,
    }),
    login: (scenario) =>
      `${server.origin}/auth?${new URLSearchParams({
        client_id: 'leaky-client',
        response_type: 'code',
        ...(scenario === 'form' ? { response_mode: 'form_post' } : {}),
        redirect_uri: callbackOf(scenario),
        code_challenge: randomBytes(32).toString('base64url'),
        code_challenge_method: 'S256',
        state: random(),
      })}`,
    close: async () => {
      await Promise.all([server, app, loginHost, tracker].map((one) => one.close()));
    },
  };
}

const random = () => randomBytes(32).toString('base64url');

const scenarioOf = (callback: string) => new URL(callback).pathname.split('/').at(-1);

function serverHandler(loginHost: string): Handler {
  return (heard, response) => {
    const { pathname, searchParams } = new URL(heard.url, 'http://localhost');
    if (pathname === '/token') return json(response, heard);
    const callback = searchParams.get('redirect_uri') ?? '';
    const answer = new URLSearchParams({ code: random(), state: searchParams.get('state') ?? '' });
    const location = `${callback}?${answer}`;
    switch (scenarioOf(callback)) {
      case 'login':
        if (pathname === '/login') return response.writeHead(307, { location }).end();
        return show(response, loginPage(`/login?${searchParams}`));
      case 'elsewhere':
        if (pathname === '/auth')
          return response.writeHead(303, { location: `${loginHost}/login?${searchParams}` }).end();
        return response.writeHead(303, { location }).end();
      case 'form':
        return show(response, autoPost(callback, [...answer]));
      case 'quiet':
        return response.writeHead(303, { location }).end();
      default:
        return response.writeHead(302, { location }).end();
    }
  };
}

function json(response: ServerResponse, { body }: Heard): void {
  const redeemed = new URLSearchParams(body).has('code');
  const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
  response.writeHead(redeemed ? 200 : 400, headers).end('{}');
}

const loginPage = (action: string) =>
  page(
    'Log in',
    `<form method="post" action="${escaped(action)}">
<label>Name <input name="username" value="qa"></label>
<label>Password <input name="password" type="password" value="correct horse"></label>
<button>Log in</button>
</form>`,
  );

function applicationHandler(issuer: string, tracker: string): Handler {
  const image = `<img alt="" src="${tracker}/pixel.png">`;
  const script = (text: string) => page('Welcome back', `<h1>Welcome back</h1><script>${text}</script>`);
  return ({ url }, response) => {
    const { pathname, search } = new URL(url, 'http://localhost');
    switch (pathname.split('/').at(-1)) {
      case 'quiet':
        return show(response, script("history.replaceState(null, '', location.pathname)"), 'no-referrer');
      case 'image':
        return show(response, page('Welcome back', image));
      case 'referrer':
        return show(response, page('Welcome back', image), 'unsafe-url');
      case 'forward':
        return response.writeHead(302, { location: `${tracker}/landing${search}` }).end();
      case 'pixel':
        return show(
          response,
          script(`new Image().src = '${tracker}/p?u=' + encodeURIComponent(location.href)`),
        );
      case 'redeem':
        return show(response, script(redeem(`${issuer}/token`)));
      default:
        return show(response, page('Welcome back', '<h1>Welcome back</h1>'));
    }
  };
}

const redeem = (endpoint: string) =>
  `const code = new URLSearchParams(location.search).get('code');
fetch('${endpoint}', { method: 'POST', body: new URLSearchParams({ grant_type: 'authorization_code', code }) })`;

function show(response: ServerResponse, html: string, referrerPolicy?: string): void {
  const policy = referrerPolicy === undefined ? {} : { 'referrer-policy': referrerPolicy };
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(html);
}
