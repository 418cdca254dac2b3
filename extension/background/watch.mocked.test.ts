import { expect, test, vi } from 'vitest';
import { callback, client } from '../../src/fixture.ts';
import { formLimit, urlLimit } from '../../src/records.ts';

type Listener = (details: object) => void;

const { local, session, heard, asked, policy, browser } = vi.hoisted(() => {
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
  const tabs = { get: async (id: number) => ({ id, incognito: false, windowId: 1 }) };
  const webRequest = { onBeforeRequest: { addListener: (listener: Listener) => void asked.push(listener) } };
  return { local, session, heard, asked, policy, browser: { storage, tabs, webRequest } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { followClients } = await import('./clients.ts');
const { watchNavigations } = await import('./watch.ts');
followClients();
watchNavigations(
  { arriving: () => null, responded: () => undefined, follow: () => undefined },
  () => undefined,
);

const rolledOut = 'https://team.example.com/cb';

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
  policy.come({ clients: [{ ...portable, callbacks: [rolledOut] }] });
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
