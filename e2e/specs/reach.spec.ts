import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Page, Request } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../src/client.ts';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser, hostNames } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { openOptions } from '../options-view.ts';
import { readTab, watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { register, registrationOf } from '../session.ts';
import { selfSigned } from '../site/certificate.ts';
import type { DocumentFaults } from '../site/documents.ts';
import { type Listener, startListener } from '../site/listener.ts';
import { type LoginOptions, responseModes } from '../site/login.ts';
import { type Site, type SiteOptions, startSite } from '../site/site.ts';

// Which URLs may be asked on whose behalf is `mayFetch`, whose own test goes through all rules, those between https
// hosts too: the login site speaks no TLS. Here is seen that nothing goes round it.

const inOne = dealtTests();

let browser: Browser;
let page: Page;
let panel: PanelView;
/** Must hear nothing. */
let listener: Listener;

beforeAll(async () => {
  browser = await borrowBrowser();
  panel = await watchAllTabs(browser);
  page = await browser.open();
});
afterAll(async () => await browser.close());
beforeEach(async () => {
  listener = await startListener();
});
afterEach(async () => {
  expect(listener.heard).toEqual([]);
  await listener.close();
});

/** A site of its own for each test, and with it another issuer: what was read of one issuer is kept for minutes. */
async function newSite(options: SiteOptions = {}): Promise<Site> {
  const site = await startSite(options);
  onTestFinished(() => site.close());
  return site;
}

const onTestNetwork = { issuerHost: hostNames.grantedIssuer, appHost: hostNames.grantedApp };

async function registerAt(site: Site, changes: Partial<Client> = {}): Promise<Client> {
  const made = registrationOf(site, site.client('RS256'));
  const client = { ...made, id: crypto.randomUUID(), revision: crypto.randomUUID(), ...changes };
  await register(browser, [client]);
  return client;
}

async function arrive(url: string) {
  const before = (await panel.rows()).length;
  await page.goto(url);
  const row = await panel.newest(before + 1);
  return { row, detail: await panel.detail('opened') };
}
const logIn = (site: Site, options: LoginOptions = {}) => arrive(site.login(options));

/** The text of the tab "Keys" of the selected response. */
async function keysTab(): Promise<string> {
  await panel.frame.getByRole('tab', { name: 'Keys' }).click();
  const text = await panel.frame.getByRole('tabpanel').innerText();
  await panel.frame.getByRole('tab', { name: 'Findings' }).click();
  return text;
}

/** Chromium's DevTools ask every site on this machine for it. */
const askedByDevTools = '/.well-known/appspecific/com.chrome.devtools.json';

/** The requests for one of the issuer's documents. */
const readings = ({ heard }: Site) =>
  heard.issuer
    .map(({ url }) => url)
    .filter((url) => url === '/jwks' || (url.startsWith('/.well-known/') && url !== askedByDevTools));

describe('a response that brings its own keys', () => {
  test.each([
    ['and names the registered issuer', (site: Site) => site.issuer, []],
    ['and names an issuer of its own', () => listener.origin, ['iss-match']],
  ] as const)('%s is rejected, and leads nowhere', async (_what, iss, more) => {
    const site = await newSite();
    await registerAt(site);
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwt = await new SignJWT({ code: 'stolen', state: 'x' })
      .setProtectedHeader({
        alg: 'RS256',
        kid: 'forged',
        jku: `${listener.origin}/jwks`,
        x5u: `${listener.origin}/certificate`,
        x5c: ['MIIB'],
        jwk: await exportJWK(publicKey),
      })
      .setIssuer(iss(site))
      .setAudience('rs256-client')
      .setExpirationTime('5 minutes')
      .sign(privateKey);
    const { row, detail } = await arrive(`${site.client('RS256').callbacks.page}?response=${jwt}`);
    expect(row.verdict).toBe('Rejected');
    expect(detail.checks('fail')).toEqual(expect.arrayContaining(['kid-known', 'signature', ...more]));
    expect(detail.finding('signature')).toContain('Signature matches no key the issuer publishes');
    expect(readings(site)).toEqual(['/.well-known/openid-configuration', '/jwks']);
  });
});

inOne(
  'a login that begins at one registered issuer and ends with the response of another is a mix-up',
  async () => {
    const [begun, other] = [await newSite(), await newSite()];
    await registerAt(begun);
    await registerAt(other);
    const { row } = await logIn(other);
    expect(row.verdict).toBe('Valid');
    const response = new URL(page.url()).search;
    await page.goto(begun.login({ interaction: 'page' }));
    const mixed = await arrive(`${begun.client('RS256').callbacks.page}${response}`);
    expect(mixed.row.verdict).toBe('Rejected');
    // Sites of one process sign with the same keys: by its signature alone the response would do.
    expect(mixed.detail.checks('pass')).toContain('signature');
    expect(mixed.detail.checks('fail')).toContain('iss-match');
    expect(mixed.detail.finding('iss-match')).toContain(
      'Issued by another issuer that is registered here (mix-up)',
    );
  },
);

/** An https address where something else is spoken: the listener's, which then hears no request. */
const tlsLess = () => `${listener.origin.replace('http:', 'https:')}/jwks`;

describe('keys that cannot or may not be asked for are not, and the signature stays unchecked', () => {
  test.each(
    dealt<
      [string, () => Promise<Site>, (site: Site) => Partial<Client>, (site: Site) => DocumentFaults, string]
    >([
      [
        'on this machine, by the word of an issuer that is not',
        () => newSite(onTestNetwork),
        () => ({ test_network_without_tls: true }),
        () => ({ metadata: { members: { jwks_uri: `${listener.origin}/jwks` } } }),
        'is on this machine, but the issuer is not, so it is not asked',
      ],
      [
        'at no web address',
        () => newSite(),
        () => ({}),
        () => ({ metadata: { members: { jwks_uri: 'data:application/json,{"keys":[]}' } } }),
        'is not a web address: only https and http can be asked',
      ],
      [
        'behind a redirect',
        () => newSite(),
        () => ({}),
        () => ({ jwks: { redirect: `${listener.origin}/jwks` } }),
        'redirects; metadata and keys are only read from where they are said to be',
      ],
      [
        'behind metadata that redirect',
        () => newSite(),
        () => ({}),
        () => ({ metadata: { redirect: `${listener.origin}/metadata` } }),
        'redirects; metadata and keys are only read from where they are said to be',
      ],
      [
        'where TLS is promised and none is spoken',
        () => newSite(),
        () => ({}),
        () => ({ metadata: { members: { jwks_uri: tlsLess() } } }),
        'could not be reached',
      ],
      [
        'in the metadata of another issuer',
        () => newSite(),
        () => ({}),
        () => ({
          metadata: { members: { issuer: listener.origin, jwks_uri: `${listener.origin}/jwks` } },
        }),
        'names the issuer',
      ],
      [
        'over http for an https issuer',
        () => newSite(),
        (site) => ({
          issuer: `https://${hostNames.grantedIssuer}`,
          keys: { from: 'jwks_uri', jwks_uri: site.issuer.replace('localhost', hostNames.grantedIssuer) },
        }),
        () => ({}),
        'is http, but the issuer is https, so it is not asked',
      ],
    ]),
  )('%s', async (_what, start, registered, documents, words) => {
    const site = await start();
    await registerAt(site, registered(site));
    site.documents.set(documents(site));
    const { row, detail } = await logIn(site);
    expect(detail.checks('skip')).toContain('signature');
    expect(detail.finding('signature')).toContain("the issuer's keys could not be fetched");
    expect(row.verdict).not.toBe('Valid');
    expect(await keysTab()).toContain(words);
  });

  test('behind a certificate that nobody vouches for', async () => {
    const site = await newSite();
    await registerAt(site);
    const untrusted = await startListener({ certificate: selfSigned() });
    onTestFinished(() => untrusted.close());
    const jwks_uri = `${untrusted.origin}/jwks`;
    site.documents.set({ metadata: { members: { jwks_uri } } });
    const { row } = await logIn(site);
    expect(row.verdict).toBe('Not verified');
    expect(await keysTab()).toContain(`${jwks_uri} could not be reached`);
    expect(untrusted.connections).toBeGreaterThan(0);
    expect(untrusted.heard).toEqual([]);
  });

  test('on a test network, unless that was said to be one', async () => {
    const site = await newSite(onTestNetwork);
    await registerAt(site);
    const { detail } = await logIn(site);
    expect(detail.finding('signature')).toContain("the issuer's keys could not be fetched");
    expect(await keysTab()).toContain('is http, which is asked only on a test network without TLS');
    expect(readings(site)).toEqual([]);
  });

  test('on an origin that was not granted, until it is asked for by a click', async () => {
    const site = await newSite({ issuerHost: onTestNetwork.issuerHost });
    const jwks_uri = site.issuer.replace(hostNames.grantedIssuer, hostNames.otherIssuer);
    await registerAt(site, { test_network_without_tls: true });
    site.documents.set({ metadata: { members: { jwks_uri } } });
    const { row } = await logIn(site);
    expect(row.verdict).toBe('Not verified');
    expect(await keysTab()).toContain(`The browser has not granted access to ${jwks_uri}`);
    expect(await panel.frame.getByRole('button', { name: `Allow access to ${jwks_uri}` }).count()).toBe(1);
    expect(readings(site)).toEqual(['/.well-known/openid-configuration']);
  });
});

inOne(
  'during many logins nothing is asked for but the metadata and keys of the registered issuer',
  async () => {
    const site = await newSite();
    await registerAt(site);
    const before = (await browser.askedByBackground()).length;
    for (const response_mode of dealt(responseModes)) await logIn(site, { response_mode });
    for (const fault of ['unknown-kid', 'wrong-iss', 'flipped-signature'] as const)
      await logIn(site, { fault });
    await logIn(site, { error: 'access_denied' });

    const documents = ['/.well-known/openid-configuration', '/jwks'];
    const asked = (await browser.askedByBackground()).slice(before);
    expect(new Set(asked)).toEqual(new Set(documents.map((path) => `${site.issuer}${path}`)));
    // A page's own requests are navigations: these are the extension's.
    const fetched = [...site.heard.issuer, ...site.heard.app].filter(
      ({ url, headers }) => headers['sec-fetch-dest'] === 'empty' && url !== askedByDevTools,
    );
    expect(new Set(fetched.map(({ method, url }) => `${method} ${url}`))).toEqual(
      new Set(documents.map((path) => `GET ${path}`)),
    );
    expect(fetched.filter(({ headers }) => 'cookie' in headers || 'referer' in headers)).toEqual([]);
  },
);

inOne(
  'in a whole session the pages ask for the metadata of an issuer, on a click, and for nothing else',
  async () => {
    const site = await newSite();
    const asked: string[] = [];
    const own = new URL(browser.extensionUrl('')).protocol;
    const note = (request: Request) => {
      const isOwn = request.serviceWorker() === null && request.frame().url().startsWith(own);
      if (isOwn && request.url().startsWith('http')) asked.push(request.url());
    };
    browser.context.on('request', note);
    onTestFinished(() => void browser.context.off('request', note));

    const options = await openOptions(browser);
    await options.button('Register a client').click();
    await options.type({
      'Callback URL': site.client('RS256').callbacks.page,
      Issuer: site.issuer,
      'Client ID': 'rs256-client',
    });
    await options.discover();
    await options.save();
    await logIn(site);
    await logIn(site, { fault: 'wrong-aud' });
    for (const name of ['Token', 'Keys', 'Request', 'Raw'] as const) await readTab(panel, name);
    await options.page.reload();
    await options.client('rs256-client').first().waitFor();
    await options.page.close();
    // Firefox tells nobody of what pages of extensions ask for: there the issuer's own log has to do.
    expect(asked).toEqual(
      browser.name === 'chromium' ? [`${site.issuer}/.well-known/openid-configuration`] : [],
    );
    expect(new Set(readings(site))).toEqual(new Set(['/.well-known/openid-configuration', '/jwks']));
  },
);

test('a web page can neither load anything of the extension nor talk to it', async () => {
  const site = await newSite();
  await registerAt(site);
  await logIn(site);
  const urls = ['manifest.json', 'icon-48.png', 'extension/panel/index.html'].map(browser.extensionUrl);
  const got = await page.evaluate(async (urls) => {
    const loads = (name: 'img' | 'script', src: string) =>
      new Promise((resolve) => {
        const element = Object.assign(document.createElement(name), { src });
        element.addEventListener('load', () => resolve(true));
        element.addEventListener('error', () => resolve(false));
        document.body.append(element);
      });
    const fetched = urls.map((url) => fetch(url).then(String, () => false));
    const embedded = urls.flatMap((url) => [loads('img', url), loads('script', url)]);
    const { chrome, browser } = globalThis as { chrome?: { runtime?: object }; browser?: object };
    return [...(await Promise.all([...fetched, ...embedded])), chrome?.runtime, browser];
  }, urls);
  expect(got.filter((one) => one !== false && one !== undefined && one !== null)).toEqual([]);
});
