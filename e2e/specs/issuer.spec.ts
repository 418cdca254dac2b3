import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { dealt, dealtTests } from '../dealt.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { register, registrationOf, type Session, startSession } from '../session.ts';
import type { DocumentFault } from '../site/documents.ts';
import { startSite } from '../site/site.ts';

const inOne = dealtTests();

let session: Session;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  panel = await watchAllTabs(session.browser);
  page = await session.browser.open();
});
afterAll(async () => await session.close());
afterEach(() => session.site.documents.reset());

async function logIn() {
  const before = (await panel.rows()).length;
  await page.goto(session.site.login());
  return { row: await panel.newest(before + 1), detail: await panel.detail('opened') };
}

const asked = (path: string) => session.site.heard.issuer.filter(({ url }) => url === path).length;

test('keys are fetched once for many logins, without cookies', async () => {
  await logIn();
  const before = asked('/jwks');
  await logIn();
  await logIn();
  expect([before, asked('/jwks')]).toEqual([1, 1]);
  const { headers } = session.site.heard.issuer.find(({ url }) => url === '/jwks') ?? { headers: {} };
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

inOne('a rotated key is found by one refetch', async () => {
  await logIn();
  const before = asked('/jwks');
  await session.site.rotate();
  const { row, detail } = await logIn();
  expect(row.verdict).toBe('Valid');
  expect(detail.finding('kid-known')).toContain('rs256-2');
  expect(asked('/jwks')).toBe(before + 1);
});

test.each(
  dealt<[string, DocumentFault, string]>([
    ['down', 'status-500', '/jwks answered with status 500'],
    ['gone', 'status-404', '/jwks answered with status 404'],
    ['cut off', 'reset', '/jwks could not be reached'],
    ['not JSON', 'not-json', '/jwks answered with something that is not JSON'],
    ['endless', 'endless', '/jwks answered with more than 1 MB'],
    ['huge', 'huge', '/jwks answered with more than 1 MB'],
    ['no JWKS', { json: { keys: 'none' } }, '/jwks answered with JSON that is not a JWKS'],
    ['packed to a thousandth', 'bomb', '/jwks answered with more than 1 MB'],
    ['sent a byte at a time', { drip: 500 }, '/jwks did not answer within ten seconds'],
    ['a redirect', { redirect: 'http://localhost:1/jwks' }, '/jwks redirects'],
  ]),
)('with keys that are %s the response is shown, and not verified', async (_what, jwks, words) => {
  // The keys at hand must be of no use, else nothing is fetched.
  await session.site.rotate();
  session.site.documents.set({ jwks });
  const { row, detail } = await logIn();
  expect(row).toMatchObject({ verdict: 'Not verified', result: 'code' });
  expect(detail.checks('fail')).toEqual([]);
  expect(detail.checks('skip')).toContain('signature');
  await panel.frame.getByRole('tab', { name: 'Keys' }).click();
  await expect.poll(() => panel.frame.locator('section.detail').innerText()).toContain(words);

  session.site.documents.reset();
  await panel.frame.getByRole('button', { name: 'Retry' }).first().click();
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
  await panel.frame.getByRole('tab', { name: 'Findings' }).click();
});

inOne('slow keys keep the verdict waiting, not the response', async () => {
  await session.site.rotate();
  session.site.documents.set({ jwks: { delay: 1500 } });
  const before = (await panel.rows()).length;
  await page.goto(session.site.login());
  await expect.poll(async () => (await panel.rows()).length).toBe(before + 1);
  expect((await panel.newest(before + 1)).verdict).toMatch(/Checking|Not verified|Rejected|Valid/);
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
});

/** What no issuer should publish: nothing of it may hide the good key. */
const unusable = [
  null,
  7,
  [],
  {},
  { kty: 'RSA' },
  { kty: 'RSA', n: '!', e: 'AQAB' },
  { kty: 'EC', crv: 'P-999', x: 'AA', y: 'AA' },
  { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
  { kty: 'OKP', crv: 'X25519', x: 'AA' },
  { kty: 'oct', k: 'c2VjcmV0' },
  { kty: '__proto__', kid: 'constructor' },
];

test.each(
  dealt<[string, DocumentFault]>([
    ['behind ten thousand others', { keys: (own) => [...others(10_000), ...own] }],
    ['among all that is unusable', { keys: (own) => [...unusable, ...own] }],
    [
      'behind unusable ones of the same name',
      {
        keys: (own) =>
          own.flatMap((key) => [...unusable.map((one) => Object.assign({}, one, { kid: key['kid'] })), key]),
      },
    ],
    ['in a picture, by its type', 'wrong-type'],
  ]),
)('the key is found %s', async (_where, jwks) => {
  await session.site.rotate();
  session.site.documents.set({ jwks });
  const { row, detail } = await logIn();
  expect(row.result).toBe('code');
  expect(detail.checks('pass')).toContain('signature');
  // A secret among the keys is a fault of its own.
  expect([[], ['jwks-private']]).toContainEqual(detail.checks('fail'));
});

const others = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ kty: 'EC', crv: 'P-256', kid: `other-${index}` }));

inOne('an issuer that does not answer keeps no other one waiting', async () => {
  const [near, far] = [await startSite(), await startSite()];
  onTestFinished(async () => {
    await Promise.all([near.close(), far.close()]);
  });
  await register(
    session.browser,
    [near, far].map((site) => ({
      ...registrationOf(site, site.client('RS256')),
      id: crypto.randomUUID(),
      revision: crypto.randomUUID(),
    })),
  );
  far.documents.set({ jwks: 'stalled' });
  const before = (await panel.rows()).length;
  await page.goto(far.login());
  await page.goto(near.login());
  const verdicts = async () => (await panel.rows()).slice(before).map(({ verdict }) => verdict);
  await expect.poll(verdicts).toEqual(['Checking', 'Valid']);
});
