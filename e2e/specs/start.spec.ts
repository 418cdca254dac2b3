import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { violationsInOne } from '../accessibility.ts';
import type { Panel } from '../browsers/browser.ts';
import { dealtTests } from '../dealt.ts';
import { downloaded } from '../download.ts';
import { finishLogin } from '../finish-login.ts';
import { clearList, copied, readTab } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registerSecrets, registrationOf, type Session, startSession } from '../session.ts';
import { listen } from '../site/listener.ts';
import { storedIn } from '../stored.ts';

const inOne = dealtTests();

let session: Session;
let devtools: Panel;
let page: Page;
let panel: PanelView;
beforeAll(async () => {
  session = await startSession();
  const { browser, site } = session;
  const clients = (['RS256', 'PS256', 'confidential', 'unresolvable'] as const).map((name) =>
    registrationOf(site, site.client(name)),
  );
  await register(browser, clients);
  page = await browser.open(site.app);
  devtools = await browser.openPanel(page);
  panel = viewPanel(devtools.panel);
});
afterAll(() => session.close());
beforeEach(async () => {
  if (await dialog().isVisible()) await button('Close').click();
  await clearList(panel);
});

const dialog = () => panel.frame.locator('dialog');
const button = (name: string) => dialog().getByRole('button', { name, exact: true });
const field = (name: string) => dialog().locator(`[name=${name}]`);
const said = () => dialog().getByRole('alert');

/** Opens the dialog for a client of the site, with its metadata read. */
async function open(client: string): Promise<void> {
  await panel.frame.getByRole('button', { name: 'Log in …', exact: true }).click();
  const option = await field('client').locator('option', { hasText: client }).getAttribute('value');
  await field('client').selectOption(option);
  await expect.poll(() => button('Start').isEnabled()).toBe(true);
}

/** The text of what has the focus in the panel. */
const focused = () => panel.frame.evaluate(() => document.activeElement?.textContent);

/** Has the clipboard refused to the panel meanwhile, as a browser may refuse it to DevTools: then the old way is left. */
async function withClipboardRefused<T>(run: () => Promise<T>): Promise<T> {
  await panel.frame.evaluate(() => {
    Object.assign(navigator.clipboard, { writeText: () => Promise.reject(new Error('refused')) });
  });
  try {
    return await run();
  } finally {
    await panel.frame.evaluate(() => Reflect.deleteProperty(navigator.clipboard, 'writeText'));
  }
}

/** Starts the login, and logs in where the server asks. */
async function start(): Promise<void> {
  await button('Start').click();
  await finishLogin(page, session.site.app);
}

test('a login that is started from the panel is judged with all that was sent', async () => {
  await open('ps256-client');
  expect(await violationsInOne(panel.frame)).toEqual([]);
  await field('response_mode').selectOption('fragment.jwt');
  await start();
  expect(await panel.newest(1)).toMatchObject({ mode: 'fragment.jwt', result: 'code', verdict: 'Valid' });
  const detail = await panel.detail();
  expect(detail.checks('skip')).toEqual([]);
  const request = await readTab(panel, 'Request');
  expect(request).toContain('Started from this panel');
  expect(request).toContain('code_challenge_method');
});

test('the URL of a login is copied out of the dialog, which gives the focus back when it is closed', async () => {
  await open('rs256-client');
  const status = dialog().getByRole('status');
  await withClipboardRefused(async () => {
    await button('Copy URL').click();
    await expect.poll(() => status.innerText()).toBe('Copied. Open it once, in this tab.');
  });
  await session.browser.allowClipboard(new URL(page.url()).origin);
  await page.bringToFront();
  const url = await page.evaluate(() => navigator.clipboard.readText());
  expect(url).toContain(`${session.site.issuer}/auth?`);
  await button('Close').click();
  await expect.poll(focused).toBe('Log in …');
  // Or the server would ask nobody.
  await page.context().clearCookies();
  await page.goto(url);
  await finishLogin(page, session.site.app);
  expect(await panel.newest(1)).toMatchObject({ result: 'code', verdict: 'Plain' });
});

test('a pushed request hides nothing, since the panel knows what it pushed', async () => {
  await open('rs256-client');
  await page.context().clearCookies();
  await page.context().addCookies([{ name: 'who', value: 'tester', url: session.site.issuer }]);
  await field('response_mode').selectOption('jwt');
  await field('via').selectOption('pushed');
  await start();
  expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
  expect(page.url()).not.toContain('error');
  const { issuer } = session.site.heard;
  expect(
    issuer.some(({ url, headers }) => url.startsWith('/auth') && headers.cookie?.includes('tester')),
  ).toBe(true);
  const posted = issuer.filter(({ url }) => url === '/request');
  expect(posted.map(({ headers: { origin, cookie } }) => [origin, cookie])).toEqual([[undefined, undefined]]);
  const detail = await panel.detail('opened');
  expect(detail.checks('skip')).toEqual([]);
  expect(detail.finding('state-echo')).toContain('state');
});

/** Has pushed requests sent to where they are answered when the test says so. */
async function holdPushes() {
  const listener = await listen();
  const held: ServerResponse[] = [];
  listener.serve((_heard, response) => void held.push(response));
  const members = { pushed_authorization_request_endpoint: `${listener.origin}/push` };
  session.site.documents.set({ 'openid-configuration': { members } });
  onTestFinished(async () => {
    session.site.documents.reset();
    await listener.close();
  });
  const answer = (request_uri: string) => {
    for (const response of held.splice(0)) response.writeHead(201).end(JSON.stringify({ request_uri }));
  };
  return { pushed: listener.heard, answer };
}

inOne(
  'a slow server is waited for in words, asked once, and opens nothing once the dialog is closed',
  async () => {
    const { pushed, answer } = await holdPushes();
    const { issuer } = session.site.heard;
    const asked = (request_uri: string) => issuer.filter(({ url }) => url.includes(request_uri)).length;
    // The button that was pressed has lost the focus in Chromium: keys are the body's.
    const escape = () => panel.frame.locator('body').dispatchEvent('keydown', { key: 'Escape' });
    for (const close of [() => button('Close').click(), escape]) {
      await open('rs256-client');
      await field('via').selectOption('pushed');
      const before = pushed.length;
      await button('Start').click();
      await expect.poll(() => dialog().getByRole('status').innerText()).toContain('Waiting for the server');
      for (const name of ['Start', 'Copy URL', 'Try all modes'])
        expect(await button(name).isDisabled(), name).toBe(true);
      await field('scope').press('Enter');
      await expect.poll(() => pushed.length).toBe(before + 1);
      await close();
      await expect.poll(() => dialog().count()).toBe(0);
      answer('closed-meanwhile');
    }
    await open('rs256-client');
    await field('via').selectOption('pushed');
    await button('Start').click();
    await expect.poll(() => pushed.length).toBe(3);
    answer('still-wanted');
    await expect.poll(() => asked('still-wanted')).toBe(1);
    expect(pushed).toHaveLength(3);
    expect(asked('closed-meanwhile')).toBe(0);
  },
);

test('what there is no room to write down is neither opened nor sent, and the dialogs say what to do', async () => {
  await open('rs256-client');
  await page.context().clearCookies();
  await start();
  await panel.newest(1);
  await panel.detail();
  // It would make room.
  await session.browser.stopBackground();
  const makeRoom = await storedIn(panel).fill();
  onTestFinished(makeRoom);
  await open('rs256-client');
  await button('Start').click();
  await expect.poll(() => said().innerText()).toContain('Clear the list, then start again.');
  expect(await button('Start').isEnabled()).toBe(true);
  await button('Close').click();
  await panel.frame.getByRole('button', { name: 'Redeem …', exact: true }).click();
  await button('Redeem').click();
  await expect.poll(() => said().innerText()).toContain('Nothing was sent');
  expect(await dialog().getByRole('status').innerText()).toBe('');
  await makeRoom();
  await button('Redeem').click();
  await expect.poll(() => dialog().locator('[data-status]').innerText()).toContain('ID token: Valid');
  await button('Close').click();
});

// docs/guide.md, "The walkthrough with a callback that does not exist".
test('the walkthrough: a callback that does not exist, in all four modes, and the token request', async () => {
  await page.context().clearCookies();
  for (const [index, mode] of (['query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt'] as const).entries()) {
    await open('unresolvable-client');
    await field('response_mode').selectOption(mode);
    await button('Start').click();
    if (index === 0) await page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');
    expect(await panel.newest(index + 1)).toMatchObject({ mode, result: 'code', verdict: 'Valid' });
  }
  await panel.frame.getByRole('button', { name: 'Redeem …', exact: true }).click();
  await button('Redeem').click();
  await expect.poll(() => dialog().locator('[data-status]').innerText()).toContain('ID token: Valid');
  await button('Close').click();
  await page.goto(session.site.app);
});

inOne('what stands in the way is said before anything is sent, and may be sent all the same', async () => {
  await open('rs256-client');
  const asked = () => session.site.heard.issuer.filter(({ url }) => /^\/(?:auth|request)/.test(url)).length;
  const before = asked();
  await field('response_type').fill('code magic');
  await button('Start').click();
  await expect
    .poll(() => said().innerText())
    .toContain('The server does not list the response_type code magic.');
  expect(asked()).toBe(before);
  await field('via').selectOption('request');
  await button('Start').click();
  await expect.poll(() => said().innerText()).toContain('no signing key');
  await field('via').selectOption('parameters');
  await button('Start').click();
  await dialog().getByLabel('Send it all the same').check();
  await button('Start').click();
  expect(await panel.newest(1)).toMatchObject({ result: 'unsupported_response_type' });
});

inOne('a signed request object is pushed by a client that authenticates', async () => {
  await registerSecrets(session, [session.site.client('confidential')]);
  await open('confidential-client');
  await field('response_mode').selectOption('form_post.jwt');
  await field('via').selectOption('pushed-request');
  await page.context().clearCookies();
  await start();
  expect(await panel.newest(1)).toMatchObject({ mode: 'form_post.jwt', verdict: 'Valid' });
  expect((await panel.detail()).checks('skip')).toEqual([]);
});

inOne('an error of the server to a pushed request is shown as it came', async () => {
  await open('rs256-client');
  await field('via').selectOption('pushed');
  await dialog().getByLabel('Further parameters').fill('resource=nonsense\nmax_age=never');
  await button('Start').click();
  await expect.poll(() => said().innerText()).toContain('The server refused the pushed request: status 400');
  await button('Close').click();
  expect(await panel.rows()).toEqual([]);
});

test('all modes are tried one after the other, with errors, also after a stop, and the grid is saved', async () => {
  session.site.documents.set({
    'openid-configuration': { members: { response_modes_supported: ['query', 'form_post.jwt'] } },
  });
  await page.context().clearCookies();
  await open('rs256-client');
  await button('Try all modes').click();
  const progress = dialog().locator('[data-modes]');
  await expect.poll(() => progress.innerText()).toContain('The server shows a page in the tab: log in there');
  expect(await violationsInOne(panel.frame)).toEqual([]);
  await button('Stop').click();
  await expect.poll(() => progress.getAttribute('data-modes')).toBe('stopped');
  await page.goto(session.site.app);
  await button('Resume').click();
  await page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');
  await expect.poll(() => progress.getAttribute('data-modes'), { timeout: 30_000 }).toBe('done');
  const cell = (name: string) => dialog().locator(`[data-cell="${name}"]`);
  await expect.poll(() => cell('form_post.jwt success').innerText()).toContain('Valid');
  await expect.poll(() => cell('form_post.jwt login_required').innerText()).toContain('Valid');
  expect(await cell('query success').innerText()).toContain('Plain');
  expect(await cell('query invalid_request_object').innerText()).toContain('no signing key');
  const grid = await downloaded(panel.frame, () => button('Save Markdown').click());
  expect(grid).toContain(`# All modes of http://localhost`);
  expect(grid).toMatch(/^\| form\\_post\.jwt \| Valid \|/m);
  const copy = () => copied(session.browser, page, panel, 'Copy as Markdown');
  expect(await withClipboardRefused(copy)).toBe(grid);
  await button('Close').click();
  await expect.poll(focused).toBe('Log in …');
  session.site.documents.reset();

  // A cell leads to its response where the filter hides that, too, and nowhere once it is gone.
  const openAgain = panel.frame.getByRole('button', { name: 'All modes 8/8' });
  await panel.frame.getByLabel('Filter', { exact: true }).fill('mode:query');
  await openAgain.click();
  await cell('form_post.jwt success').getByRole('button').click();
  await panel.detail();
  const selected = panel.frame.locator('tr[aria-selected=true] .column-mode');
  expect(await selected.innerText()).toBe('form_post.jwt');
  await clearList(panel);
  await openAgain.click();
  expect(await cell('form_post.jwt success').innerText()).toContain('Valid');
  expect(await cell('form_post.jwt success').getByRole('button').count()).toBe(0);
  await button('Close').click();
});

inOne('the grid names what is broken in each mode', async () => {
  const modes = ['query.jwt', 'fragment.jwt', 'form_post.jwt'];
  session.site.documents.set({ 'openid-configuration': { members: { response_modes_supported: modes } } });
  session.site.elsewhere.set({ query: 'unknown-kid', fragment: 'wrong-aud', form_post: 'expired' });
  await page.context().clearCookies();
  await open('rs256-client');
  await button('Try all modes').click();
  await page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');
  const progress = dialog().locator('[data-modes]');
  await expect.poll(() => progress.getAttribute('data-modes'), { timeout: 30_000 }).toBe('done');
  const reasons = [
    'Signed with a key the issuer does not publish',
    'Addressed to another client',
    'Expired on arrival',
  ];
  for (const [index, mode] of modes.entries())
    for (const wanted of ['success', 'login_required'])
      await expect
        .poll(() => dialog().locator(`[data-cell="${mode} ${wanted}"]`).innerText())
        .toMatch(new RegExp(`Rejected\\s+${reasons[index]}`));
  await button('Close').click();
  session.site.documents.reset();
  session.site.elsewhere.reset();
});

test('the code of a login that was started here is redeemed once, and its ID token judged', async () => {
  await open('rs256-client');
  await field('response_mode').selectOption('query.jwt');
  await page.context().clearCookies();
  await start();
  expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
  const before = session.site.heard.issuer.filter(({ url }) => url === '/token').length;
  await panel.frame.getByRole('button', { name: 'Redeem …', exact: true }).click();
  await button('Redeem').click();
  const answer = dialog().locator('[data-status]');
  await expect.poll(() => answer.innerText()).toContain('ID token: Valid');
  expect(await answer.innerText()).toMatch(/access_token\s+\(\d+ characters\)/);
  expect(await violationsInOne(panel.frame)).toEqual([]);
  const tokens = session.site.heard.issuer.filter(({ url }) => url === '/token');
  expect(tokens).toHaveLength(before + 1);
  expect(tokens.at(-1)?.headers['origin']).toBeUndefined();

  await button('Send it again, to see it refused').click();
  await expect
    .poll(() => said().innerText())
    .toContain('The server refused the code: status 400, invalid_grant');
  await button('Close').click();

  // With the response go the login that it answered, and the verifier.
  await clearList(panel);
  const left = async () => /(?:started|verifier|redeemed)\//.exec(await storedIn(panel).captured());
  await poll('nothing left of it', async () => (await left()) === null);
});
