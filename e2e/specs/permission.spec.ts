import type { Page } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { violations } from '../accessibility.ts';
import type { Browser } from '../browsers/browser.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { type OptionsView, openOptions } from '../options-view.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { test } from '../prompted.ts';
import { register, registrationOf } from '../session.ts';
import { type Site, startSite } from '../site/site.ts';

// One story in several tests, each going on where the one before ended: what was granted once, a browser grants again
// without a question.

/** The part of the extension API that is used inside a page of the extension. */
declare const chrome: {
  storage: { session: { set(items: object): Promise<void> } };
  notifications: {
    getAll(): Promise<object>;
    readonly onClosed: { addListener(listener: (id: string) => void): void };
  };
};

const app = 'http://app.example.test';
const id = 'http://id.example.test';
const keys = 'http://keys.example.test';
const elsewhere = 'http://elsewhere.example.test';
const tokens = 'http://tokens.example.test';

let browser: Browser;
/** Neither its application nor its server is on this machine, by their names. */
let distant: Site;
/** Applications on this machine, whose servers are not. */
let near: Site;
let second: Site;
let options: OptionsView;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  const issuerHost = new URL(id).hostname;
  [distant, near, second] = await Promise.all([
    startSite({ issuerHost, appHost: new URL(app).hostname }),
    startSite({ issuerHost }),
    startSite({ issuerHost }),
  ]);
  browser = await launchBrowser({
    prompts: true,
    resolve: [app, id, keys, elsewhere, tokens].map((origin) => new URL(origin).hostname),
  });
  page = await browser.open();
  panel = viewPanel((await browser.openPanel(page)).panel);
  options = await openOptions(browser);
  await options.startAfresh();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([distant.close(), near.close(), second.close()]);
});

/** What the extension itself asked of a server. Sec-Fetch-* is not sent over http to other hosts than loopback. */
const fetched = ({ heard }: Site) =>
  heard.issuer
    .filter(({ headers }) => !('upgrade-insecure-requests' in headers))
    .map(({ url, headers }) => `http://${headers.host}${url}`);
/** `origin` with the port of the site's server. */
const at = (origin: string, site: Site) => `${origin}:${new URL(site.issuer).port}`;

async function typeClient(site: Site) {
  await options.type({
    'Callback URL': site.client('RS256').callbacks.page,
    Issuer: site.issuer,
    'Client ID': 'rs256-client',
  });
  await options.page.getByRole('switch', { name: 'Test network without TLS' }).check();
}
const askedByDiscover = () => options.page.locator('#field-keys + .hint').innerText();
const accesses = (client: string) =>
  options.client(client).getByRole('list', { name: 'Access' }).getByRole('listitem').allInnerTexts();
const accessesInForm = () => options.page.locator('form .access').allInnerTexts();

async function logIn(url: string) {
  const before = (await panel.rows()).length;
  await page.goto(url);
  return { row: await panel.newest(before + 1), detail: await panel.detail('opened') };
}

test('who refuses can still register the client, and is told what it cannot do', async () => {
  await typeClient(distant);
  await expect
    .poll(askedByDiscover)
    .toBe(`Discover asks for access to ${app} (to see responses) and ${id} (to read its metadata and keys).`);
  await browser.answerPrompt(options.button('Discover'), 'deny');
  const alert = options.page.getByRole('alert');
  await expect
    .poll(() => alert.innerText())
    .toContain(`The browser has not granted access to ${distant.issuer}.`);
  expect(await alert.innerText()).toContain(
    'Press Discover again and allow access, or paste the JWKS: that needs none.',
  );

  await options.choose('JWKS URL');
  await options.type({
    'URL of the JWKS': `${distant.issuer}/jwks`,
    'Authorization endpoint (optional)': `${distant.issuer}/auth`,
  });
  // What was refused a moment ago is not asked for again.
  expect(await options.save()).toBe(
    'rs256-client is registered. First allow access below, or no response is seen. Open DevTools, tab OAuth, and log in once.',
  );
  await expect
    .poll(() => accesses('rs256-client'))
    .toEqual([
      expect.stringContaining(
        `Responses at ${app} cannot be seen: access was refused. Without it no response is judged.`,
      ),
      expect.stringContaining('Without it signatures are not checked; what was asked for is unknown'),
    ]);
  expect(await options.granted()).toEqual([]);
  expect(distant.heard.issuer).toEqual([]);
});

test('a background that was stopped when access was granted hears the next response', async () => {
  await page.goto(distant.login());
  // Firefox wakes it for what it listened to when it started, and on its very first start that is everything.
  await browser.stopBackground();
  await options.page.evaluate(() => chrome.storage.session.set({ wake: { at: Date.now() } }));
  await poll('the background started once more', () => browser.isBackgroundRunning());
  await browser.stopBackground();
  await browser.answerPrompt(options.button(`Allow ${app}`), 'allow');
  await expect
    .poll(() => accesses('rs256-client'))
    .toContainEqual(expect.stringContaining(`Responses at ${app} are seen.`));
  expect(await options.granted()).toEqual([`${app}/*`]);
  // The grant itself may have started it.
  await browser.stopBackground();

  const { row, detail } = await logIn(distant.login());
  // The login before the grant was not seen.
  expect(await panel.rows()).toHaveLength(1);
  expect(row).toMatchObject({ result: 'code', verdict: 'Not verified' });
  expect(detail.checks('fail')).toEqual([]);
  expect(detail.checks('warn')).toEqual(['issuer-tls', 'redirect-https']);
  expect(detail.finding('signature')).toContain("the issuer's keys could not be fetched");
  expect(detail.finding('state-echo')).toContain('no access to the authorization endpoint');
  expect(fetched(distant)).toEqual([]);
});

test('Discover asks for the server, not for what its metadata names: that takes a click of its own', async () => {
  const jwks_uri = `${at(keys, near)}/jwks`;
  near.documents.set({ metadata: { members: { jwks_uri } } });
  await options.button('Register a client').click();
  await typeClient(near);
  await expect
    .poll(askedByDiscover)
    .toBe(`Discover asks for access to ${id} (to read its metadata and keys).`);
  await browser.answerPrompt(options.button('Discover'), 'allow');
  await expect.poll(() => options.facts()).toMatchObject({ jwks_uri });
  expect(await options.granted()).toEqual([`${app}/*`, `${id}/*`]);
  expect(await accessesInForm()).toEqual([
    expect.stringContaining(
      `The metadata places its jwks_uri at ${keys}. Access is needed to read the keys. Without it signatures are not checked.`,
    ),
  ]);
  expect(fetched(near)).toEqual([`${near.issuer}/.well-known/openid-configuration`]);

  await browser.answerPrompt(options.button(`Allow ${keys}`), 'allow');
  await expect.poll(accessesInForm).toEqual([expect.stringContaining(`Keys at ${keys} can be read.`)]);
  expect(await options.granted()).toEqual([`${app}/*`, `${id}/*`, `${keys}/*`]);
  expect(await options.save()).toBe('rs256-client is registered. Open DevTools, tab OAuth, and log in once.');
});

test('then a login is judged, and a fault told in the panel and on the badge', async () => {
  const { row, detail } = await logIn(near.login());
  expect(row.verdict).toBe('Valid');
  expect(detail.sentence).toBe(
    'Valid, 1 warning: issuer is an http URL: anyone on the network can replace its keys',
  );
  expect(fetched(near)).toContain(`${at(keys, near)}/jwks`);

  const failed = Number((await browser.badge(page)).text);
  const broken = await logIn(near.login({ fault: 'wrong-aud' }));
  expect(broken.row).toMatchObject({ verdict: 'Rejected', reason: 'Addressed to another client' });
  expect(broken.detail.checks('fail')).toEqual(['aud-match']);
  const { title } = await poll('the badge', async () => {
    const badge = await browser.badge(page);
    return Number(badge.text) === failed + 1 ? badge : undefined;
  });
  expect(title).toContain('Addressed to another client');
});

/** Presses a button of the panel that asks for access, and allows it. */
async function allow(name: string, isRefusedFirst = false) {
  const button = panel.frame.getByRole('button', { name });
  if (browser.name === 'chromium') return await browser.answerPrompt(button, 'allow');
  // A panel of Firefox cannot ask: it opens a page that does, and goes away when it was answered.
  const [asking] = await Promise.all([browser.context.waitForEvent('page'), button.click()]);
  const there = asking.getByRole('button', { name });
  if (isRefusedFirst) {
    await browser.answerPrompt(there, 'deny');
    await expect.poll(() => asking.getByRole('status').innerText()).toContain('was refused');
    expect(await violations(asking)).toEqual([]);
  }
  await Promise.all([asking.waitForEvent('close'), browser.answerPrompt(there, 'allow')]);
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
}

test('access that turns out to be missing is asked for in the panel', async () => {
  const jwks_uri = `${at(elsewhere, second)}/jwks`;
  const token_endpoint = `${at(tokens, second)}/token`;
  second.documents.set({ metadata: { members: { jwks_uri, token_endpoint } } });
  const client = registrationOf(second, second.client('RS256'));
  await register(browser, [{ ...client, test_network_without_tls: true }]);
  expect((await logIn(second.login())).row.verdict).toBe('Not verified');
  await allow(`Allow access to ${at(elsewhere, second)}`, true);
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
  expect(await options.granted()).toEqual([`${app}/*`, `${elsewhere}/*`, `${id}/*`, `${keys}/*`]);
});

test('a code is redeemed at a token endpoint elsewhere once access to it was given, and not spent before', async () => {
  const redeem = panel.frame.locator('dialog').getByRole('button', { name: 'Redeem', exact: true });
  const redeemed = () => second.heard.issuer.filter(({ url }) => url === '/token');
  const asked = second.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'));
  const nonce = new URL(asked?.url ?? '', second.issuer).searchParams.get('nonce') ?? '';
  await panel.frame.getByRole('button', { name: 'Redeem …', exact: true }).click();
  await panel.frame.locator('[name=code_verifier]').fill(second.verifierOf(nonce));
  await redeem.click();
  const alert = panel.frame.locator('dialog').getByRole('alert');
  await expect.poll(() => alert.innerText()).toContain(`${at(tokens, second)}`);
  await allow(`Allow access to ${at(tokens, second)}`);
  // Not even to find out whether it could be.
  expect(second.heard.issuer.filter(({ headers }) => headers.host?.startsWith('tokens.'))).toEqual([]);
  await redeem.click();
  await expect
    .poll(() => panel.frame.locator('dialog [data-status]').innerText())
    .toContain('ID token: Valid');
  expect(redeemed().map(({ headers }) => [headers.host, headers['origin'], headers.cookie])).toEqual([
    [new URL(at(tokens, second)).host, undefined, undefined],
  ]);
  await panel.frame.locator('dialog').getByRole('button', { name: 'Close' }).click();
});

test('failures are told on the desktop once that was switched on, which asks the browser', async () => {
  const toggle = options.page.getByRole('switch', {
    name: 'Tell on the desktop when a response is rejected',
  });
  expect(await toggle.isChecked()).toBe(false);
  await browser.answerPrompt(toggle, 'allow');
  await expect.poll(() => toggle.isChecked()).toBe(true);
  // Without a desktop Firefox takes a notification back at once.
  const isFirefox = browser.name === 'firefox';
  if (isFirefox)
    await browser.inBackground(() => {
      chrome.notifications.onClosed.addListener((id) => Object.assign(globalThis, { told: [id] }));
    }, null);
  const { row } = await logIn(near.login({ fault: 'wrong-aud' }));
  // An earlier one may still be news.
  const id = row.id.replace(/^row-/, '');
  const told = () =>
    browser.inBackground(
      async (isFirefox) =>
        isFirefox
          ? ((globalThis as { readonly told?: string[] }).told ?? [])
          : Object.keys(await chrome.notifications.getAll()),
      isFirefox,
    );
  await expect.poll(async () => (await told()).filter((one) => one.endsWith(`/${id}`))).toHaveLength(1);
  await toggle.click();
  await expect.poll(() => toggle.isChecked()).toBe(false);
});

test('access that is taken back on the browser’s own page is gone at once, and asked for again', async () => {
  const asked = () => fetched(second).filter((url) => url.startsWith(elsewhere)).length;
  const before = asked();
  await browser.takeBackAccess(`${elsewhere}/*`);
  await expect
    .poll(() => options.page.getByRole('list', { name: 'Granted access' }).innerText())
    .not.toContain(elsewhere);
  expect(await options.granted()).not.toContain(`${elsewhere}/*`);
  await second.rotate();
  expect((await logIn(second.login())).row.verdict).toBe('Not verified');
  await panel.frame.getByRole('button', { name: `Allow access to ${at(elsewhere, second)}` }).waitFor();
  expect(asked()).toBe(before);
});

test('access that is taken back is gone at once', async () => {
  const before = (await panel.rows()).length;
  await options.button(`Take back access to ${app}`).click();
  await expect
    .poll(() => accesses('rs256-client').then((all) => all.join()))
    .toContain(`Responses at ${app} cannot be seen`);
  expect(await options.granted()).not.toContain(`${app}/*`);
  await page.goto(distant.login());
  await logIn(near.login());
  expect(await panel.rows()).toHaveLength(before + 1);
});
