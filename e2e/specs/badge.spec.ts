import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hostNames } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { clearList, showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { type Listener, listen } from '../site/listener.ts';
import type { LoginOptions } from '../site/login.ts';

const inOne = dealtTests();
const plainTitle = 'OAuth Response Inspector';

let session: Session;
/** The tab whose DevTools show the panel. */
let watcher: Page;
let panel: PanelView;
let page: Page;
let second: Page;
/** A site that the extension was not granted: nothing it does may wake the worker. */
let elsewhere: Listener;

beforeAll(async () => {
  const site = await listen({ host: hostNames.other });
  site.serve((_heard, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Elsewhere</title>'),
  );
  elsewhere = site;
  session = await startSession();
  const { browser } = session;
  watcher = await browser.open();
  panel = viewPanel((await browser.openPanel(watcher)).panel);
  [page, second] = [await browser.open(), await browser.open()];
});
afterAll(async () => {
  await session.close();
  await elsewhere.close();
});
beforeEach(async () => {
  await showAllTabs(panel, true);
  await clearList(panel);
  for (const tab of [page, second]) await badgeReads(tab, '');
});

async function badgeReads(tab: Page, text: string) {
  return await poll(
    `the badge "${text}"`,
    async () => {
      const badge = await session.browser.badge(tab);
      return badge.text === text ? badge : undefined;
    },
    10_000,
  );
}

async function logIn(tab: Page, options: LoginOptions = {}): Promise<string> {
  const before = (await panel.rows()).length;
  await tab.goto(session.site.login(options));
  return (await panel.newest(before + 1)).reason;
}

/** Leaves for a site of no concern, whose page stands when this ends. */
async function leave(tab: Page, path = '/'): Promise<void> {
  await tab.goto(`${elsewhere.origin}${path}`);
  expect(await tab.title()).toBe('Elsewhere');
}

/**
 * Stops the worker after a start at which it knew what it has to listen to: that is what Firefox wakes it for, while
 * Chromium wakes it for what it listened to last.
 */
async function stopInformed(): Promise<void> {
  await session.browser.stopBackground();
  await logIn(second);
  // Once all that is to be written is, and the panel wants nothing more.
  await panel.detail();
  await session.browser.stopBackground();
}

describe('what it says', () => {
  test('the number of failed responses of its own tab, red, and in words what failed last', async () => {
    expect(await session.browser.badge(page)).toEqual({ text: '', title: plainTitle });
    const first = await logIn(page, { fault: 'wrong-aud' });
    expect(await badgeReads(page, '1')).toEqual({
      text: '1',
      title: `${plainTitle}\n1 rejected. Last: ${first}`,
    });
    const last = await logIn(page, { fault: 'flipped-signature', response_mode: 'fragment.jwt' });
    expect(first).toBe('Addressed to another client');
    expect(last).toBe('Signature does not match the key it names');
    expect((await badgeReads(page, '2')).title).toBe(`${plainTitle}\n2 rejected. Last: ${last}`);
    expect(await session.browser.badge(second)).toEqual({ text: '', title: plainTitle });

    await logIn(second, { fault: 'expired', response_mode: 'form_post.jwt' });
    expect((await badgeReads(second, '1')).title).toContain('Expired on arrival');
    await badgeReads(page, '2');

    expect(await session.browser.badgeColour(page)).toEqual([0xb3, 0x26, 0x1e, 0xff]);
  });

  inOne('nothing of responses that passed, were not signed or could not be verified', async () => {
    await logIn(page, { fault: 'expired' });
    for (const options of [
      {},
      { error: 'access_denied' },
      { response_mode: 'query' },
      { client: 'encrypted' },
    ] as const)
      await logIn(page, options);
    expect((await panel.rows()).map(({ verdict }) => verdict)).toEqual([
      'Rejected',
      'Valid',
      'Valid',
      'Plain',
      'Not verified',
    ]);
    expect((await badgeReads(page, '1')).title).toContain('Expired on arrival');
  });
});

describe('it is still there', () => {
  test.each([
    ...dealt([
      ['after a reload', (tab: Page) => tab.reload()],
      ['after going back', (tab: Page) => tab.goBack()],
    ] as const),
    [
      'after the worker was stopped, on another page of the application',
      async (tab: Page) => {
        await stopInformed();
        // The tab wipes its badge with this; only a worker that wakes for it can paint it again.
        await tab.goto(session.site.app);
      },
    ],
    [
      'after the worker was stopped and a response without a fault woke it',
      async (tab: Page) => {
        await session.browser.stopBackground();
        await logIn(tab);
      },
    ],
  ] as const)('%s', async (_when, go) => {
    await page.goto(session.site.app);
    const reason = await logIn(page, { fault: 'wrong-iss' });
    await badgeReads(page, '1');
    await go(page);
    expect(await badgeReads(page, '1')).toEqual({
      text: '1',
      title: `${plainTitle}\n1 rejected. Last: ${reason}`,
    });
  });

  test('on another site that the callback page leads on to', async () => {
    const tab = await session.browser.open();
    await tab.addInitScript((to) => {
      if (location.pathname.startsWith('/cb/')) addEventListener('load', () => location.assign(to));
    }, `${elsewhere.origin}/`);
    await logIn(tab, { fault: 'wrong-iss' });
    await tab.waitForURL(`${elsewhere.origin}/`);
    await badgeReads(tab, '1');
    await tab.close();
  });

  test('on the error page of a callback that fails to load, and behind it', async () => {
    await page.goto(session.site.app);
    await session.browser.openFailing(page, session.site.login({ client: 'refused', fault: 'missing-exp' }));
    const { reason } = await panel.newest(1);
    expect((await badgeReads(page, '1')).title).toContain(reason);
    await page.goto(session.site.app);
    await badgeReads(page, '1');
  });

  inOne('one more is counted by a worker that knows the others from the store alone', async () => {
    await logIn(page, { fault: 'wrong-iss' });
    await badgeReads(page, '1');
    await session.browser.stopBackground();
    await logIn(page, { fault: 'wrong-aud' });
    expect((await badgeReads(page, '2')).title).toContain('Addressed to another client');
  });
});

describe('clearing the list clears it', () => {
  test.each(
    dealt([
      ['', false],
      [', also when the worker was stopped before', true],
    ] as const),
  )('and leaves other tabs theirs%s', async (_also, stopped) => {
    await logIn(watcher, { fault: 'wrong-iss' });
    await logIn(second, { fault: 'wrong-aud' });
    await badgeReads(watcher, '1');
    await badgeReads(second, '1');
    if (stopped) await session.browser.stopBackground();
    await showAllTabs(panel, false);
    await clearList(panel);
    expect(await badgeReads(watcher, '')).toEqual({ text: '', title: plainTitle });
    expect((await badgeReads(second, '1')).title).toContain('Addressed to another client');
    // It is not painted again by what repaints the other one.
    await watcher.goto(session.site.app);
    await second.goto(session.site.app);
    await badgeReads(second, '1');
    expect(await session.browser.badge(watcher)).toEqual({ text: '', title: plainTitle });
  });
});

describe('what it costs on other sites', () => {
  /**
   * Navigates there several times. Whatever woke the worker would be seen: nobody stops it again within the half
   * minute that Chromium leaves it idle.
   */
  async function browseElsewhere(): Promise<boolean> {
    for (const path of ['/one', '/two', '/three']) {
      await leave(page, path);
      await leave(second, path);
    }
    // The browser answers this after the events of the navigations before it.
    await session.browser.badge(page);
    return await session.browser.isBackgroundRunning();
  }

  test('nothing while none is showing: the worker stays stopped', async () => {
    await logIn(page);
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
    // The counter-check: a callback does wake it, and by then it was not too late.
    await logIn(page);
    expect(await session.browser.isBackgroundRunning()).toBe(true);
  });

  inOne('nothing any more once the last one was cleared', async () => {
    await logIn(page, { fault: 'wrong-iss' });
    await badgeReads(page, '1');
    await clearList(panel);
    await badgeReads(page, '');
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
  });

  inOne('nothing any more once its tab was closed', async () => {
    const closed = await session.browser.open(session.site.login({ fault: 'wrong-iss' }));
    await badgeReads(closed, '1');
    await closed.close();
    // The worker sees what is open when a record comes in.
    await logIn(page);
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
  });

  test('nothing while one is showing, once its page stands; it is back when its tab returns', async () => {
    await logIn(page, { fault: 'wrong-iss' });
    await badgeReads(page, '1');
    const stays = async () => {
      await session.browser.stopBackground();
      return !(await browseElsewhere());
    };
    await poll('a worker that stays stopped', stays, 30_000);
    await page.goto(session.site.app);
    await badgeReads(page, '1');
  });
});
