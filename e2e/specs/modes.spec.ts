import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { type LoginOptions, responseModes } from '../site/login.ts';

let session: Session;
let page: Page;
let panel: PanelView;
let count = 0;

beforeAll(async () => {
  session = await startSession();
  page = await session.browser.open();
  panel = viewPanel((await session.browser.openPanel(page)).panel);
});
afterAll(async () => await session.close());
beforeEach(async () => {
  count = (await panel.rows()).length;
});

async function logIn(options: LoginOptions) {
  await page.goto(session.site.login(options));
  const row = await panel.newest(count + 1);
  return { row, detail: await panel.detail(), badge: await session.browser.badge(page) };
}

describe.each(responseModes)('%s', (response_mode) => {
  const isJwt = response_mode.endsWith('jwt');

  test.each([
    ['a code', {}, 'code'],
    ['the error of a user who denies', { error: 'access_denied' }, 'access_denied'],
    ['the error of nobody being logged in', { error: 'login_required' }, 'login_required'],
    ['a code for a request sent by POST', { via: 'post' }, 'code'],
    ['a code after a login page', { interaction: 'page' }, 'code'],
  ] as const)('%s', async (_what, options, result) => {
    await page.goto(session.site.login({ response_mode, ...options }));
    if ('interaction' in options) {
      await page.getByRole('button', { name: 'Log in' }).click();
    }
    const row = await panel.newest(count + 1);
    const detail = await panel.detail();
    expect(row).toMatchObject({ mode: response_mode, result, verdict: isJwt ? 'Valid' : 'Plain' });
    expect(detail.sentence).toBe(isJwt ? 'Valid' : 'Nothing wrong found: a plain response is not signed');
    expect(detail.checks('fail')).toEqual([]);
    expect(detail.checks('warn')).toEqual([]);
    expect(detail.checks('skip')).toEqual([]);
    expect(detail.finding('solicited')).toContain('solicited');
  });
});

test.each(['PS256', 'ES256', 'Ed25519'] as const)('a response signed with %s is valid', async (client) => {
  const { row, detail, badge } = await logIn({ client });
  expect(row.verdict).toBe('Valid');
  expect(detail.finding('alg-registered')).toContain(client);
  expect(badge.text).toBe('');
});

test('an encrypted response is recognised, and not verified for want of a key', async () => {
  const { row, detail } = await logIn({ client: 'encrypted' });
  expect(row.verdict).toBe('Not verified');
  expect(detail.sentence).toBe('Not verified: encrypted, no key given');
});

test('an ID token beside the code belongs into the fragment, also with the mode jwt', async () => {
  const { row } = await logIn({ client: 'hybrid', response_type: 'code id_token', response_mode: 'jwt' });
  expect(row).toMatchObject({ mode: 'jwt', verdict: 'Valid' });
});

test('the mode that is left out is the default of the response type', async () => {
  const { row, detail } = await logIn({ response_mode: 'default' });
  expect(row.verdict).toBe('Plain');
  expect(detail.finding('default-mode')).toContain('query');
});
