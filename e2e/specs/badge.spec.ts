import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OTHER_HOST } from '../browsers/shared.ts';
import { clearList } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { type Listener, listen } from '../site/listener.ts';
import type { LoginOptions } from '../site/login.ts';

interface Tab {
  readonly page: Page;
  readonly panel: PanelView;
}

const plainTitle = 'OAuth Response Inspector';

let session: Session;
let tab: Tab;
let second: Tab;
/** A site that the extension was not granted: nothing it does may wake the worker. */
let elsewhere: Listener;

beforeAll(async () => {
  const site = await listen({ host: OTHER_HOST });
  site.serve((_heard, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Elsewhere</title>'),
  );
  elsewhere = site;
  session = await startSession();
  [tab, second] = await Promise.all([openTab(), openTab()]);
});
afterAll(async () => {
  await session.close();
  await elsewhere.close();
});
beforeEach(async () => {
  await clearList(tab.panel);
  await clearList(second.panel);
  await badgeReads(tab, '');
  await badgeReads(second, '');
});

async function openTab(): Promise<Tab> {
  const page = await session.browser.open();
  return { page, panel: viewPanel((await session.browser.openPanel(page)).panel) };
}

async function badgeReads({ page }: Pick<Tab, 'page'>, text: string) {
  return await poll(
    `the badge "${text}"`,
    async () => {
      const badge = await session.browser.badge(page);
      return badge.text === text ? badge : undefined;
    },
    10_000,
  );
}

async function logIn({ page, panel }: Tab, options: LoginOptions = {}): Promise<string> {
  const before = (await panel.rows()).length;
  await page.goto(session.site.login(options));
  return (await panel.newest(before + 1)).reason;
}

/** Leaves for a site of no concern, whose page stands when this ends. */
async function leave({ page }: Tab, path = '/'): Promise<void> {
  await page.goto(`${elsewhere.origin}${path}`);
  expect(await page.title()).toBe('Elsewhere');
}

/**
 * Stops the worker after a start at which it knew what it has to listen to: that is what Firefox wakes it for, while
 * Chromium wakes it for what it listened to last.
 */
async function stopInformed(): Promise<void> {
  await session.browser.stopBackground();
  await logIn(second);
  await session.browser.stopBackground();
}

describe('what it says', () => {
  test('the number of failed responses of its own tab, red, and in words what failed last', async () => {
    expect(await session.browser.badge(tab.page)).toEqual({ text: '', title: plainTitle });
    const first = await logIn(tab, { fault: 'wrong-aud' });
    expect(await badgeReads(tab, '1')).toEqual({
      text: '1',
      title: `${plainTitle}\n1 rejected. Last: ${first}`,
    });
    const last = await logIn(tab, { fault: 'flipped-signature', response_mode: 'fragment.jwt' });
    expect(first).toBe('Addressed to another client');
    expect(last).toBe('Signature does not match the key it names');
    expect((await badgeReads(tab, '2')).title).toBe(`${plainTitle}\n2 rejected. Last: ${last}`);
    expect(await session.browser.badge(second.page)).toEqual({ text: '', title: plainTitle });

    await logIn(second, { fault: 'expired', response_mode: 'form_post.jwt' });
    expect((await badgeReads(second, '1')).title).toContain('Expired on arrival');
    await badgeReads(tab, '2');

    expect(await session.browser.badgeColour(tab.page)).toEqual([0xb3, 0x26, 0x1e, 0xff]);
  });

  test('nothing of responses that passed, were not signed or could not be verified', async () => {
    await logIn(tab, { fault: 'expired' });
    for (const options of [
      {},
      { error: 'access_denied' },
      { response_mode: 'query' },
      { client: 'encrypted' },
    ] as const)
      await logIn(tab, options);
    expect((await tab.panel.rows()).map(({ verdict }) => verdict)).toEqual([
      'Rejected',
      'Valid',
      'Valid',
      'Plain',
      'Not verified',
    ]);
    expect((await badgeReads(tab, '1')).title).toContain('Expired on arrival');
  });
});

describe('it is still there', () => {
  test.each([
    ['after the page has navigated on to another site', leave],
    ['after a reload', ({ page }: Tab) => page.reload()],
    ['after going back', ({ page }: Tab) => page.goBack()],
    [
      'after the worker was stopped, on another site',
      async (tab: Tab) => {
        await stopInformed();
        // The tab wipes its badge with this; only a worker that wakes for it can paint it again.
        await leave(tab);
      },
    ],
    [
      'after the worker was stopped and a response without a fault woke it',
      async (tab: Tab) => {
        await session.browser.stopBackground();
        await logIn(tab);
      },
    ],
  ] as const)('%s', async (_when, go) => {
    await leave(tab);
    const reason = await logIn(tab, { fault: 'wrong-iss' });
    await badgeReads(tab, '1');
    await go(tab);
    expect(await badgeReads(tab, '1')).toEqual({
      text: '1',
      title: `${plainTitle}\n1 rejected. Last: ${reason}`,
    });
  });

  test('on the error page of a callback that fails to load, and behind it', async () => {
    await tab.page.goto(session.site.app);
    await session.browser.openFailing(
      tab.page,
      session.site.login({ client: 'refused', fault: 'missing-exp' }),
    );
    const { reason } = await tab.panel.newest(1);
    expect((await badgeReads(tab, '1')).title).toContain(reason);
    await leave(tab);
    await badgeReads(tab, '1');
  });

  test('one more is counted by a worker that knows the others from the store alone', async () => {
    await logIn(tab, { fault: 'wrong-iss' });
    await badgeReads(tab, '1');
    await session.browser.stopBackground();
    await logIn(tab, { fault: 'wrong-aud' });
    expect((await badgeReads(tab, '2')).title).toContain('Addressed to another client');
  });
});

describe('clearing the list clears it', () => {
  test.each([
    ['', false],
    [', also when the worker was stopped before', true],
  ])('and leaves other tabs theirs%s', async (_also, stopped) => {
    await logIn(tab, { fault: 'wrong-iss' });
    await logIn(second, { fault: 'wrong-aud' });
    await badgeReads(tab, '1');
    await badgeReads(second, '1');
    if (stopped) await session.browser.stopBackground();
    await clearList(tab.panel);
    expect(await badgeReads(tab, '')).toEqual({ text: '', title: plainTitle });
    expect((await badgeReads(second, '1')).title).toContain('Addressed to another client');
    // It is not painted again by what repaints the other one.
    await leave(tab);
    await leave(second);
    await badgeReads(second, '1');
    expect(await session.browser.badge(tab.page)).toEqual({ text: '', title: plainTitle });
  });
});

describe('what it costs on other sites', () => {
  /**
   * Navigates there several times. Whatever woke the worker would be seen: nobody stops it again within the half
   * minute that Chromium leaves it idle.
   */
  async function browseElsewhere(): Promise<boolean> {
    for (const path of ['/one', '/two', '/three']) {
      await leave(tab, path);
      await leave(second, path);
    }
    // The browser answers this after the events of the navigations before it.
    await session.browser.badge(tab.page);
    return await session.browser.isBackgroundRunning();
  }

  test('nothing while none is showing: the worker stays stopped', async () => {
    await logIn(tab);
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
    // The counter-check: a callback does wake it, and by then it was not too late.
    await logIn(tab);
    expect(await session.browser.isBackgroundRunning()).toBe(true);
  });

  test('nothing any more once the last one was cleared', async () => {
    await logIn(tab, { fault: 'wrong-iss' });
    await badgeReads(tab, '1');
    await clearList(tab.panel);
    await badgeReads(tab, '');
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
  });

  test('nothing any more once its tab was closed', async () => {
    const page = await session.browser.open(session.site.login({ fault: 'wrong-iss' }));
    await badgeReads({ page }, '1');
    await page.close();
    // The worker sees what is open when a record comes in.
    await logIn(tab);
    await stopInformed();
    expect(await browseElsewhere()).toBe(false);
  });

  test('while one is showing the worker wakes, and paints it again', async () => {
    await logIn(tab, { fault: 'wrong-iss' });
    await badgeReads(tab, '1');
    await stopInformed();
    expect(await browseElsewhere()).toBe(true);
    await badgeReads(tab, '1');
  });
});
