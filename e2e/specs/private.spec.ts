import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

async function logIn({ page, panel }: Tab, options: LoginOptions) {
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
const pressAllTabs = ({ panel }: Tab) => panel.frame.getByRole('button', { name: 'All tabs' }).click();

async function badgeReads({ page }: Tab, text: string) {
  return await poll(`the badge "${text}"`, async () => {
    const badge = await session.browser.badge(page);
    return badge.text === text ? badge : undefined;
  });
}

describe('a login in a private window', () => {
  const own = { normal: [''], secret: [''] };
  let alsoSecret: Tab;

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
    // A second tab of each kind: with all tabs it has what came before, and that is all it has.
    const alsoNormal = await withPanel(await session.browser.open(session.site.app));
    alsoSecret = await withPanel(await session.browser.openPrivateWindow(session.site.app));
    for (const [tabs, reason] of [
      [[normal, alsoNormal], 'Expired on arrival'],
      [[secret, alsoSecret], 'Addressed to another client'],
    ] as const) {
      for (const tab of tabs) {
        await pressAllTabs(tab);
        expect((await tab.panel.newest(1)).reason).toBe(reason);
      }
    }
    await logIn(alsoSecret, { fault: 'missing-exp' });
    await logIn(alsoNormal, { fault: 'wrong-iss' });
    await secret.panel.newest(2);
    await normal.panel.newest(2);
    expect(await reasons(secret)).toEqual(['Addressed to another client', expect.stringMatching(/exp/i)]);
    expect(await reasons(normal)).toEqual(['Expired on arrival', expect.stringMatching(/iss/i)]);
    await alsoNormal.page.close();
  });

  test('leaves nothing behind when the last private window closes; what was in normal ones stays', async () => {
    const { browser } = session;
    // A number alone is found anywhere: Firefox counts tabs from 1.
    const ids = [await browser.tabId(secret.page), await browser.tabId(alsoSecret.page)].flatMap((id) => [
      `"tab/${id}"`,
      `"tabId":${id},`,
    ]);
    const secrets = [...own.secret, ...secretsOf(alsoSecret.page.url())];
    const [response = '', state = ''] = own.secret;
    expect(await foundOf([response, state, ...ids])).toEqual([response, state, ...ids]);

    // One of two private windows: nothing is forgotten yet.
    await secret.page.close();
    await alsoSecret.panel.newest(2);
    expect(await foundOf([response])).toEqual([response]);

    await alsoSecret.page.close();
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
    const again = await withPanel(await browser.openPrivateWindow(site.app));
    const { secrets } = await logIn(again, { fault: 'wrong-aud' });
    await badgeReads(again, '1');
    await browser.stopBackground();
    expect((await foundOf(secrets)).length).toBeGreaterThan(0);
    await again.page.close();
    await poll('nothing of the private window', async () => (await foundOf(secrets)).length === 0);
    const kept = own.normal.slice(0, 2);
    expect(await foundOf(kept)).toEqual(kept);
    await badgeReads(normal, '1');
  });
});
