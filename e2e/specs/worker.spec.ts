import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordKey } from '../../src/records.ts';
import { dealt } from '../dealt.ts';
import { finishLogin } from '../finish-login.ts';
import { clearList, readTab, watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';
import { storedIn } from '../stored.ts';

/** The part of the extension API that these tests read the store with, inside the panel: that wakes no worker. */
declare const chrome: { storage: { session: { getKeys(): Promise<string[]> } } };

let session: Session;
let panel: PanelView;
/** The tab of the logins, whose DevTools are closed. */
let page: Page;

beforeAll(async () => {
  session = await startSession();
  panel = await watchAllTabs(session.browser);
  page = await session.browser.open();
});
afterAll(async () => await session.close());
beforeEach(async () => {
  await clearList(panel);
  // It is out of the list at once; a response that is still stored would be taken for that of the next login.
  await poll('an empty store', async () => (await countOf('request')) + (await countOf('response')) === 0);
});
afterEach(() => session.site.documents.reset());

/** How many records of a kind are stored. */
async function countOf(kind: 'request' | 'response' | 'summary'): Promise<number> {
  const keys = await panel.frame.evaluate(() => chrome.storage.session.getKeys());
  return keys.filter((key) => key.startsWith(`${kind}/`)).length;
}

const finish = (page: Page) => finishLogin(page, session.site.app);

/** What every one of these logins must end with, live, whatever became of the worker meanwhile. */
async function expectVerdict(verdict: 'Valid' | 'Rejected'): Promise<void> {
  await poll(`the verdict ${verdict}`, async () => (await panel.newest(1)).verdict === verdict);
  const detail = await panel.detail();
  expect(detail.checks('fail')).toEqual(verdict === 'Valid' ? [] : ['signature']);
  expect([...detail.checks('warn'), ...detail.checks('skip')]).toEqual([]);
  const text = verdict === 'Valid' ? '' : '1';
  await poll('the badge', async () => (await session.browser.badge(page)).text === text);
}

const cases = [
  ['Valid', 'one chain of redirects', { response_mode: 'query.jwt' }],
  // A form is a request of its own, and no part of the chain.
  ['Rejected', 'newest unanswered request', { response_mode: 'form_post.jwt', fault: 'flipped-signature' }],
] as const satisfies readonly (readonly [string, string, LoginOptions])[];

test.each(dealt(cases))('stopped before the login: %s', async (verdict, tie, options) => {
  await session.browser.stopBackground();
  await page.goto(session.site.login(options));
  await expectVerdict(verdict);
  expect(await readTab(panel, 'Request')).toContain(tie);
});

test.each(dealt(cases))('stopped between request and response: %s', async (verdict, _tie, options) => {
  await page.goto(session.site.login({ ...options, interaction: 'page' }));
  await poll('the request', async () => (await countOf('request')) === 1);
  await session.browser.stopBackground();
  await finish(page);
  await expectVerdict(verdict);
  expect(await readTab(panel, 'Request')).toContain('newest unanswered request in the same tab');
});

test.each(dealt(cases))('stopped as soon as it had the response: %s', async (verdict, tie, options) => {
  await page.goto(session.site.login(options));
  await poll('the response', async () => (await countOf('response')) === 1);
  await session.browser.stopBackground();
  // The debugger may have stopped it between the verdict and the badge, as no browser would: any event will do then.
  await storedIn(panel).write({ [recordKey.wake]: { at: Date.now() } });
  await expectVerdict(verdict);
  expect(await readTab(panel, 'Request')).toContain(tie);
});

test('stopped while it waits for the keys', async () => {
  await session.site.rotate();
  session.site.documents.set({ jwks: { delay: 2000 } });
  const asked = () => session.site.heard.issuer.filter(({ url }) => url === '/jwks').length;
  const before = asked();
  await page.goto(session.site.login({ fault: 'flipped-signature' }));
  await poll('the question for the keys', () => asked() > before);
  await session.browser.stopBackground();
  await expectVerdict('Rejected');
});
