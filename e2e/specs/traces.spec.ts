import { join } from 'node:path';
import type { Page, Request } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../src/client.ts';
import type { Browser } from '../browsers/browser.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { browserName, launchBrowser } from '../browsers/launch.ts';
import { finishLogin } from '../finish-login.ts';
import { openOptions } from '../options-view.ts';
import { copied, readTab, watchAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { filesWith, kill } from '../profile.ts';
import { register, registerSecrets, registrationOf } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import { type Listener, startListener } from '../site/listener.ts';
import { type Site, startSite } from '../site/site.ts';
import { storedIn } from '../stored.ts';

/** The part of the extension API that settings are read by, inside the browser. */
declare const chrome: { storage: { local: { get(keys: null): Promise<Record<string, unknown>> } } };

// One session with all that the tool does, and what it leaves in its wake: requests, errors, titles, and on the disk.

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;
let site: Site;
/** Must hear nothing. */
let listener: Listener;
let browser: Browser;
let clients: readonly Client[];
let page: Page;
let panel: PanelView;
/** What the extension's pages asked for, as far as the browser tells of it. */
const asked: string[] = [];
/** Titles and URLs of the extension's own pages, and what its toolbar button says. */
const names = new Set<string>();
/** How often the settings were changed: as far as is known here, and before the browser was killed. */
let saved = 0;
let atLeast = 0;
/** The clients as they are after so many changes. */
const changed = (leeway: number): Client[] => clients.map((client) => ({ ...client, leeway }));
/** What nobody but the extension knows in clear, by name. */
const secrets = new Map<string, string>();

beforeAll(async () => {
  [folder, site, listener] = await Promise.all([temporaryFolder('traces'), startSite(), startListener()]);
  profile = join(folder.path, 'profile');
  browser = await launchBrowser({ profile, privateWindows: true });
  await browser.noteErrors();
  const ofSite = (['RS256', 'encrypted', 'confidential'] as const).map((name) => site.client(name));
  clients = ofSite.map((client) => registrationOf(site, client));
  await register(browser, clients);
  await registerSecrets({ browser, site }, ofSite);
  page = await browser.open(site.app);
  panel = viewPanel((await browser.openPanel(page)).panel);
  for (const context of new Set([browser.context, panel.frame.page().context()])) context.on('request', note);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([site.close(), listener.close()]);
  await folder.remove();
});

function note(request: Request): void {
  if (request.serviceWorker() !== null || request.isNavigationRequest()) return;
  const isOwn = request.frame().url().startsWith(browser.extensionUrl(''));
  if (isOwn && request.url().startsWith('http')) asked.push(request.url());
}

/** Looks at what the extension shows of itself outside of its pages. */
async function noteNames(): Promise<void> {
  const own = browser.context.pages().filter((page) => page.url().startsWith(browser.extensionUrl('')));
  for (const one of own) names.add(one.url()).add(await one.title());
  names.add(panel.frame.url()).add(await panel.frame.evaluate(() => document.title));
  names.add((await browser.badge(page)).title);
}

const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
const field = (name: string) => panel.frame.locator(`dialog [name=${name}]`);
const inDialog = (name: string) => panel.frame.locator('dialog').getByRole('button', { name, exact: true });

/** Starts a login of a client from the panel, by a pushed request object, and redeems its code. */
async function startAndRedeem(client: string, rows: number): Promise<void> {
  await page.context().clearCookies();
  await button('Log in …').click();
  const option = await field('client').locator('option', { hasText: client }).getAttribute('value');
  await field('client').selectOption(option);
  await expect.poll(() => inDialog('Start').isEnabled()).toBe(true);
  await field('response_mode').selectOption('form_post.jwt');
  await field('via').selectOption('pushed-request');
  await inDialog('Start').click();
  await finishLogin(page, site.app);
  expect(await panel.newest(rows)).toMatchObject({ mode: 'form_post.jwt', verdict: 'Valid' });
  await panel.detail();
  await noteNames();
  await button('Redeem …').click();
  await inDialog('Redeem').click();
  await expect
    .poll(() => panel.frame.locator('dialog [data-status]').innerText())
    .toContain('ID token: Valid');
  await noteNames();
  await inDialog('Close').click();
}

/** What the extension alone knows of the login that was started last. */
function noteSecrets(client: string): void {
  const heard = (path: string) =>
    site.heard.issuer.findLast(({ method, url }) => method === 'POST' && url === path);
  const { request = '' } = Object.fromEntries(new URLSearchParams(heard('/request')?.body));
  const { code = '', code_verifier = '' } = Object.fromEntries(new URLSearchParams(heard('/token')?.body));
  const { access_token, id_token } = members(heard('/token')?.tokens ?? '{}');
  const { state, nonce } = members(parseJws(request).payload);
  const signatureOf = (jwt: unknown) => String(jwt).split('.')[2] ?? '';
  for (const [name, value] of Object.entries({
    code,
    code_verifier,
    access_token,
    id_token: signatureOf(id_token),
    request: signatureOf(request),
    state,
    nonce,
  })) {
    expect(value, name).toMatch(/^[\w-]{16,}$/);
    secrets.set(`${name} of ${client}`, String(value));
  }
}

describe.sequential('a whole session', () => {
  test('of logins, started, pushed and redeemed, with an import and a private window, asks for nothing but that', async () => {
    await page.goto(site.login({ fault: 'wrong-aud' }));
    await panel.newest(1);
    await panel.detail();
    await noteNames();
    const report = await copied(browser, page, panel, 'Copy bug report');
    expect(report).toContain('ddressed to another client');
    await page.goto(site.login({ client: 'confidential', error: 'access_denied' }));
    await panel.newest(2);
    for (const name of ['Token', 'Keys', 'Request', 'Raw'] as const) await readTab(panel, name);
    await startAndRedeem('encrypted-client', 3);
    noteSecrets('encrypted-client');
    await startAndRedeem('confidential-client', 4);

    const stranger = `${site.client('RS256').callbacks.page}?code=1&state=2&iss=${listener.origin}`;
    await button('Import').click();
    await panel.frame.locator('dialog').getByLabel('Or paste').fill(stranger);
    await inDialog('Import').click();
    await panel.frame.locator('[data-imported]').waitFor();
    await inDialog('Close').click();

    const options = await openOptions(browser);
    await options.button('Edit encrypted-client').click();
    await noteNames();
    await options.page.close();

    const window = await browser.openPrivateWindow(site.login({ fault: 'wrong-aud' }));
    await poll('the private login', async () => (await browser.badge(window)).text === '1');
    await window.close();
    await page.goto(stranger);
    await panel.newest(6);
    await panel.detail();

    const documents = ['/.well-known/openid-configuration', '/jwks'].map((path) => `GET ${path}`);
    const fetched = [...site.heard.issuer, ...site.heard.app].filter(
      ({ url, headers }) => headers['sec-fetch-dest'] === 'empty' && !url.includes('com.chrome.devtools'),
    );
    const lines = fetched.map(({ method, url }) => `${method} ${url}`);
    expect(new Set(lines)).toEqual(new Set([...documents, 'POST /request', 'POST /token']));
    // The user caused each of them by a click.
    const posted = lines.filter((line) => line.startsWith('POST')).toSorted();
    expect(posted).toEqual(['POST /request', 'POST /request', 'POST /token', 'POST /token']);
    expect(fetched.filter(({ headers: { cookie, origin, referer } }) => cookie ?? origin ?? referer)).toEqual(
      [],
    );
    expect(listener.heard).toEqual([]);
    const elsewhere = [...asked, ...(await browser.askedByBackground())].filter(
      (url) => new URL(url).origin !== site.issuer && !url.startsWith(browser.extensionUrl('')),
    );
    expect(elsewhere).toEqual([]);
    if (browserName === 'chromium') expect(asked).not.toEqual([]);
  });

  test('tells no secret in a title, a URL or a report of its own', async () => {
    const requests = site.heard.issuer.map(({ url }) => new URL(url, site.issuer).searchParams);
    const responses = site.heard.app.flatMap(({ url }) =>
      new URL(url, site.app).searchParams.getAll('response'),
    );
    const known = [
      ...secrets.values(),
      ...requests.flatMap((one) => [one.get('state'), one.get('nonce')]),
      ...responses.flatMap((jwt) => [jwt.split('.')[2], members(parseJws(jwt).payload)['code']]),
    ].filter((one) => typeof one === 'string');
    expect(known.length).toBeGreaterThan(secrets.size + 6);
    const said = [...names].join('\n');
    expect(said).toContain('extension/panel/index.html');
    expect(known.filter((secret) => said.includes(secret))).toEqual([]);
    // Neither a response nor what looks like one.
    expect(said).not.toMatch(/eyJ|code=|response=/);
  });

  test('comes to no error', async () => {
    expect(await browser.errors()).toEqual([]);
    // What would be noted: one in each of the two places.
    await panel.frame.evaluate(
      `void setTimeout(() => Promise.reject(new Error('in the panel')), 0)\n//# sourceURL=${panel.frame.url()}`,
    );
    await browser.inBackground(
      () => void setTimeout(() => Promise.reject(new Error('in the background')), 0),
      null,
    );
    await poll('both errors', async () => {
      const noted = (await browser.errors()).join('\n');
      return noted.includes('in the panel') && noted.includes('in the background');
    });
  });

  test('that is killed in the middle leaves none of its secrets on the disk', async () => {
    const { decryptionKey, requestKey } = site.client('encrypted');
    const { client_secret } = site.client('confidential');
    secrets.set('decryption key', String(decryptionKey?.['d']));
    secrets.set('signing key', String(requestKey.jwk['d']));
    secrets.set('client secret', String(client_secret));
    await page.goto(site.login({ client: 'encrypted' }));
    await panel.newest(7);
    const stored = storedIn(panel);
    const ending = new AbortController();
    const until = async (work: () => Promise<unknown>) => {
      while (!ending.signal.aborted) await work().catch(() => undefined);
    };
    for (const tab of await Promise.all([1, 2].map(() => browser.open())))
      void until(() => tab.goto(site.login({ client: 'encrypted' })));
    void until(async () => {
      await register(browser, changed(saved + 1));
      saved += 1;
    });
    await poll('logins and changes', async () => (await stored.ids('response')).length >= 10 && saved >= 5);
    atLeast = saved;
    ending.abort();
    await kill(browser, profile);
    for (const [name, secret] of secrets) expect(await filesWith(profile, secret), name).toEqual([]);
    // What a browser writes of its own accord is found there: it knows where it was.
    expect(await filesWith(profile, site.client('encrypted').callbacks.page)).not.toEqual([]);
  });

  test('and has the settings afterwards, each change whole or as if it never was', async () => {
    browser = await launchBrowser({ profile });
    const kept = await browser.inBackground(() => chrome.storage.local.get(null), null);
    expect(Object.keys(kept).toSorted()).toEqual(clients.map(({ id }) => `client/${id}`).toSorted());
    const [{ leeway = 0 } = {}] = Object.values(kept) as Partial<Client>[];
    expect(leeway).toBeGreaterThanOrEqual(atLeast);
    expect(kept).toEqual(
      Object.fromEntries(changed(leeway).map((client) => [`client/${client.id}`, client])),
    );
    const again = await watchAllTabs(browser);
    await browser.open(site.login());
    expect(await again.newest(1)).toMatchObject({ verdict: 'Valid' });
  });
});
