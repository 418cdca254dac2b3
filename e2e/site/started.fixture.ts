/** Logins that the core starts, sent and answered for real, with the evidence that the browser would give. */
import type { Client } from '../../src/client.ts';
import { type Evidence, catalogueVersion } from '../../src/evidence.ts';
import { freshLength, freshValues } from '../../src/login/fresh.ts';
import type { HttpAnswer, HttpRequest } from '../../src/login/http.ts';
import type { LoginOptions } from '../../src/login/options.ts';
import { pushedLogin } from '../../src/login/push.ts';
import { type StartedLogin, startLogin } from '../../src/login/start.ts';
import { type Metadata, parseMetadata } from '../../src/issuer/metadata.ts';
import type { Fetched, RequestRecord, StartedRecord } from '../../src/records.ts';
import type { Secrets } from '../../src/secrets.ts';
import { registrationOf } from '../session.ts';
import type { ClientName } from './clients.ts';
import { CookieClient, type Landing } from './cookie-client.ts';
import type { Site } from './site.ts';

/** What the issuer publishes, as text. */
export interface Published {
  readonly metadata: string;
  readonly jwks: string;
}

/** Reads the issuer's documents. */
export async function publishedBy(site: Site): Promise<Published> {
  const read = async (path: string) => await (await fetch(`${site.issuer}${path}`)).text();
  return { metadata: await read('/.well-known/openid-configuration'), jwks: await read('/jwks') };
}

/** Sends a request as the extension would. */
export async function send({ method, url, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const answer = await fetch(url, { method, headers, body, redirect: 'manual' });
  return { status: answer.status, body: await answer.text() };
}

/** The client as registered, and what only it knows: its secret and the key that its requests are signed by. */
export function registered(site: Site, name: ClientName): { client: Client; secrets: Secrets } {
  const own = site.client(name);
  const secrets: Secrets = {
    client: name,
    issuer: site.issuer,
    revision: '1',
    keys: '',
    signing_keys: JSON.stringify(own.requestKey.jwk),
    client_secret: own.client_secret ?? '',
  };
  return { client: registrationOf(site, own), secrets };
}

/** The fresh values of one login. */
export const fresh = () => freshValues(crypto.getRandomValues(new Uint8Array(freshLength)));

/** One login, from its start to its evidence. */
export interface Done {
  readonly evidence: Evidence;
  readonly secrets: Secrets;
  readonly login: StartedLogin;
}

/** Starts a login of a client, pushes it if it is to be pushed, logs in and says what a browser would have seen. */
export async function logIn(
  site: Site,
  published: Published,
  name: ClientName,
  options: Partial<LoginOptions>,
  browser = new CookieClient(site),
): Promise<Done> {
  const { client, secrets } = registered(site, name);
  const whole: LoginOptions = { response_type: 'code', scope: 'openid', via: 'parameters', ...options };
  const metadata: Metadata | null = parseMetadata(published.metadata);
  const login = await startLogin({ client, metadata, secrets, options: whole }, fresh(), Date.now() / 1000);
  if ('problems' in login) throw new Error(JSON.stringify(login.problems));
  const url = login.url ?? (await push(login));
  const evidence = await answerTo(browser, { client, login, url, via: whole.via }, published);
  return { login, secrets, evidence };
}

/** A login that was sent off. */
interface Opened {
  readonly client: Client;
  readonly login: StartedLogin;
  readonly url: string;
  readonly via: StartedRecord['via'];
}

/** Goes where a login was sent, logs in if asked to, and says what a browser would have seen. */
export async function answerTo(
  browser: CookieClient,
  { client, login, url, via }: Opened,
  published: Published,
): Promise<Evidence> {
  const parameters = login.sent.map(([name, value]): [string, string] => [name, value]);
  const started: StartedRecord = {
    id: url,
    at: Date.now(),
    tabId: 1,
    client: client.id,
    url,
    parameters,
    via,
  };
  return evidenceOf(client, await finish(browser, url), started, published);
}

async function push(login: StartedLogin): Promise<string> {
  if (!login.push) throw new Error('neither a URL nor a request to push');
  const pushed = pushedLogin(login, await send(login.push));
  if (!('url' in pushed)) throw new Error(JSON.stringify(pushed));
  return pushed.url;
}

/** Follows a login to its end, through the login page where one stands in the way. */
async function finish(browser: CookieClient, url: string): Promise<Landing> {
  let at = url;
  for (;;) {
    try {
      return await browser.follow(at);
    } catch (error) {
      const [, page] = /stuck at (\S+\/interaction\/\S+) /.exec(String(error)) ?? [];
      if (page === undefined) throw error;
      const body = new URLSearchParams({ username: 'alice', decision: 'log-in' });
      const { next } = await browser.visit({ url: new URL(page), body });
      at = next?.url.href ?? '';
    }
  }
}

function evidenceOf(
  client: Client,
  { channel, redirect_uri, parameters }: Landing,
  started: StartedRecord,
  { metadata, jwks }: Published,
): Evidence {
  const encoded = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const isForm = channel === 'form_post';
  const landed = isForm ? redirect_uri : `${redirect_uri}${channel === 'query' ? '?' : '#'}${encoded}`;
  const seen = (url: string, at: number) => ({
    id: String(at),
    at,
    requestId: '1',
    tabId: 1,
    frameId: 0,
    type: 'main_frame' as const,
    url,
    urlLength: url.length,
    formLeftOut: 0,
    formCut: false,
    clients: [client.revision],
  });
  const now = Date.now();
  const request: RequestRecord = {
    ...seen(started.url, started.at),
    kind: 'request',
    method: 'GET',
    form: null,
  };
  const fetched = (url: string): Fetched => ({
    url,
    at: now + 1,
    document: url,
    problem: null,
    detail: null,
    clock: null,
  });
  return {
    catalogue: catalogueVersion,
    response: {
      ...seen(landed, now),
      kind: 'response',
      method: isForm ? 'POST' : 'GET',
      form: isForm ? parameters.map(([name, value]) => [name, value]) : null,
      issuers: [client.issuer],
    },
    request,
    pairedBy: 'redirect-chain',
    client,
    clientBy: 'only',
    issuersOnCallback: [client.issuer],
    profile: client.profile,
    typed: {},
    accepted: [],
    history: { response: '', at: now, digests: {}, earlier: [] },
    sightings: 0,
    observations: [],
    started,
    lookups: [
      {
        record: {
          response: '',
          n: 0,
          why: 'arrival',
          at: now,
          endpointObservable: true,
          metadata: fetched(`${client.issuer}/.well-known/openid-configuration`),
          keys: fetched(`${client.issuer}/jwks`),
        },
        metadata,
        jwks,
      },
    ],
  };
}
