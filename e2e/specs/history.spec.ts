import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../browsers/launch.ts';
import { jwtByHand } from '../by-hand.ts';
import { clearList } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';

interface Tab {
  readonly page: Page;
  readonly panel: PanelView;
}

let session: Session;
let tab: Tab;
let second: Tab;

// Three minutes: tabs with DevTools take their time where the machine is busy.
beforeAll(async () => {
  session = await startSession(launchBrowser());
  await session.browser.allowPrivateWindows();
  tab = await withPanel(await session.browser.open(session.site.app));
  second = await withPanel(await session.browser.open(session.site.app));
}, 180_000);
afterAll(async () => await session.close());

async function withPanel(page: Page): Promise<Tab> {
  return { page, panel: viewPanel((await session.browser.openPanel(page)).panel) };
}

/** Opens a URL and waits for the next row of the tab's list. */
async function arrive({ page, panel }: Tab, url: string) {
  const before = (await panel.rows()).length;
  await page.goto(url);
  const row = await panel.newest(before + 1);
  return { row, detail: await panel.detail('opened'), url: page.url() };
}

const logIn = (where: Tab, options: LoginOptions = {}) => arrive(where, session.site.login(options));

/** The names of the checks that found something across exchanges. */
const across = (names: readonly string[]) => names.filter((name) => /replay|reuse|quality/.test(name));

test('a response that is sent again in another tab is rejected there, and stays in order here', async () => {
  const { row, url } = await logIn(tab);
  expect(row.verdict).toBe('Valid');
  const replay = await arrive(second, url);
  expect(replay.row).toMatchObject({ verdict: 'Rejected', reason: 'JWT was seen before, in another login' });
  expect(replay.detail.checks('fail')).toEqual(['jarm-replay']);
  expect(across(replay.detail.checks('warn'))).toEqual([]);
  expect(await tab.panel.newest(1)).toMatchObject({ verdict: 'Valid', reason: '' });
});

test('and stays rejected when the first one is removed, also for a worker that starts anew', async () => {
  await clearList(tab.panel);
  await session.browser.stopBackground();
  await logIn(second);
  expect((await second.panel.rows()).map(({ verdict }) => verdict)).toEqual(['Rejected', 'Valid']);
});

test('a reload is a warning, and no new row', async () => {
  await logIn(tab);
  await tab.page.reload();
  const detail = await poll('the further sighting', async () => {
    const now = await tab.panel.detail('opened');
    return now.checks('warn').length > 0 && now;
  });
  expect(detail.checks('warn')).toEqual(['jarm-replay']);
  expect(detail.finding('jarm-replay')).toContain('JWT was loaded again in the same tab');
  expect(await tab.panel.newest(1)).toMatchObject({ verdict: 'Valid' });
});

test('a code that comes again in another response is rejected', async () => {
  const { url } = await logIn(tab);
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

test('a state that is the same in every login is warned of from the second one on', async () => {
  const first = await logIn(tab, { state: 'constant' });
  expect(across(first.detail.checks('warn'))).toEqual([]);
  const again = await logIn(tab, { state: 'constant' });
  expect(again.row.verdict).toBe('Valid');
  expect(again.detail.checks('warn')).toEqual(['state-quality', 'state-reuse']);
  expect(again.detail.finding('state-quality')).toContain('State is the same as in an earlier login');
});

test('what was seen in normal windows is not known in private ones', { timeout: 120_000 }, async () => {
  const { url } = await logIn(tab);
  const secret = await withPanel(await session.browser.openPrivateWindow(session.site.app));
  const { detail } = await arrive(secret, url);
  expect(detail.checks('fail')).toEqual([]);
  expect(across(detail.checks('warn'))).toEqual([]);
});
