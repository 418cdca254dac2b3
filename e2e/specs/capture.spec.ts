import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { browserName } from '../browsers/launch.ts';
import { dealt } from '../dealt.ts';
import { clearList, readTab, showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registrationOf, type Session, startSession } from '../session.ts';
import { listen } from '../site/listener.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';
import { storedIn } from '../stored.ts';

let session: Session;
/** The tab whose DevTools show the panel. */
let watcher: Page;
let panel: PanelView;
/** The tab of the logins. */
let page: Page;

beforeAll(async () => {
  session = await startSession();
  watcher = await session.browser.open();
  panel = viewPanel((await session.browser.openPanel(watcher)).panel);
  page = await session.browser.open();
});
afterAll(async () => await session.close());
beforeEach(async () => {
  // Chromium loads a page that failed again after a while by itself: a cleared response would be back.
  if (!page.url().startsWith(session.site.app)) await page.goto(session.site.app);
  await showAllTabs(panel, true);
  await clearList(panel);
});

/** Everything that is stored, as text. */
async function stored(): Promise<string> {
  return await storedIn(panel).captured();
}

async function badgeReads(tab: Page, text: string) {
  return await poll(`the badge "${text}"`, async () => {
    const badge = await session.browser.badge(tab);
    return badge.text === text ? badge : undefined;
  });
}

/** Waits until the detail says that the response was seen so many times more; the moment of each is told. */
async function sightings(count: number): Promise<void> {
  await poll(`${count} further sightings`, async () => {
    const [, again = ''] = (await readTab(panel, 'Raw')).split('Seen again');
    return (again.match(/\d\d:\d\d:\d\d\.\d{3}/g) ?? []).length === count;
  });
}

describe.each([
  ['does not resolve', 'unresolvable', 'query.jwt'],
  ['does not resolve', 'unresolvable', 'fragment.jwt'],
  ['does not resolve', 'unresolvable', 'form_post.jwt'],
  ['refuses the connection', 'refused', 'query.jwt'],
] as const)('a callback host that %s (%s, %s)', (_what, client, response_mode) => {
  async function logInToNowhere(options: LoginOptions): Promise<void> {
    await session.browser.openFailing(page, session.site.login({ client, response_mode, ...options }));
  }
  test.each(
    dealt([
      ['a code', {}, 'code'],
      ['an error', { error: 'access_denied' }, 'access_denied'],
    ] as const),
  )('%s is valid', async (_result, options, result) => {
    await logInToNowhere(options);
    const row = await panel.newest(1);
    const detail = await panel.detail();
    expect(row).toMatchObject({ mode: response_mode, result, verdict: 'Valid' });
    // Chromium loads an error page again by itself, sooner or later: that is a further sighting.
    expect(detail.sentence).toMatch(/^Valid(?:, 1 warning: JWT was loaded again in the same tab)?$/);
    expect(detail.checks('skip')).toEqual([]);
    expect((await session.browser.badge(page)).text).toBe('');
  });

  test('a fault is red on the error page, too', async () => {
    await logInToNowhere({ fault: 'flipped-signature' });
    const row = await panel.newest(1);
    expect(row).toMatchObject({ verdict: 'Rejected', reason: 'Signature does not match the key it names' });
    expect((await badgeReads(page, '1')).title).toContain(row.reason);
  });
});

describe('a popup', () => {
  /**
   * Chromium knows the opener also of a popup in a window of its own (`tabs.get(…).openerTabId`). Firefox tells it only
   * to who may observe all navigations (`webNavigation`), which is not asked for.
   */
  const knowsOpener = browserName === 'chromium';

  async function logInByPopup(opener: Page, options: LoginOptions = {}): Promise<Page> {
    await opener.goto(session.site.popup(options));
    const [popup] = await Promise.all([opener.waitForEvent('popup'), opener.click('button')]);
    await popup.waitForURL(`${session.site.app}/cb/**`);
    return popup;
  }

  test('is shown in its own panel, in its opener’s if that is known, and elsewhere with all tabs alone', async () => {
    const valid = { result: 'code', verdict: 'Valid' };
    await showAllTabs(panel, false);
    const popup = await logInByPopup(watcher);
    const own = viewPanel((await session.browser.openPanel(popup)).panel);
    expect(await own.newest(1)).toMatchObject(valid);
    expect((await own.detail()).sentence).toBe('Valid');
    expect(await readTab(own, 'Request')).toContain('one chain of redirects');

    // A popup closes itself after the login: what it brought stays.
    await popup.close();
    await showAllTabs(panel, !knowsOpener);
    expect(await panel.newest(1)).toMatchObject(valid);

    await clearList(panel);
    await showAllTabs(panel, false);
    await (await logInByPopup(page)).close();
    await panel.frame.getByRole('heading', { name: 'Log in once' }).waitFor();
    await panel.frame.getByText('One response came back in other tabs.').waitFor();
    await panel.frame.getByRole('button', { name: 'All tabs (1 more)' }).waitFor();
    await panel.frame.getByRole('button', { name: 'Show what came back there' }).click();
    expect(await panel.newest(1)).toMatchObject(valid);
  });

  test('that closes itself at once leaves its response, which is no private one', async () => {
    await page.goto(session.site.popup({ callback: 'closing' }));
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('button')]);
    if (!popup.isClosed()) await popup.waitForEvent('close');
    expect(await panel.newest(1)).toMatchObject({ result: 'code', verdict: 'Valid' });
  });

  test('has the badge to itself', async () => {
    const popup = await logInByPopup(page, { fault: 'wrong-iss' });
    await badgeReads(popup, '1');
    expect((await session.browser.badge(page)).text).toBe('');
    await popup.close();
  });
});

describe('a frame', () => {
  test('is captured in the tab that holds it', async () => {
    await page.goto(session.site.frame({ response_mode: 'fragment.jwt' }));
    expect(await panel.newest(1)).toMatchObject({ mode: 'fragment.jwt', result: 'code', verdict: 'Valid' });
    expect(await readTab(panel, 'Request')).toContain('one chain of redirects');
  });

  test('gives the tab its badge', async () => {
    await page.goto(session.site.frame({ response_mode: 'form_post.jwt', fault: 'wrong-aud' }));
    const { reason } = await panel.newest(1);
    expect(reason).toBe('Addressed to another client');
    expect((await badgeReads(page, '1')).title).toContain(reason);
  });
});

test.each(['fragment.jwt', 'fragment'] as const)(
  'a %s response is there though the page wipes its URL at once',
  async (response_mode) => {
    await page.goto(session.site.login({ response_mode, callback: 'wiping' }));
    const verdict = response_mode === 'fragment' ? 'Plain' : 'Valid';
    expect(await panel.newest(1)).toMatchObject({ mode: response_mode, result: 'code', verdict });
    expect(page.url()).toBe(session.site.client('RS256').callbacks.wiping);
    expect(await readTab(panel, 'Raw')).toMatch(/\/wiping\/rs256#(?:response=eyJ|code=)/);
  },
);

describe.each(['query.jwt', 'fragment.jwt', 'form_post.jwt'] as const)(
  'a callback that redirects on, %s',
  (response_mode) => {
    test('is captured once, and its badge stays on the page behind it', async () => {
      const { site } = session;
      await page.goto(
        site.login({ response_mode, callback: 'redirecting', fault: 'expired', client: 'ES256' }),
      );
      await page.waitForURL(`${site.app}/home*`);
      expect(await panel.newest(1)).toMatchObject({ verdict: 'Rejected', reason: 'Expired on arrival' });
      await badgeReads(page, '1');
      expect(await readTab(panel, 'Raw')).not.toContain('Seen again');

      await page.goto(site.app);
      await badgeReads(page, '1');
      expect(await panel.rows()).toHaveLength(1);
    });
  },
);

describe.each([
  ['fetches for it', 'fetching', ['query.jwt', 'fragment.jwt', 'form_post.jwt']],
  ['has the browser fetch for it', 'preloading', ['query.jwt', 'fragment.jwt', 'form_post.jwt']],
  ['has its callbacks in itself', 'answering', ['query.jwt', 'fragment.jwt']],
] as const)('an application whose service worker %s', (_what, script, modes) => {
  // Its own, so that no other page goes by the service worker.
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    const client = registrationOf(site, site.client('RS256'));
    await register(session.browser, [{ ...client, id: script, revision: `${script}-1` }]);
  });
  afterAll(async () => await site.close());

  test.each(modes)('leaves one response (%s)', async (response_mode) => {
    const tab = await session.browser.open(`${site.app}/worker?script=${script}`);
    await poll('the service worker', async () => (await tab.title()) === 'Worker ready');
    await tab.goto(site.login({ response_mode }));
    await tab.waitForURL(`${site.app}/cb/**`);
    expect(await tab.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    expect(await panel.newest(1)).toMatchObject({ mode: response_mode, result: 'code', verdict: 'Valid' });
    expect((await panel.detail()).sentence).toBe('Valid');
    expect(await readTab(panel, 'Request')).toMatch(/one chain of redirects|newest unanswered request/);
    expect(await storedIn(panel).ids('response')).toHaveLength(1);
    await tab.close();
  });
});

test('the fragment that the next page inherits is the same response, where that page is a callback, too', async () => {
  const { browser, site } = session;
  const registered = registrationOf(site, site.client('PS256'));
  const callbacks = [...registered.callbacks, `${site.app}/home`];
  await register(browser, [{ ...registered, revision: 'PS256-with-home', callbacks }]);
  await page.goto(site.login({ client: 'PS256', response_mode: 'fragment.jwt', callback: 'redirecting' }));
  await sightings(1);
  expect(page.url()).toMatch(/\/home#response=eyJ/);
  expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
});

describe('a response that is sent to the callback again is the same one', () => {
  test.each(['query.jwt', 'fragment.jwt'] as const)(
    'by reload and by going back, %s',
    async (response_mode) => {
      const { site } = session;
      await page.goto(site.login({ response_mode }));
      await panel.newest(1);
      await page.reload();
      await sightings(1);
      await page.goto(site.app);
      await page.goBack();
      await sightings(2);
      expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
    },
  );

  // Chromium does not send a form again by going back: it shows a page that asks for a reload.
  test('by reload, form_post.jwt', async () => {
    await page.goto(session.site.login({ response_mode: 'form_post.jwt' }));
    await page.waitForURL(session.site.client('RS256').callbacks.page);
    await panel.newest(1);
    await page.reload();
    await sightings(1);
    expect(await panel.newest(1)).toMatchObject({ verdict: 'Valid' });
  });
});

describe('of a form only response parameters are kept', () => {
  test.each(['application/x-www-form-urlencoded', 'multipart/form-data'])('as %s', async (enctype) => {
    const { callbacks } = session.site.client('RS256');
    await page.goto(session.site.app);
    await page.evaluate(
      ([action, enctype]) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action, enctype });
        for (const [name, value] of Object.entries({
          code: 'kept-code',
          password: 'hunter2',
          'csrf-token': 'hunter3',
        })) {
          form.append(Object.assign(document.createElement('input'), { name, value }));
        }
        document.body.append(form);
        form.submit();
      },
      [callbacks.page, enctype] as const,
    );
    await page.waitForURL(callbacks.page);
    expect(await panel.newest(1)).toMatchObject({ mode: 'form_post', result: 'code' });
    const raw = await readTab(panel, 'Raw');
    expect(raw).toContain('kept-code');
    expect(raw).toContain('2 further fields were not kept');
    expect(await stored()).toContain('kept-code');
    expect(await stored()).not.toMatch(/hunter[23]|csrf-token|password/);
  });

  test('not the password of a login form that a 307 sends on to the callback', async () => {
    const server = await listen();
    server.serve(({ method }, response) => {
      if (method === 'POST') {
        const location = `${session.site.client('RS256').callbacks.page}?code=kept-code`;
        return response.writeHead(307, { location }).end();
      }
      const form =
        '<form method="post"><input name="password" value="hunter2"><button>Log in</button></form>';
      return response.writeHead(200, { 'content-type': 'text/html' }).end(form);
    });
    try {
      await page.goto(server.origin);
      await page.getByRole('button', { name: 'Log in' }).click();
      expect(await panel.newest(1)).toMatchObject({ mode: 'query', result: 'code' });
      await poll('the password at the callback', () =>
        session.site.heard.app.some(({ body }) => body === 'password=hunter2'),
      );
      expect(await readTab(panel, 'Raw')).toContain('1 further field was not kept');
      expect(await stored()).not.toMatch(/hunter2|password/);
    } finally {
      await server.close();
    }
  });
});

test.each(
  dealt([
    ['a page that is no registered callback', '/elsewhere?code=unseen&state=unseen'],
    ['a page below a callback', '/cb/rs256/unseen?code=unseen'],
    ['a callback visited without a response', '/cb/rs256'],
    ['a callback visited with parameters of its own', '/cb/rs256?utm_source=unseen#unseen'],
  ]),
)('%s leaves nothing in the store', async (_what, path) => {
  const { site } = session;
  await page.goto(`${site.app}${path}`);
  // Events come in order: once the login behind it is there, the visit before it has been dealt with.
  await page.goto(site.login());
  await panel.newest(1);
  // What was cleared before goes from the store after it went from the list.
  await expect.poll(async () => (await stored()).match(/"response\/\d+\/[^"]+":/g)).toHaveLength(1);
  expect(await stored()).not.toContain('unseen');
});
