import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Panel } from '../browsers/browser.ts';
import { violations } from '../accessibility.ts';
import { browserName } from '../browsers/launch.ts';
import { dealtTests } from '../dealt.ts';
import { clearList, copied } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';

let session: Session;
let devtools: Panel;
let page: Page;
let panel: PanelView;
beforeAll(async () => {
  session = await startSession();
  page = await session.browser.open();
  devtools = await session.browser.openPanel(page);
  panel = viewPanel(devtools.panel);
});
afterAll(() => session.close());

async function logIn(options: LoginOptions, count: number): Promise<void> {
  await page.goto(session.site.login(options));
  await panel.newest(count);
}
const column = async (name: string) => await panel.frame.locator(`tbody td.column-${name}`).allInnerTexts();
const button = (name: string | RegExp) => panel.frame.getByRole('button', { name, exact: true });
const filter = () => panel.frame.getByLabel('Filter', { exact: true });
const rowsAre = async (count: number) =>
  await poll(`${count} rows`, async () => (await panel.rows()).length === count);

const inOne = dealtTests();

describe('a list of several', () => {
  beforeAll(async () => {
    await logIn({ response_mode: 'query.jwt' }, 1);
    await logIn({ response_mode: 'fragment.jwt', error: 'access_denied' }, 2);
    await logIn({ client: 'ES256', fault: 'expired' }, 3);
  });
  beforeEach(async () => await filter().fill(''));

  inOne('is narrowed by a click, which writes what is asked into the filter', async () => {
    await button('Rejected 1').click();
    await rowsAre(1);
    expect(await filter().inputValue()).toBe('verdict:rejected');
    await button('Valid 2').click();
    await rowsAre(3);
    await button('Errors 1').click();
    await rowsAre(1);
    expect(await column('result')).toEqual(['access_denied']);
    await filter().fill('');
    await panel.frame.getByLabel('Client', { exact: true }).selectOption('es256-client');
    await rowsAre(1);
    await filter().fill('-client:es256-client');
    await rowsAre(2);
    expect(await column('mode')).toEqual(['query.jwt', 'fragment.jwt']);
  });

  inOne('is drawn one by one as a sequence, with what protected it', async () => {
    await panel.frame.locator('tbody tr').nth(1).click();
    await panel.frame.getByRole('tab', { name: 'Flow' }).click();
    const steps = panel.frame.getByRole('region', { name: 'Sequence' }).getByRole('listitem');
    await poll('the steps', async () => (await steps.count()) === 4);
    expect((await steps.allInnerTexts())[1]).toContain(`GET ${session.site.issuer}/auth`);
    const audience = panel.frame.getByRole('row', { name: 'Audience' });
    expect(await audience.innerText()).toContain('Addressed to this client');
    expect(await violations(panel.frame)).toEqual([]);
    await panel.frame.getByRole('tab', { name: 'Findings' }).click();
  });

  inOne('is compared two by two: the next one that is selected beside the one that was chosen', async () => {
    await panel.frame.locator('tbody tr').first().click();
    await panel.detail();
    await button('Compare').click();
    await panel.frame.locator('tbody tr').nth(2).click();
    const fields = panel.frame.locator('.comparison th[scope=row]');
    await poll('the comparison', async () => (await fields.count()) > 5);
    expect(await fields.allInnerTexts()).toEqual(
      expect.arrayContaining(['Verdict', 'exp-valid', 'alg', 'aud', 'exp', 'client_id']),
    );
    expect(await violations(panel.frame)).toEqual([]);
    await button('End comparison').click();
    await panel.frame.locator('.findings').waitFor();
  });

  inOne('is sorted by a column that is clicked, and still shows what came last', async () => {
    const head = (name: string) => panel.frame.locator(`th.column-${name} button`);
    await panel.select(0);
    await button(/newer/).click();
    await head('mode').click();
    await poll('another order', async () => (await column('mode'))[0] === 'fragment.jwt');
    expect((await panel.detail()).sentence).toBe('Rejected: expired on arrival');
    await head('mode').click();
    await poll('the order turned', async () => (await column('mode'))[2] === 'fragment.jwt');
    await head('mode').click();
    const time = panel.frame.getByRole('columnheader', { name: 'Time' });
    await poll('as they came', async () => (await time.getAttribute('aria-sort')) === 'ascending');
    expect(await column('mode')).toEqual(['query.jwt', 'fragment.jwt', 'query.jwt']);
  });
});

inOne('what is pinned stays when the list is cleared, and goes when it is deleted', async () => {
  await clearList(panel);
  await logIn({}, 1);
  await panel.frame.locator('tbody tr').first().click();
  await button('Pin').click();
  await button('Pinned').waitFor();
  await button('Clear').click();
  await rowsAre(1);
  expect(await panel.frame.getByRole('img', { name: 'Pinned' }).count()).toBe(1);

  await logIn({ fault: 'wrong-aud' }, 2);
  await devtools.focus();
  const press = async (key: string) => await panel.frame.locator(':focus').press(key);
  await panel.frame.locator('tbody tr').last().focus();
  await panel.frame.locator('tbody tr').last().click();
  await press('p');
  await poll('two pins', async () => (await panel.frame.getByRole('img', { name: 'Pinned' }).count()) === 2);
  await press('p');
  await press('Home');
  await press('Delete');
  await rowsAre(1);
  expect((await panel.detail()).sentence).toBe('Rejected: addressed to another client');
});

inOne(
  'a finding that is accepted leaves verdict and badge, and stays in the list and in reports',
  async () => {
    await clearList(panel);
    await logIn({ response_mode: 'query.jwt', fault: 'sent-in-fragment' }, 1);
    await poll('the badge', async () => (await session.browser.badge(page)).text === '1');
    await button(/^Accept for rs256-client/).click();
    const focused = () => panel.frame.evaluate(() => document.activeElement?.id);
    await expect.poll(focused).toMatch(/-reason$/);
    await panel.frame.getByLabel('Reason').fill('Known as ID-1');
    const until = panel.frame.getByLabel('Until', { exact: true });
    const usual = await until.inputValue();
    await until.fill('99999-01-01');
    await button('Accept').click();
    expect(await until.evaluate((field) => field.matches(':invalid'))).toBe(true);
    // Nor is it stored where the browser lets it through.
    await panel.frame
      .locator('form.accept')
      .evaluate((form) => form.dispatchEvent(new SubmitEvent('submit', { cancelable: true })));
    await poll('what to do', async () =>
      (await panel.frame.getByRole('contentinfo').innerText()).includes('Choose a day until 9999-12-31'),
    );
    await until.fill(usual);
    await button('Accept').click();
    await poll('another verdict', async () => (await panel.rows())[0]?.verdict === 'Valid');
    expect((await panel.rows())[0]?.reason).toBe('1 accepted');
    await poll('no badge', async () => (await session.browser.badge(page)).text === '');
    const report = await copied(session.browser, page, panel, 'Copy bug report');
    expect(report).toMatch(
      /^# Valid, 1 accepted finding\n[^]*## Accepted\n[^]*Accepted until 2\d{3}-[^\n]*: `Known as ID-1`/,
    );

    const accepted = panel.frame.getByRole('region', { name: 'Accepted' });
    await accepted.getByText('Came another way than').click();
    await button('No longer accept it').click();
    await poll('the verdict as before', async () => (await panel.rows())[0]?.verdict === 'Rejected');
  },
);

test('the bug report of the selected row is copied by keyboard', async () => {
  await clearList(panel);
  await logIn({}, 1);
  await panel.detail();
  const report = await copied(session.browser, page, panel, 'Copy bug report');
  await button('Copied').waitFor({ state: 'detached' });
  expect(await copied(session.browser, page, panel, 'Copy token request')).not.toBe(report);
  await devtools.focus();
  await panel.frame.locator('tbody tr').first().click();
  await panel.frame.locator('tbody tr').first().press('ControlOrMeta+c');
  await page.bringToFront();
  await poll(
    'the clipboard',
    async () => (await page.evaluate(() => navigator.clipboard.readText())) === report,
  );
});

// Firefox tells nobody how much there is.
if (browserName === 'chromium')
  test('of what is drawn no more nothing is kept', async () => {
    const logins = 10;
    await clearList(panel);
    const debugging = await panel.frame.page().context().newCDPSession(panel.frame);
    const nodesAfter = async (count: number) => {
      await logIn({}, count);
      await panel.detail();
      await debugging.send('HeapProfiler.collectGarbage');
      return (await debugging.send('Memory.getDOMCounters')).nodes;
    };
    const before = await nodesAfter(1);
    for (let count = 2; count < 1 + logins; count += 1) await logIn({}, count);
    const added = (await nodesAfter(1 + logins)) - before;
    await debugging.detach();
    // A row is of some thirty, the detail of hundreds.
    expect(added / logins).toBeLessThan(100);
  });
