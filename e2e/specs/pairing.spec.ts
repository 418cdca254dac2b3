import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { jwtByHand } from '../by-hand.ts';
import { browserName } from '../browsers/launch.ts';
import { hostNames } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { finishLogin } from '../finish-login.ts';
import { clearList, clientsListed, readTab, watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registrationOf, type Session, startSession } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';

const inOne = dealtTests();

let session: Session;
let panel: PanelView;
let page: Page;
let second: Page;

beforeAll(async () => {
  session = await startSession();
  const { browser } = session;
  panel = await watchAllTabs(browser);
  [page, second] = [await browser.open(), await browser.open()];
});
afterAll(async () => await session.close());
beforeEach(async () => await clearList(panel));

/** Starts a login that waits at the login page, and gives the `state` of its authorization request. */
async function startLogin(page: Page, options: LoginOptions = {}): Promise<string> {
  const { site } = session;
  await page.goto(site.login({ ...options, interaction: 'page' }));
  const request = site.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'));
  return new URL(request?.url ?? '', site.issuer).searchParams.get('state') ?? '';
}

const finish = (page: Page) => finishLogin(page, session.site.app);

/** The newest of so many judged responses. */
async function readNewest(count = 1) {
  return {
    row: await panel.newest(count),
    detail: await panel.detail('opened'),
    request: await readTab(panel, 'Request'),
  };
}

describe('two logins at once in two tabs', () => {
  // Reverse order finds out who takes the oldest request of all tabs, the order of the start who takes the newest.
  test.each(
    dealt([
      ['query.jwt', 'in reverse order'],
      ['query.jwt', 'in the order of their start'],
      ['form_post.jwt', 'in the order of their start'],
    ] as const),
  )('each answer their own request, %s, finished %s', async (response_mode, order) => {
    const started: [Page, string][] = [];
    for (const where of [page, second]) started.push([where, await startLogin(where, { response_mode })]);
    expect(new Set(started.map(([, state]) => state)).size).toBe(2);

    const isReverse = order === 'in reverse order';
    for (const [index, [where, state]] of (isReverse ? started.toReversed() : started).entries()) {
      expect(await panel.rows()).toHaveLength(index);
      await finish(where);
      const { row, detail, request } = await readNewest(index + 1);
      expect(row.verdict).toBe('Valid');
      expect(detail.finding('state-echo')).toContain('state');
      expect([...detail.checks('fail'), ...detail.checks('warn'), ...detail.checks('skip')]).toEqual([]);
      expect(request).toContain('newest unanswered request in the same tab and frame');
      expect(request).toContain(state);
    }
  });
});

describe('two clients on one callback', () => {
  inOne('are told apart by the client_id of the request', async () => {
    for (const client of ['shared-a', 'shared-b', 'shared-a'] as const) {
      const before = (await panel.rows()).length;
      await page.goto(session.site.login({ client }));
      expect((await panel.newest(before + 1)).verdict).toBe('Valid');
      const finding = (await panel.detail('opened')).finding('client-on-callback');
      expect(finding).toContain('told apart by client_id');
      expect(finding).toContain(`${client}-client`);
    }
    expect(await clientsListed(panel)).toEqual(['shared-a-client', 'shared-b-client', 'shared-a-client']);
  });

  inOne('a response for the other one is addressed to another client', async () => {
    await page.goto(session.site.login({ client: 'shared-b', fault: 'wrong-aud' }));
    const { row, detail } = await readNewest();
    expect(row.verdict).toBe('Rejected');
    expect(detail.checks('fail')).toEqual(['aud-match']);
    expect(detail.finding('aud-match')).toContain('shared-b-client');
  });
});

inOne('an abandoned request is passed over, and still waits', async () => {
  const abandoned = await startLogin(page);
  const state = await startLogin(page);
  await finish(page);
  const { row, detail, request } = await readNewest();
  expect(row.verdict).toBe('Valid');
  expect(detail.checks('fail')).toEqual([]);
  expect(request).toContain(state);
  expect(request).not.toContain(abandoned);
  const waiting = panel.frame.getByRole('toolbar').getByRole('status');
  expect(await waiting.innerText()).toMatch(/Authorization request seen at .*, waiting/);
});

// Firefox does not tell which tab opened a popup that has a window of its own: there it is one that nobody asked for.
test('a response in a popup answers the request of the tab that opened it, if that is known', async () => {
  const state = await startLogin(page);
  await page.locator('form').evaluate((form) => {
    form.setAttribute('target', 'popup');
    form.addEventListener('submit', () => open('', 'popup', 'popup,width=480,height=600'));
  });
  const button = page.getByRole('button', { name: 'Log in' });
  const [popup] = await Promise.all([page.waitForEvent('popup'), button.dispatchEvent('click')]);
  const isKnown = browserName === 'chromium';
  const { row, detail, request } = await readNewest();
  expect(row.verdict).toBe('Valid');
  expect(detail.checks('fail')).toEqual([]);
  expect(detail.checks('warn')).toEqual(isKnown ? [] : ['solicited']);
  expect(request).toContain(
    isKnown ? 'newest unanswered request in the tab that opened this one' : 'nobody asked for this response',
  );
  expect(request.includes(state)).toBe(isKnown);
  await popup.close();
});

test.each(dealt(['query.jwt', 'fragment.jwt', 'form_post.jwt'] as const))(
  'a response at another callback than asked for answers its request all the same, %s',
  async (response_mode) => {
    const { callbacks } = session.site.client('RS256');
    const state = await startLogin(page, { response_mode, fault: 'other-callback' });
    await finish(page);
    const { row, detail, request } = await readNewest();
    expect(row.verdict).toBe('Rejected');
    expect(detail.checks('fail')).toEqual(['redirect-uri-match']);
    expect(detail.checks('warn')).toEqual([]);
    for (const uri of [callbacks.page, callbacks.wiping]) {
      expect(detail.finding('redirect-uri-match')).toContain(uri);
    }
    expect(detail.finding('solicited')).toContain('Answers a request that was seen');
    expect(request).toContain(state);
  },
);

test.each(dealt(['query.jwt', 'fragment.jwt', 'query'] as const))(
  'a response that nobody asked for in this tab is warned of, %s',
  async (response_mode) => {
    const { callbacks, client_id } = session.site.client('RS256');
    const code = crypto.randomUUID();
    const exp = Math.floor(Date.now() / 1000) + 120;
    const response = await jwtByHand({ iss: session.site.issuer, aud: client_id, exp, code });
    const sent = response_mode === 'query' ? { code, iss: session.site.issuer } : { response };
    const mark = response_mode === 'fragment.jwt' ? '#' : '?';
    const unheardOf = `${callbacks.page}${mark}${new URLSearchParams(sent).toString()}`;
    // A request that waits elsewhere is not its own, though Chromium may call that tab the opener of this one.
    await startLogin(page);
    await second.goto(unheardOf);
    const { row, detail, request } = await readNewest();
    expect(row.reason).toBe('No request for it was seen');
    expect(detail.checks('fail')).toEqual([]);
    expect(detail.checks('warn')).toEqual(['solicited']);
    expect(detail.checks('skip')).toEqual(expect.arrayContaining(['state-echo', 'delivery-mode-match']));
    expect(request).toContain('nobody asked for this response');
    expect((await session.browser.badge(second)).text).toBe('');
  },
);

describe('the state, which is itself judged, pairs nothing', () => {
  test.each(
    dealt([
      ['wrong in the JWT', { fault: 'wrong-state' }],
      ['missing in the JWT', { fault: 'missing-state' }],
      ['wrong in a plain response', { fault: 'wrong-state', response_mode: 'query' }],
      ['missing in a plain response', { fault: 'missing-state', response_mode: 'fragment' }],
    ] as const),
  )('%s', async (_what, options) => {
    const state = await startLogin(page, options);
    await finish(page);
    const { row, detail, request } = await readNewest();
    expect(row.verdict).toBe('Rejected');
    expect(detail.checks('fail')).toEqual(['state-echo']);
    expect(detail.checks('warn')).toEqual([]);
    expect(detail.finding('state-echo')).toContain(state);
    expect(request).toContain(state);
  });

  inOne('inside an encrypted JWT, right or wrong', async () => {
    for (const fault of [undefined, 'wrong-state'] as const) {
      await clearList(panel);
      const state = await startLogin(page, { client: 'encrypted', fault });
      await finish(page);
      const { row, detail, request } = await readNewest();
      expect(row).toMatchObject({ result: 'encrypted', verdict: 'Not verified' });
      expect(detail.checks('fail')).toEqual([]);
      expect(detail.checks('warn')).toEqual([]);
      expect(detail.checks('skip')).toContain('state-echo');
      expect(detail.finding('delivery-mode-match')).toContain('query');
      expect(request).toContain(state);
    }
  });
});

describe('without access to the server', () => {
  let sites: readonly Site[] = [];

  beforeAll(async () => {
    const issuerHost = hostNames.otherIssuer;
    sites = await Promise.all([
      startSite({ issuerHost }),
      startSite({ issuerHost, appHost: hostNames.grantedApp }),
    ]);
    const clients = sites.map((site, index) => {
      const client = registrationOf(site, site.client('RS256'));
      return { ...client, id: `site-${index}`, revision: `site-${index}-1`, test_network_without_tls: true };
    });
    await register(session.browser, clients);
  });
  afterAll(async () => await Promise.all(sites.map((site) => site.close())));

  test.each(dealt(['query.jwt', 'fragment.jwt', 'query'] as const))(
    'what depends on it is skipped, nothing fails and nothing is fetched, %s',
    async (response_mode) => {
      const [site] = sites;
      await page.goto(site?.login({ response_mode }) ?? '');
      const row = await panel.newest(1);
      const detail = await panel.detail('opened');
      const isJwt = response_mode !== 'query';
      expect(row).toMatchObject({ result: 'code', verdict: isJwt ? 'Not verified' : 'Plain' });
      expect(detail.checks('fail')).toEqual([]);
      // The client is registered with "test network without TLS".
      expect(detail.checks('warn')).toEqual(['issuer-tls']);
      for (const check of ['solicited', 'state-echo', 'delivery-mode-match', 'redirect-uri-match']) {
        expect(detail.finding(check)).toContain('no access to the authorization endpoint');
      }
      expect(detail.checks('skip')).toEqual(
        expect.arrayContaining(['solicited', 'state-echo', 'delivery-mode-match', 'redirect-uri-match']),
      );
      if (isJwt) {
        expect(detail.sentence).toBe("Not verified: the issuer's keys could not be fetched");
        expect(detail.checks('skip')).toContain('signature');
      }
      const notice = panel.frame.locator('section.detail .notice');
      expect(await notice.innerText()).toContain(`The browser has not granted access to ${site?.issuer}.`);
      expect(await notice.innerText()).toContain('The authorization request could not be seen');
      expect(await notice.getByRole('button', { name: 'Allow access' }).innerText()).toContain(site?.issuer);
      expect(await readTab(panel, 'Request')).toContain('no access to the authorization endpoint');
      expect((await session.browser.badge(page)).text).toBe('');
      const fetched = site?.heard.issuer.filter(({ url }) => /jwks|well-known/.test(url));
      expect(fetched).toEqual([]);
    },
  );

  test('what the response says by itself is judged, on a callback that was granted alone', async () => {
    const [, site] = sites;
    await page.goto(site?.login({ fault: 'wrong-aud' }) ?? '');
    expect((await panel.newest(1)).verdict).toBe('Rejected');
    const detail = await panel.detail('opened');
    expect(detail.checks('fail')).toEqual(['aud-match']);
    expect(detail.checks('skip')).toContain('signature');
    await poll('the badge', async () => (await session.browser.badge(page)).text === '1');
  });
});
