import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { violations } from '../accessibility.ts';
import type { Outcome } from '../../src/checks/check.ts';
import type { Browser, Panel } from '../browsers/browser.ts';
import { dealtTests } from '../dealt.ts';
import { clearList } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';
import type { Site } from '../site/site.ts';

let session: Session;
let browser: Browser;
let site: Site;
let page: Page;
let devtools: Panel;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  ({ browser, site } = session);
  page = await browser.open();
  devtools = await browser.openPanel(page);
  panel = viewPanel(devtools.panel);
});
afterAll(async () => await session.close());
beforeEach(async () => {
  if ((await panel.rows()).length > 0) await clearList(panel);
});

const openTab = (name: string) => panel.frame.getByRole('tab', { name, exact: true }).click();
const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
const field = (label: string) => panel.frame.getByLabel(label, { exact: true });

/** Logs in with a pushed request, of which the browser sees nothing, and gives the state that came back. */
async function logInPushed(more: LoginOptions = {}): Promise<string> {
  const before = (await panel.rows()).length;
  await page.goto(site.login({ via: 'par', ...more }));
  await panel.newest(before + 1);
  const response = new URL(page.url()).searchParams.get('response') ?? '';
  return String(members(parseJws(response).payload)['state']);
}

/** Changes the form of the Request tab and judges by it. */
async function typeIn(change: () => Promise<unknown>): Promise<void> {
  await openTab('Request');
  await change();
  await button('Judge by this').click();
  await openTab('Findings');
}

/** Selects the response that came after the one for which something was typed. */
async function selectNewer(): Promise<void> {
  await button('1 newer ↓').click();
  await panel.detail();
}

/** What becomes of a check, as soon as that is it. */
const becomes = (check: string, outcome: Outcome) =>
  expect.poll(async () => (await panel.detail('opened')).checks(outcome)).toContain(check);

const inOne = dealtTests();

inOne('a state that was pushed is judged as soon as it is typed in', async () => {
  const state = await logInPushed();
  await becomes('state-echo', 'skip');

  await typeIn(() => field('state').fill(state));
  await becomes('state-echo', 'pass');
  expect((await panel.detail('opened')).finding('state-echo')).toContain('As certain as what was typed in');

  await typeIn(() => field('state').fill('another'));
  await becomes('state-echo', 'fail');
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Rejected');
  await expect.poll(async () => (await browser.badge(page)).text).toBe('1');

  await typeIn(() => panel.frame.getByLabel('state was not sent').check());
  await becomes('state-unsolicited', 'fail');

  await openTab('Request');
  expect(await violations(panel.frame)).toEqual([]);
  await button('Forget what is typed').click();
  expect(await field('state').inputValue()).toBe('');
  await openTab('Findings');
  await becomes('state-echo', 'skip');
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
});

inOne('what is typed for one response is for that one, and for all of a client for all', async () => {
  await logInPushed();
  await typeIn(() => field('state').fill('another'));
  await becomes('state-echo', 'fail');
  await logInPushed();
  expect((await panel.rows()).map(({ verdict }) => verdict)).toEqual(['Rejected', 'Valid']);

  await selectNewer();
  await typeIn(async () => {
    await field('all responses for rs256-client').check();
    await field('response_type').fill('code');
    await field('response_mode').fill('fragment.jwt');
  });
  await expect
    .poll(async () => (await panel.rows()).map(({ verdict }) => verdict))
    .toEqual(['Rejected', 'Rejected']);
  expect((await panel.detail()).checks('fail')).toContain('delivery-mode-match');
  await logInPushed();
  expect((await panel.rows()).at(-1)?.verdict).toBe('Rejected');

  await selectNewer();
  await typeIn(() => field('response_mode').fill('query.jwt'));
  await openTab('Request');
  expect(await panel.frame.getByRole('tabpanel').innerText()).toContain('for all: fragment.jwt');
  await openTab('Findings');
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
  await openTab('Request');
  await field('all responses for rs256-client').check();
  await button('Forget what is typed').click();
  await openTab('Findings');
});

inOne('of a request that was seen there is nothing to type', async () => {
  await page.goto(site.login());
  await panel.newest(1);
  await openTab('Request');
  expect(await button('Judge by this').count()).toBe(0);
  await openTab('Findings');
});

inOne('another client_id judges the response at once, and is said aloud where that rejects it', async () => {
  await page.goto(site.login());
  await panel.newest(1);
  await openTab('Request');
  await field('client_id').fill('another-client');
  await button('Judge by this client_id').click();
  const verdict = async () => (await panel.rows())[0]?.verdict;
  await expect.poll(verdict).toBe('Rejected');
  expect(await panel.frame.locator('[data-announced]').innerText()).toBe(
    'Rejected: addressed to another client, for rs256-client',
  );
  await button('As registered').click();
  await expect.poll(verdict).toBe('Valid');
  expect(await panel.frame.locator('[data-announced]').innerText()).toBe('');
  await openTab('Findings');
});

inOne('another profile judges what is on screen at once, and says that it is another', async () => {
  await page.goto(site.login());
  expect((await panel.newest(1)).verdict).toBe('Valid');
  await field('Judged by').selectOption({ label: 'FAPI 1.0 Advanced' });
  const choice = panel.frame.locator('.judged-by');
  await expect.poll(() => choice.innerText()).toContain('registered: OAuth 2.0');
  // RS256 is none of its algorithms.
  await expect.poll(async () => (await panel.rows())[0]?.verdict).toBe('Rejected');
  expect((await panel.detail()).checks('fail')).toContain('alg-profile');
  await button('Back to it').click();
  await expect.poll(async () => (await panel.rows())[0]?.verdict).toBe('Valid');
  await expect.poll(() => choice.innerText()).not.toContain('registered:');
});

inOne('a screen reader and weak eyes find nothing serious in the way of the form', async () => {
  await logInPushed();
  await openTab('Request');
  await panel.frame.getByLabel('nonce was not sent').check();
  expect(await violations(panel.frame)).toEqual([]);
  await devtools.setTheme('dark');
  expect(await violations(panel.frame, ['color-contrast'])).toEqual([]);
  await devtools.setTheme('default');
  await openTab('Findings');
});

inOne('what is being typed stays, and the focus in its field, when other responses come', async () => {
  await logInPushed();
  await devtools.focus();
  await openTab('Request');
  const hasFocus = (label: string) =>
    field(label).evaluate((element) => element === element.ownerDocument.activeElement);
  await field('nonce').focus();
  await logInPushed();
  expect(await hasFocus('nonce')).toBe(true);
  await field('state').fill('half of i');
  await logInPushed();
  expect(await field('state').inputValue()).toBe('half of i');
  expect(await hasFocus('state')).toBe(true);
  await button('2 newer ↓').click();
  await expect.poll(() => field('state').inputValue()).toBe('');
  await openTab('Findings');
});
