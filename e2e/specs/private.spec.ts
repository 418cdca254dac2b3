import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Stored, storedIn } from '../stored.ts';

interface Tab {
  readonly page: Page;
  readonly panel: PanelView;
}

let session: Session;
let normal: Tab;
let secret: Tab;
let stored: Stored;

beforeAll(async () => {
  session = await startSession();
  normal = await withPanel(await session.browser.open(session.site.app));
  secret = await withPanel(await session.browser.openPrivateWindow(session.site.app));
  stored = storedIn(normal.panel);
});
afterAll(async () => await session.close());

async function withPanel(page: Page): Promise<Tab> {
  return { page, panel: viewPanel((await session.browser.openPanel(page)).panel) };
}

/** Logs in, in the tab itself or in another one that its panel shows. */
async function logIn({ panel, page: own }: Tab, options: LoginOptions, page = own) {
  const before = (await panel.rows()).length;
  await page.goto(session.site.login(options));
  return { row: await panel.newest(before + 1), secrets: secretsOf(page.url()) };
}

/** What nobody else may read of a login: the response, the code in it, and the state that the request has, too. */
function secretsOf(url: string): string[] {
  const response = new URL(url).searchParams.get('response') ?? '';
  const { code, state } = members(parseJws(response).payload);
  const found = [response, state, code].filter((one) => typeof one === 'string' && one !== '');
  expect(found).toHaveLength(3);
  return found.map(String);
}

/** Those of the texts that are stored. The code is so only within its response. */
async function foundOf(texts: readonly string[]): Promise<string[]> {
  const now = await stored.captured();
  return texts.filter((text) => now.includes(text));
}

const reasons = async ({ panel }: Tab) => (await panel.rows()).map(({ reason }) => reason);

async function badgeReads({ page }: Pick<Tab, 'page'>, text: string) {
  return await poll(`the badge "${text}"`, async () => {
    const badge = await session.browser.badge(page);
    return badge.text === text ? badge : undefined;
  });
}

describe('a login in a private window', () => {
  const own = { normal: [''], secret: [''] };
  let alsoSecret: Page;

  test('is judged in its own panel and badge', async () => {
    const { row, secrets } = await logIn(secret, { fault: 'wrong-aud' });
    own.secret = secrets;
    expect(row).toMatchObject({ verdict: 'Rejected', reason: 'Addressed to another client' });
    expect((await secret.panel.detail()).checks('fail')).toEqual(['aud-match']);
    expect((await secret.panel.detail()).checks('skip')).toEqual([]);
    expect((await badgeReads(secret, '1')).title).toContain('Addressed to another client');
    expect((await session.browser.badge(normal.page)).text).toBe('');
    expect(await normal.panel.rows()).toEqual([]);
  });

  test('is in no list of normal windows, nor one of theirs in its own, also with all tabs', async () => {
    const { row, secrets } = await logIn(normal, { fault: 'expired' });
    own.normal = secrets;
    expect(row).toMatchObject({ verdict: 'Rejected', reason: 'Expired on arrival' });
    await badgeReads(normal, '1');
    await badgeReads(secret, '1');
    expect(await reasons(secret)).toEqual(['Addressed to another client']);
    for (const { panel } of [normal, secret]) await showAllTabs(panel, true);
    // A second tab of each kind: with all tabs that of the same kind is shown, and that is all.
    const alsoNormal = await session.browser.open();
    alsoSecret = await session.browser.openPrivateWindow(session.site.app);
    await logIn(secret, { fault: 'missing-exp' }, alsoSecret);
    await logIn(normal, { fault: 'wrong-iss' }, alsoNormal);
    expect(await reasons(secret)).toEqual(['Addressed to another client', expect.stringMatching(/exp/i)]);
    expect(await reasons(normal)).toEqual(['Expired on arrival', expect.stringMatching(/iss/i)]);
    await alsoNormal.close();
  });

  test('leaves nothing behind when the last private window closes; what was in normal ones stays', async () => {
    const { browser } = session;
    // A number alone is found anywhere: Firefox counts tabs from 1.
    const ids = [await browser.tabId(secret.page), await browser.tabId(alsoSecret)].flatMap((id) => [
      `"tab/${id}"`,
      `"tabId":${id},`,
    ]);
    const secrets = [...own.secret, ...secretsOf(alsoSecret.url())];
    const [response = '', state = ''] = own.secret;
    expect(await foundOf([response, state, ...ids])).toEqual([response, state, ...ids]);

    // One of two private windows: nothing is forgotten yet.
    await alsoSecret.close();
    expect(await reasons(secret)).toHaveLength(2);
    expect(await foundOf([response])).toEqual([response]);

    await secret.page.close();
    await poll(
      'nothing of the private windows',
      async () => (await foundOf([...secrets, ...ids])).length === 0,
    );
    const onDisk = await stored.onDisk();
    expect([...secrets, ...ids, ...own.normal].filter((text) => onDisk.includes(text))).toEqual([]);

    const kept = own.normal.slice(0, 2);
    expect(await foundOf(kept)).toEqual(kept);
    expect(await reasons(normal)).toEqual(['Expired on arrival', expect.stringMatching(/iss/i)]);
    await badgeReads(normal, '1');
  });

  test('also when the worker was stopped meanwhile', async () => {
    const { browser, site } = session;
    const again = await browser.openPrivateWindow(site.app);
    await again.goto(site.login({ fault: 'wrong-aud' }));
    const secrets = secretsOf(again.url());
    await badgeReads({ page: again }, '1');
    await browser.stopBackground();
    expect((await foundOf(secrets)).length).toBeGreaterThan(0);
    await again.close();
    await poll('nothing of the private window', async () => (await foundOf(secrets)).length === 0);
    const kept = own.normal.slice(0, 2);
    expect(await foundOf(kept)).toEqual(kept);
    await badgeReads(normal, '1');
  });
});
