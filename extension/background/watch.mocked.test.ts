import { describe, expect, test, vi } from 'vitest';
import { callback, client, request } from '../../src/fixture.ts';
import { formLimit, recordKey, urlLimit } from '../../src/records.ts';
import { applyRecord, emptySet } from '../../src/recordset.ts';

type Listener = (details: object) => void;

const { local, session, heard, asked, redirected, policy, privacy, browser } = vi.hoisted(() => {
  const local: Record<string, unknown> = {};
  const session: Record<string, unknown> = {};
  /** Who hears of requests. */
  const asked: Listener[] = [];
  const heard: ((changes: object, area: string) => void)[] = [];
  let come: (answer: object) => void = () => undefined;
  const answer = new Promise<object>((resolve) => (come = resolve));
  const policy = { answer, come };
  const storage = {
    local: { get: async () => ({ ...local }) },
    managed: { get: () => policy.answer },
    session: {
      get: async () => ({ ...session }),
      set: async (items: object) => void Object.assign(session, items),
      getBytesInUse: async () => 0,
      getKeys: async () => Object.keys(session),
    },
    onChanged: { addListener: (listener: (typeof heard)[number]) => void heard.push(listener) },
  };
  const tabs = {
    async get(id: number) {
      if (id < 0) throw new Error('Invalid tab ID');
      return { id, incognito: false, windowId: 1 };
    },
  };
  /** Who hears of redirects. */
  const redirected: Listener[] = [];
  const webRequest = {
    onBeforeRequest: {
      addListener: (listener: Listener) => void asked.push(listener),
      removeListener: (listener: Listener) => void asked.splice(asked.indexOf(listener), 1),
    },
    onBeforeRedirect: { addListener: (listener: Listener) => void redirected.push(listener) },
  };
  const extension = { isAllowedIncognitoAccess: async () => privacy.isPrivate };
  const privacy = { isPrivate: false };
  const permissions = {
    contains: async ({ origins }: { origins: string[] }) => origins.join() !== 'https://denied.example.com/*',
  };
  const windows = { getAll: async () => [{ incognito: privacy.isPrivate }] };
  return {
    local,
    session,
    heard,
    asked,
    redirected,
    policy,
    privacy,
    browser: { storage, tabs, webRequest, extension, windows, permissions },
  };
});
vi.mock('../browser.ts', () => ({ browser, hasApi: () => true }));

const { followClients } = await import('./clients.ts');
const { watchNavigations } = await import('./watch.ts');
const { patience } = await import('./redirects.ts');
followClients();
const navigations = watchNavigations(
  { arriving: () => null, responded: () => undefined, follow: () => undefined },
  () => undefined,
);

const rolledOut = 'https://team.example.com/cb';
/** Registered, and not granted. */
const denied = 'https://denied.example.com/cb';

const arrive = (details: object) => {
  const about = { tabId: 1, frameId: 0, type: 'main_frame', method: 'GET', timeStamp: 1000, requestId: '1' };
  for (const listener of asked) listener({ ...about, ...details });
};
const logIn = (at: string) => arrive({ url: `${at}?code=1&state=2` });
const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
const responses = () =>
  Object.entries(session).flatMap(([key, value]) =>
    key.startsWith('response/') ? [JSON.parse(String(value))] : [],
  );
/** What is stored of a response that arrives now. */
async function keptOf(details: object) {
  const before = responses().length;
  arrive(details);
  await vi.waitFor(() => expect(responses()).toHaveLength(before + 1));
  return responses().at(-1);
}
const captured = () => responses().map(({ url }) => new URL(url).origin);

test('while a policy is long in coming, its clients are waited for, and no client that is registered meanwhile', async () => {
  logIn(callback);
  logIn(rolledOut);
  await settled();
  local['client/c1'] = client;
  for (const listener of heard) listener({}, 'local');
  const { revision: _, test_network_without_tls: __, ...portable } = client;
  policy.come({ clients: [{ ...portable, callbacks: [rolledOut, denied] }] });
  await vi.waitFor(() => expect(captured()).toEqual(['https://team.example.com']));
  // The other one was heard before it.
  await settled();
  expect(captured()).toEqual(['https://team.example.com']);
  logIn(callback);
  await vi.waitFor(() => expect(captured()).toEqual(['https://team.example.com', 'https://app.example.com']));
});

test.each([
  ['as long as one may be', urlLimit],
  ['one character longer', urlLimit + 1],
])('of a URL that is %s no more is kept than may be, and its length is', async (_what, length) => {
  const { url, urlLength } = await keptOf({ url: `${callback}?code=1&state=`.padEnd(length, 'x') });
  expect([url.length, urlLength]).toEqual([urlLimit, length]);
});

test.each([
  ['as long as one may be', formLimit, 0],
  ['one character longer', formLimit + 1, 1],
])(
  'of a form that is %s no more is kept than may be, and that it was cut is',
  async (_what, length, leftOut) => {
    const formData = { code: ['x'.repeat(length - 5)], state: ['12345'] };
    arrive({ url: callback, method: 'POST', requestBody: { formData } });
    await settled();
    const { form, formLeftOut, formCut } = responses().at(-1);
    const kept = form.reduce((sum: number, [, value]: [string, string]) => sum + value.length, 0);
    expect([kept, formLeftOut, formCut]).toEqual([formLimit, leftOut, leftOut > 0]);
  },
);

test.each([
  ['kept, where its window is a normal one', false, 1],
  ['dropped, where its window is private', true, 0],
  ['dropped, where nothing says which', undefined, 0],
  ['dropped, where it is asked for by itself', false, 0, `${callback}?code=1&state=2`],
])(
  'a navigation that begins while its tab is closing is %s',
  async (_what, incognito, kept, originUrl = 'https://as') => {
    const before = responses().length;
    arrive({
      url: `${callback}?code=1&state=2`,
      originUrl,
      tabId: -1,
      incognito,
      type: 'sub_frame',
      frameId: 7,
    });
    await settled();
    expect(responses().slice(before)).toHaveLength(kept);
    if (kept > 0) expect(JSON.parse(String(session['tab/-1']))).toEqual({ private: false, opener: null });
  },
);

describe('a redirect to a callback', () => {
  let tabId = 10;
  const redirect = (details: object) => {
    const about = {
      tabId: 1,
      frameId: 0,
      type: 'main_frame',
      method: 'GET',
      statusCode: 303,
      fromCache: false,
    };
    const url = 'https://as.example.com/auth';
    for (const listener of redirected)
      listener({ ...about, url, redirectUrl: `${callback}?code=1&state=2`, ...details });
  };
  const past = () => new Promise((resolve) => setTimeout(resolve, patience + 200));
  const arrival = (details: object) => arrive({ url: `${callback}?code=1&state=2`, ...details });

  test.each([
    ['that nothing follows is a response', ['redirect'], {}, 1],
    ['that its navigation follows is one response', ['redirect', 'arrival'], {}, 1],
    ['that is told of after its navigation is one response', ['arrival', 'redirect'], {}, 1],
    ['that its navigation follows late is one response', ['redirect', 'wait', 'arrival'], {}, 1],
    ['that is followed under another number is one response', ['redirect', 'preload'], {}, 1],
    ['that is followed late under another number is one response', ['redirect', 'wait', 'preload'], {}, 1],
    ['that is told of after another number is one response', ['preload', 'redirect'], {}, 1],
    ['whose place is visited again is two', ['redirect', 'wait', 'reload'], {}, 2],
    ['that the browser made itself is none', ['redirect'], { statusCode: 0 }, 0],
    ['to where there is no access is none', ['redirect'], { redirectUrl: `${denied}?code=1&state=2` }, 0],
    ['in a tab that is closing is none', ['redirect'], { tabId: -1 }, 0],
  ])('%s', async (what, events, details, count) => {
    const before = responses().length;
    const requestId = `redirected ${what}`;
    tabId += 1;
    for (const event of events) {
      if (event === 'redirect') redirect({ requestId, tabId, timeStamp: 5000, ...details });
      else if (event === 'arrival') arrival({ requestId, tabId, timeStamp: 5001 });
      else if (event === 'preload') arrival({ requestId: `${requestId}, too`, tabId, timeStamp: 5002 });
      else if (event === 'reload') arrival({ requestId: `${requestId}, again`, tabId, timeStamp: 8000 });
      else await past();
    }
    await past();
    const kept = responses().slice(before);
    expect(kept).toHaveLength(count);
    if (count === 0) return;
    expect(kept[0]).toMatchObject({ url: `${callback}?code=1&state=2`, method: 'GET' });
    if (events[0] === 'redirect') expect(kept[0].requestId).toBe(requestId);
  });
});

describe('a form that a service worker fetches for its page, of which the browser says no tab,', () => {
  const waiting = emptySet();
  const sent = Date.now();
  const place = { tabId: 70, frameId: 3, type: 'sub_frame' } as const;
  const asking = request(undefined, { ...place, at: sent, clients: [client.revision] });
  applyRecord(waiting, recordKey.request(asking), asking);
  const post = (details: object) => {
    const form = { formData: { code: ['1'], state: ['2'] } };
    const about = { tabId: -1, frameId: -1, type: 'xmlhttprequest', method: 'POST', requestBody: form };
    arrive({ url: callback, timeStamp: sent + 1, ...about, ...details });
  };

  test.each([
    ['is taken for the response to the request that waits', {}, false, 1],
    ['is none where the request was sent later', { timeStamp: sent - 1 }, false, 0],
    ['is none where it belongs to a page', { frameId: 0 }, false, 0],
    ['is none where a private window is open', {}, true, 0],
    ['is none at any other place', { url: rolledOut }, false, 0],
  ])('%s', async (_what, details, isPrivate, count) => {
    const before = responses().length;
    privacy.isPrivate = isPrivate;
    navigations.follow(waiting);
    post(details);
    await settled();
    const kept = responses().slice(before);
    expect(kept).toHaveLength(count);
    if (count > 0)
      expect(kept[0]).toMatchObject({
        tabId: 70,
        frameId: 3,
        type: 'sub_frame',
        method: 'POST',
        url: callback,
      });
  });
});
