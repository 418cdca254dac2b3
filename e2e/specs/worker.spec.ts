import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearList, readTab } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';

/** The part of the extension API that these tests read the store with, inside the panel: that wakes no worker. */
declare const chrome: { storage: { session: { getKeys(): Promise<string[]> } } };

interface Tab {
  readonly page: Page;
  readonly panel: PanelView;
}

let session: Session;
let tab: Tab;

beforeAll(async () => {
  session = await startSession();
  tab = await openTab();
});
afterAll(async () => await session.close());
beforeEach(async () => await clearList(tab.panel));
afterEach(() => session.site.documents.reset());

async function openTab(): Promise<Tab> {
  const page = await session.browser.open();
  return { page, panel: viewPanel((await session.browser.openPanel(page)).panel) };
}

/** How many records of a kind are stored. */
async function countOf(kind: 'request' | 'response' | 'summary'): Promise<number> {
  const keys = await tab.panel.frame.evaluate(() => chrome.storage.session.getKeys());
  return keys.filter((key) => key.startsWith(`${kind}/`)).length;
}

// An event, not a click: Playwright waits long for a button of a tab that is not in front.
const finish = (page: Page) => page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');

/** What every one of these logins must end with, live, whatever became of the worker meanwhile. */
async function expectVerdict(verdict: 'Valid' | 'Rejected'): Promise<void> {
  await poll(`the verdict ${verdict}`, async () => (await tab.panel.newest(1)).verdict === verdict);
  const detail = await tab.panel.detail();
  expect(detail.checks('fail')).toEqual(verdict === 'Valid' ? [] : ['signature']);
  expect([...detail.checks('warn'), ...detail.checks('skip')]).toEqual([]);
  const text = verdict === 'Valid' ? '' : '1';
  await poll('the badge', async () => (await session.browser.badge(tab.page)).text === text);
}

const cases = [
  ['Valid', 'one chain of redirects', { response_mode: 'query.jwt' }],
  // A form is a request of its own, and no part of the chain.
  ['Rejected', 'newest unanswered request', { response_mode: 'form_post.jwt', fault: 'flipped-signature' }],
] as const satisfies readonly (readonly [string, string, LoginOptions])[];

test.each(cases)('stopped before the login: %s', async (verdict, tie, options) => {
  await session.browser.stopBackground();
  await tab.page.goto(session.site.login(options));
  await expectVerdict(verdict);
  expect(await readTab(tab.panel, 'Request')).toContain(tie);
});

test.each(cases)('stopped between request and response: %s', async (verdict, _tie, options) => {
  await tab.page.goto(session.site.login({ ...options, interaction: 'page' }));
  await poll('the request', async () => (await countOf('request')) === 1);
  await session.browser.stopBackground();
  await finish(tab.page);
  await expectVerdict(verdict);
  expect(await readTab(tab.panel, 'Request')).toContain('newest unanswered request in the same tab');
});

test.each(cases)('stopped as soon as it had the response: %s', async (verdict, tie, options) => {
  await tab.page.goto(session.site.login(options));
  await poll('the response', async () => (await countOf('response')) === 1);
  await session.browser.stopBackground();
  await expectVerdict(verdict);
  expect(await readTab(tab.panel, 'Request')).toContain(tie);
});

test('stopped while it waits for the keys', async () => {
  await session.site.rotate();
  session.site.documents.set({ jwks: { delay: 2000 } });
  const asked = () => session.site.heard.issuer.filter(({ url }) => url === '/jwks').length;
  const before = asked();
  await tab.page.goto(session.site.login({ fault: 'flipped-signature' }));
  await poll('the question for the keys', () => asked() > before);
  await session.browser.stopBackground();
  await expectVerdict('Rejected');
});

describe('stopped over and over during logins in three tabs at once', () => {
  // Never while it handles an event: the browser stops no worker that does, a debugger would.
  const moments = ['before the logins', 'between request and response', 'after the responses'] as const;

  /** One login in each tab at once, and a stop; ends when all responses are stored. */
  async function logInEverywhere(tabs: readonly Page[], stop: (typeof moments)[number]): Promise<void> {
    const { browser, site } = session;
    const [requests, responses] = [await countOf('request'), await countOf('response')];
    const interaction = stop === 'between request and response' ? 'page' : 'automatic';
    if (stop === 'before the logins') {
      await poll('the work of the background', async () => (await countOf('summary')) === responses);
      await browser.stopBackground();
    }
    await Promise.all(tabs.map((page) => page.goto(site.login({ interaction }))));
    if (stop === 'between request and response') {
      await poll('the requests', async () => (await countOf('request')) === requests + tabs.length);
      await browser.stopBackground();
      await Promise.all(tabs.map(finish));
    }
    await poll('the responses', async () => (await countOf('response')) === responses + tabs.length);
    // A response is stored before its page has loaded; the next login would interrupt that.
    await Promise.all(tabs.map((page) => page.waitForURL(/\/cb\//)));
    if (stop === 'after the responses') await browser.stopBackground();
  }

  test('all are there, each with its own request', async () => {
    const more = await Promise.all([1, 2].map(() => session.browser.open()));
    const tabs = [tab.page, ...more];
    await tab.panel.frame.getByRole('button', { name: 'All tabs' }).click();
    for (let wave = 0; wave < 2 * moments.length; wave += 1) {
      await logInEverywhere(tabs, moments[wave % moments.length] ?? 'before the logins');
    }
    await tab.panel.newest(tabs.length * 2 * moments.length);
    const rows = await tab.panel.rows();
    expect(new Set(rows.map(({ result, verdict }) => `${result} ${verdict}`))).toEqual(
      new Set(['code Valid']),
    );
    // Without its request a response is warned of, with another one its state is wrong.
    expect(rows.filter(({ reason }) => reason !== '')).toEqual([]);
  });
});
