import { application, type CallbackPage } from './app.ts';
import { startAuthorizationServer } from './authorization-server.ts';
import { hmacAlgs, signingAlgs, usualSigningAlgs } from './algorithms.ts';
import { type ClientName, clientNames, type SiteClient, siteClients, usualClientNames } from './clients.ts';
import { type Documents, documentSwitch } from './documents.ts';
import { type Elsewhere, faultsElsewhere } from './elsewhere.ts';
import type { FaultContext } from './faults/fault.ts';
import { hop } from './hop.ts';
import { secretKey, type SigningKey, unpublishedKeys } from './keys.ts';
import { type Heard, listen } from './listener.ts';
import { type Login, type LoginOptions, newLogin, writeOptions } from './login.ts';
import { type ServerClock, serverClock } from './server-clock.ts';
import { pushTo } from './push.ts';

export interface SiteOptions {
  /** Default: ports that are free. */
  readonly issuerPort?: number | undefined;
  readonly appPort?: number | undefined;
  /** The host names in the URLs, `localhost` unless told otherwise. Both listen on 127.0.0.1 alone. */
  readonly issuerHost?: string | undefined;
  readonly appHost?: string | undefined;
  /** `all`: keys and clients for every algorithm that the server has; the usual ones unless told otherwise. */
  readonly algorithms?: 'usual' | 'all' | undefined;
  /** Clients beside the usual ones. */
  readonly further?: readonly ClientName[] | undefined;
}

export interface Site {
  /** The issuer identifier, as the metadata name it. It is the hop's address. */
  readonly issuer: string;
  /** The origin of the client application. */
  readonly app: string;
  readonly clients: readonly SiteClient[];
  client(name: ClientName): SiteClient;
  /** The URL that starts such a login, anew each time it is visited. Throws on options that do not go together. */
  login(options?: LoginOptions): string;
  /** The PKCE verifier of the login with this nonce, which the application keeps to itself. */
  verifierOf(nonce: string): string;
  /** A page with a button that opens the login in a popup. */
  popup(options?: LoginOptions): string;
  /** A page that holds the login in an iframe. */
  frame(options?: LoginOptions): string;
  /** A page that fires made-up responses at the callback of the client RS256 without end. */
  readonly flood: string;
  readonly callbackPage: CallbackPage;
  /** What the issuer's documents are to be like, for everybody, from now on. */
  readonly documents: Documents;
  /** What is broken in responses to logins that this application did not start. */
  readonly elsewhere: Elsewhere;
  /** What the server takes the time to be. */
  readonly clock: ServerClock;
  /** From now on the server signs with new keys; `keep` leaves the old ones in the JWKS. */
  rotate(options?: { readonly keep?: boolean }): Promise<void>;
  /** Every request that reached the hop and the application. */
  readonly heard: { readonly issuer: readonly Heard[]; readonly app: readonly Heard[] };
  close(): Promise<void>;
}

/** Starts an authorization server behind a hop, and a client application. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const logins = new Map<unknown, Login>();
  const loginOf = (nonce: unknown): Login | undefined => logins.get(nonce);
  const start = (options: LoginOptions): Login => {
    const login = newLogin(options);
    logins.set(login.nonce, login);
    return login;
  };
  const documents = documentSwitch();
  const clock = serverClock();
  const elsewhere = faultsElsewhere();
  const callbackPage: CallbackPage = { resources: 0, delay: 50 };
  const app = await listen({ host: options.appHost, port: options.appPort });
  const front = await listen({ host: options.issuerHost, port: options.issuerPort });
  const issuer = front.origin;
  const isForAll = options.algorithms === 'all';
  const algs = isForAll ? signingAlgs : usualSigningAlgs;
  const names = isForAll ? clientNames : [...usualClientNames, ...(options.further ?? [])];
  const clients = await siteClients(app.origin, names);
  const client = (name: ClientName): SiteClient => {
    const found = clients.find((client) => client.name === name);
    if (found === undefined) throw new RangeError(`this site has no client ${name}`);
    return found;
  };
  const server = await startAuthorizationServer({ issuer, clients, loginOf }, algs);
  const faultContext = async ({ client: name = 'RS256' }: Pick<Login, 'client'>): Promise<FaultContext> => {
    const own = client(name);
    return {
      issuer,
      client: own,
      keys: [...server.keys(), ...secretKeys(own.client_secret)],
      unpublished: [
        ...(await unpublishedKeys(algs)),
        ...secretKeys('a secret that this client does not have'),
      ],
      now: Math.floor(Date.now() / 1000) + clock.ahead,
    };
  };
  front.serve(hop({ issuer, upstreamPort: server.port, documents, clock, loginOf, elsewhere, faultContext }));
  app.serve(application({ issuer, client, start, callbackPage, push: pushTo(front.port) }));
  return {
    issuer,
    app: app.origin,
    clients,
    client,
    login: (options = {}) => `${app.origin}/start?${writeOptions(options)}`,
    verifierOf(nonce) {
      const login = loginOf(nonce);
      if (!login) throw new RangeError('there was no such login');
      return login.code_verifier;
    },
    popup: (options = {}) => `${app.origin}/popup?${writeOptions(options)}`,
    frame: (options = {}) => `${app.origin}/frame?${writeOptions(options)}`,
    flood: `${app.origin}/flood`,
    callbackPage,
    documents,
    elsewhere,
    clock,
    rotate: ({ keep = false } = {}) => server.rotate(keep),
    heard: { issuer: front.heard, app: app.heard },
    close: async () => {
      await Promise.all([front.close(), app.close(), server.close()]);
    },
  };
}

function secretKeys(client_secret: string | undefined): SigningKey[] {
  return client_secret === undefined ? [] : hmacAlgs.map((alg) => secretKey(alg, client_secret));
}
