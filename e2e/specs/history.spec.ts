import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jwtByHand } from '../by-hand.ts';
import { dealtTests } from '../dealt.ts';
import { clearList, showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';

let session: Session;
/** The tab whose DevTools show the panel. */
let watcher: Page;
let panel: PanelView;
let second: Page;

beforeAll(async () => {
  session = await startSession();
  const { browser } = session;
  watcher = await browser.open();
  panel = viewPanel((await browser.openPanel(watcher)).panel);
  await showAllTabs(panel, true);
  second = await browser.open();
});
afterAll(async () => await session.close());

/** Opens a URL and waits for the next row of the list. */
async function arrive(page: Page, url: string, { rows, newest, detail } = panel) {
  const before = (await rows()).length;
  await page.goto(url);
  const row = await newest(before + 1);
  return { row, detail: await detail('opened'), url: page.url() };
}

const logIn = (page: Page, options: LoginOptions = {}) => arrive(page, session.site.login(options));

/** The names of the checks that found something across exchanges. */
const across = (names: readonly string[]) => names.filter((name) => /replay|reuse|quality/.test(name));

test('a response that is sent again in another tab is rejected there, and stays in order here', async () => {
  const { row, url } = await logIn(watcher);
  expect(row.verdict).toBe('Valid');
  const replay = await arrive(second, url);
  expect(replay.row).toMatchObject({ verdict: 'Rejected', reason: 'JWT was seen before, in another login' });
  expect(replay.detail.checks('fail')).toEqual(['jarm-replay']);
  expect(across(replay.detail.checks('warn'))).toEqual([]);
  expect((await panel.rows())[0]).toMatchObject({ verdict: 'Valid', reason: '' });
});

test('and stays rejected when the first one is removed, also for a worker that starts anew', async () => {
  await showAllTabs(panel, false);
  await clearList(panel);
  await session.browser.stopBackground();
  await showAllTabs(panel, true);
  await logIn(second);
  expect((await panel.rows()).map(({ verdict }) => verdict)).toEqual(['Rejected', 'Valid']);
});

const inOne = dealtTests();

inOne('a reload is a warning, and no new row', async () => {
  await clearList(panel);
  await logIn(second);
  await second.reload();
  const detail = await poll('the further sighting', async () => {
    const now = await panel.detail('opened');
    return now.checks('warn').length > 0 && now;
  });
  expect(detail.checks('warn')).toEqual(['jarm-replay']);
  expect(detail.finding('jarm-replay')).toContain('JWT was loaded again in the same tab');
  expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
});

inOne('a code that comes again in another response is rejected', async () => {
  const { url } = await logIn(watcher);
  const { code } = members(parseJws(new URL(url).searchParams.get('response') ?? '').payload);
  const { callbacks, client_id } = session.site.client('RS256');
  const exp = Math.floor(Date.now() / 1000) + 120;
  const response = await jwtByHand({ iss: session.site.issuer, aud: client_id, exp, code });
  const injected = await arrive(second, `${callbacks.page}?response=${response}`);
  expect(injected.row).toMatchObject({
    verdict: 'Rejected',
    reason: 'Code was seen before, in another response',
  });
  expect(injected.detail.checks('fail')).toEqual(['code-reuse']);
});

inOne('a state that is the same in every login is warned of from the second one on', async () => {
  const first = await logIn(second, { state: 'constant' });
  expect(across(first.detail.checks('warn'))).toEqual([]);
  const again = await logIn(second, { state: 'constant' });
  expect(again.row.verdict).toBe('Valid');
  expect(again.detail.checks('warn')).toEqual(['state-quality', 'state-reuse']);
  expect(again.detail.finding('state-quality')).toContain('State is the same as in an earlier login');
});

inOne('what was seen in normal windows is not known in private ones', async () => {
  const { url } = await logIn(watcher);
  const secret = await session.browser.openPrivateWindow(session.site.app);
  const own = viewPanel((await session.browser.openPanel(secret)).panel);
  const { detail } = await arrive(secret, url, own);
  expect(detail.checks('fail')).toEqual([]);
  expect(across(detail.checks('warn'))).toEqual([]);
});
