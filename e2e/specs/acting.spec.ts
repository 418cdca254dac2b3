import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Panel } from '../browsers/browser.ts';
import { clearList, copied } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';
import type { Site } from '../site/site.ts';

// What a user does with what the panel shows: find it again, and hand it on.

let session: Session;
let browser: Browser;
let site: Site;
let page: Page;
let devtools: Panel;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  ({ browser, site } = session);
  page = await browser.open();
  devtools = await browser.openPanel(page);
  panel = viewPanel(devtools.panel);
});
afterAll(async () => await session.close());

async function logIn(options: LoginOptions = {}) {
  const before = (await panel.rows()).length;
  await page.goto(site.login(options));
  return await panel.newest(before + 1);
}

test('a bug report has the verdict, what was expected and observed, and no secret', async () => {
  await logIn({ fault: 'wrong-state' });
  const report = await copied(browser, page, panel, 'Copy bug report');
  const [title, ...lines] = report.split('\n');
  const { sentence } = await panel.detail();
  expect(title).toBe(`# ${sentence}`);
  expect(lines).toContain('- Expected: `state#2`');
  expect(lines).toContain('- Observed: `state#1`');
  expect(lines).toContain(`- Callback: \`${site.client('RS256').callbacks.page}\``);
  const response = new URL(page.url()).searchParams.get('response') ?? '';
  const { code } = members(parseJws(response).payload);
  expect(code).toMatch(/.{20}/);
  for (const secret of [response, ...response.split('.').slice(1), String(code)])
    expect(report).not.toContain(secret);
});

test('the token request redeems the code, with the verifier that only the application knows', async () => {
  await logIn();
  const command = await copied(browser, page, panel, 'Copy token request');
  const asked = site.heard.issuer.findLast(({ url }) => url.startsWith('/auth?'));
  const nonce = new URL(asked?.url ?? '', site.issuer).searchParams.get('nonce') ?? '';
  const verifier = site.verifierOf(nonce);
  expect(command).not.toContain(verifier);
  // curl itself need not be there: a real shell says what it would get.
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { ...process.env, CODE_VERIFIER: verifier };
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
  const [endpoint = '', ...given] = stdout.split('\0').slice(0, -1);
  const body = new URLSearchParams(given.filter((one) => !one.startsWith('-')).join('&'));
  const redeem = async () => await fetch(endpoint, { method: 'POST', body });
  const answer = await redeem();
  expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: 'Bearer' }]);
  // A code is good for once (RFC 6749 4.1.2).
  expect(await (await redeem()).json()).toMatchObject({ error: 'invalid_grant' });
});

describe('the filter', () => {
  const input = () => panel.frame.getByRole('textbox', { name: 'Filter' });
  const reasons = async () =>
    (await panel.rows()).map(({ verdict, reason }) => `${verdict} ${reason}`.trim());

  beforeAll(async () => {
    await clearList(panel);
    await logIn({ fault: 'wrong-aud' });
    await logIn({ response_mode: 'fragment.jwt', error: 'access_denied' });
    await logIn({ fault: 'expired' });
  });
  afterAll(async () => await input().fill(''));

  test('leaves what has every word, in verdict, parameters or claims, and the newest of that is shown', async () => {
    await input().fill('rejected');
    expect(await reasons()).toEqual(['Rejected Addressed to another client', 'Rejected Expired on arrival']);
    await input().fill('rejected another-client');
    expect(await reasons()).toEqual(['Rejected Addressed to another client']);
    expect((await panel.detail()).sentence).toBe('Rejected: addressed to another client');
    expect(await panel.frame.getByRole('contentinfo').innerText()).toMatch(/^1 of 3 responses/);
    await input().fill('-rejected access_denied');
    expect((await panel.rows()).map(({ result }) => result)).toEqual(['access_denied']);
  });

  test('says when nothing is left, and gives all back', async () => {
    await input().fill('nowhere');
    expect(await panel.frame.getByRole('heading', { level: 2 }).innerText()).toBe(
      'No response fits the filter',
    );
    await panel.frame.getByRole('button', { name: 'Show all' }).click();
    expect(await panel.rows()).toHaveLength(3);
  });

  test('a response that comes meanwhile is shown if it fits', async () => {
    await input().fill('expired');
    await page.goto(site.login({ fault: 'expired' }));
    await panel.newest(2);
    await page.goto(site.login());
    await poll('the count', async () =>
      (await panel.frame.getByRole('contentinfo').innerText()).startsWith('2 of 5 responses'),
    );
    expect(await reasons()).toEqual(['Rejected Expired on arrival', 'Rejected Expired on arrival']);
  });

  test('Clear removes what it leaves, and nothing else', async () => {
    await input().fill('access_denied');
    await clearList(panel);
    await panel.frame.getByRole('button', { name: 'Show all' }).click();
    await poll('the rows that are left', async () => (await panel.rows()).length > 0);
    expect((await panel.rows()).map(({ result }) => result)).not.toContain('access_denied');
    expect(await panel.rows()).toHaveLength(4);
  });

  test('is reached with / and left with Escape', async () => {
    await devtools.focus();
    await panel.frame.locator('tr[aria-selected=true]').focus();
    await panel.frame.locator(':focus').press('/');
    expect(await input().evaluate((element) => element === document.activeElement)).toBe(true);
    await input().press('Escape');
    expect(await input().inputValue()).toBe('');
    await input().press('Escape');
    const focused = panel.frame.locator('tr[aria-selected=true]:focus');
    await focused.waitFor();
  });
});
