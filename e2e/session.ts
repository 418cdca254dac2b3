import { type Client, clientDefaults } from '../src/client.ts';
import { writeRecord } from '../src/record-text.ts';
import { recordKey } from '../src/records.ts';
import type { Secrets } from '../src/secrets.ts';
import type { Browser } from './browsers/browser.ts';
import { borrowBrowser } from './browsers/shared.ts';
import type { SiteClient } from './site/clients.ts';
import { type Site, type SiteOptions, startSite } from './site/site.ts';

/** The part of the extension API that seeding uses, inside the browser. */
declare const chrome: {
  storage: Record<'local' | 'session', { set(items: Record<string, unknown>): Promise<void> }>;
};

/** A browser with the extension, a login site, and the site's clients registered. */
export interface Session {
  readonly browser: Browser;
  readonly site: Site;
  close(): Promise<void>;
}

/** What a tester would have registered for a client of the login site. */
export function registrationOf(site: Pick<Site, 'issuer'>, { name, ...client }: SiteClient): Client {
  const { authorization_signed_response_alg, token_endpoint_auth_method, encryption } = client;
  return {
    id: name,
    revision: `${name}-1`,
    callbacks: [...new Set(Object.values(client.callbacks))],
    issuer: site.issuer,
    client_id: client.client_id,
    authorization_signed_response_alg,
    authorization_endpoint: `${site.issuer}/auth`,
    keys: { from: 'metadata', metadata_url: `${site.issuer}/.well-known/openid-configuration` },
    test_network_without_tls: false,
    ...clientDefaults,
    id_token_signed_response_alg: authorization_signed_response_alg,
    token_endpoint_auth_method,
    ...(encryption && {
      authorization_encrypted_response_alg: encryption.alg,
      authorization_encrypted_response_enc: encryption.enc,
    }),
  };
}

/** Registers clients without the options page, which has tests of its own. */
export async function register(browser: Browser, clients: readonly Client[]): Promise<void> {
  const items = Object.fromEntries(clients.map((client) => [`client/${client.id}`, client]));
  await browser.inBackground((items) => chrome.storage.local.set(items), items);
}

/** Gives the extension what only these clients know, as the options page would, until the browser is closed. */
export async function registerSecrets(
  { browser, site: { issuer } }: Pick<Session, 'browser' | 'site'>,
  clients: readonly SiteClient[],
): Promise<void> {
  const secrets = clients.map(({ name, decryptionKey, requestKey, client_secret = '' }): Secrets => {
    const keys = decryptionKey === undefined ? '' : JSON.stringify(decryptionKey);
    const signing_keys = JSON.stringify(requestKey.jwk);
    return { client: name, issuer, revision: `${name}-1`, keys, signing_keys, client_secret };
  });
  const items = Object.fromEntries(
    secrets.map((secret) => [recordKey.secrets(secret.client), writeRecord(secret)]),
  );
  await browser.inBackground((items) => chrome.storage.session.set(items), items);
}

/** Starts a login site and registers all its clients in a browser, which is the session's from then on. */
export async function startSession(
  starting: Promise<Browser> = borrowBrowser(),
  options: Pick<SiteOptions, 'algorithms'> = {},
): Promise<Session> {
  const [site, browser] = await Promise.all([startSite(options), starting]);
  await register(
    browser,
    site.clients.map((client) => registrationOf(site, client)),
  );
  return {
    browser,
    site,
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
