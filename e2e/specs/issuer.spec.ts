import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dealt, dealtTests } from '../dealt.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import type { DocumentFault } from '../site/documents.ts';

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
    ['down', 'status-500', '500'],
    ['gone', 'status-404', '404'],
    ['cut off', 'reset', ''],
    ['not JSON', 'not-json', 'JSON'],
    ['endless', 'endless', ''],
    ['huge', 'huge', ''],
    ['no JWKS', { json: { keys: 'none' } }, ''],
    ['a redirect', { redirect: 'http://localhost:1/jwks' }, 'redirect'],
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

test('slow keys keep the verdict waiting, not the response', async () => {
  await session.site.rotate();
  session.site.documents.set({ jwks: { delay: 1500 } });
  const before = (await panel.rows()).length;
  await page.goto(session.site.login());
  await expect.poll(async () => (await panel.rows()).length).toBe(before + 1);
  expect((await panel.newest(before + 1)).verdict).toMatch(/Checking|Not verified|Rejected|Valid/);
  await expect.poll(async () => (await panel.rows()).at(-1)?.verdict).toBe('Valid');
});
