import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dealt } from '../dealt.ts';
import { at, manyLogins, readAll } from '../logins.ts';
import type { PanelView, Reading } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { type LoginOptions, responseModes } from '../site/login.ts';

const results = [
  ['a code', {}, 'code'],
  ['the error of a user who denies', { error: 'access_denied' }, 'access_denied'],
] as const;
const variants = [
  ['the error of nobody being logged in', { error: 'login_required' }, 'login_required'],
  ['a code for a request sent by POST', { via: 'post' }, 'code'],
  ['a code after a login page', { interaction: 'page' }, 'code'],
] as const;
const algorithms = ['PS256', 'ES256', 'Ed25519'] as const;

const inAllModes = [
  ...responseModes.flatMap((mode) => results.map((kind) => [mode, kind] as const)),
  ...dealt(responseModes.flatMap((mode) => variants.map((kind) => [mode, kind] as const))),
].map(([response_mode, [what, options, result]]) => ({
  what,
  response_mode,
  result,
  login: { response_mode, ...options } satisfies LoginOptions,
}));
const encrypted: LoginOptions = { client: 'encrypted' };
const withIdToken: LoginOptions = {
  client: 'hybrid',
  response_type: 'code id_token',
  response_mode: 'jwt',
};
const withoutMode: LoginOptions = { response_mode: 'default' };
const logins: readonly LoginOptions[] = [
  ...inAllModes.map(({ login }) => login),
  ...algorithms.map((client) => ({ client })),
  encrypted,
  withIdToken,
  withoutMode,
];

let session: Session;
let page: Page;
let panel: PanelView;
let readings: readonly Reading[] = [];

beforeAll(async () => {
  session = await startSession();
  const urls = logins.map((login) => session.site.login(login));
  ({ page, panel, readings } = await readAll(session.browser, urls));
}, manyLogins);
afterAll(async () => await session.close());

const of = (login: LoginOptions): Reading => at(readings, logins.indexOf(login));

describe.each(responseModes)('%s', (response_mode) => {
  const isJwt = response_mode.endsWith('jwt');

  test.each(inAllModes.filter((each) => each.response_mode === response_mode))(
    '$what',
    ({ login, result }) => {
      const { row, detail } = of(login);
      expect(row).toMatchObject({ mode: response_mode, result, verdict: isJwt ? 'Valid' : 'Plain' });
      expect(detail.sentence).toBe(isJwt ? 'Valid' : 'Nothing wrong found: a plain response is not signed');
      expect(detail.checks('fail')).toEqual([]);
      expect(detail.checks('warn')).toEqual([]);
      expect(detail.checks('skip')).toEqual([]);
    },
  );
});

test.each(algorithms)('a response signed with %s is valid', async (client) => {
  const place = inAllModes.length + algorithms.indexOf(client);
  expect(at(readings, place).row.verdict).toBe('Valid');
  const detail = await panel.select(place, 'opened');
  expect(detail.finding('solicited')).toContain('solicited');
  expect(detail.finding('alg-registered')).toContain(client);
});

test('an encrypted response is recognised, and not verified for want of a key', () => {
  const { row, detail } = of(encrypted);
  expect(row.verdict).toBe('Not verified');
  expect(detail.sentence).toBe('Not verified: encrypted, no key given');
});

test('an ID token beside the code belongs into the fragment, also with the mode jwt', () => {
  expect(of(withIdToken).row).toMatchObject({ mode: 'jwt', verdict: 'Valid' });
});

test('the mode that is left out is the default of the response type', async () => {
  expect(of(withoutMode).row.verdict).toBe('Plain');
  const detail = await panel.select(logins.indexOf(withoutMode), 'opened');
  expect(detail.finding('default-mode')).toContain('query');
});

test('nothing is on the badge where nothing failed', async () => {
  expect((await session.browser.badge(page)).text).toBe('');
});
