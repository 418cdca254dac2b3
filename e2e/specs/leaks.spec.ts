import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Browser } from '../browsers/browser.ts';
import { browserName } from '../browsers/launch.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealtTests } from '../dealt.ts';
import { finishLogin } from '../finish-login.ts';
import { clearList, watchAllTabs } from '../panel-parts.ts';
import type { DetailView, PanelView } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register } from '../session.ts';
import { type LeakyScenario, type LeakySite, startLeakySite } from '../site/leaky.ts';
import { type Stored, storedIn } from '../stored.ts';

const inOne = dealtTests();

let browser: Browser;
let site: LeakySite;
let page: Page;
let panel: PanelView;
let stored: Stored;

beforeAll(async () => {
  [site, browser] = await Promise.all([startLeakySite(), borrowBrowser()]);
  await register(browser, [site.client(true)]);
  panel = await watchAllTabs(browser);
  page = await browser.open();
  stored = storedIn(panel);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(async () => await clearList(panel));

/** The detail, once one of its findings reads as expected. */
async function detailWhere(check: string, words: string): Promise<DetailView> {
  let shown = '';
  try {
    return await poll(`${check}: ${words}`, async () => {
      const detail = await panel.detail('opened');
      shown = detail.finding(check);
      return shown.includes(words) ? detail : undefined;
    });
  } catch (error) {
    throw new Error(`It says: ${shown}`, { cause: error });
  }
}

async function logIn(scenario: LeakyScenario): Promise<void> {
  await page.goto(site.login(scenario));
  if (scenario === 'login') await finishLogin(page, site.app);
  await panel.newest(1);
}

/** Loads an image from the third party, as the page might at any time, and waits until it was answered. */
async function loadElsewhere(query: string, origin = site.tracker): Promise<void> {
  await page.evaluate(
    (src) =>
      new Promise((resolve) => {
        const image = new Image();
        // What comes is no image.
        image.addEventListener('error', resolve);
        image.src = src;
      }),
    `${origin}/late.png?${query}`,
  );
}

test('a login that leaks nothing passes as far as was seen', async () => {
  await logIn('quiet');
  const detail = await detailWhere('url-residue', 'Nothing of the response was seen to stay');
  expect(detail.finding('redirect-status')).toContain('Redirected with 303 See Other');
  expect(detail.finding('answering-origin')).toContain("Came from the authorization endpoint's origin");
  expect(detail.finding('referrer-leak')).toContain('No leak in a Referer was seen');
  expect(detail.finding('no-referrer-policy')).toContain('was seen to tell others nothing');
  expect(detail.finding('forwarded')).toContain('Nothing of the response was seen in a URL elsewhere');
  expect(detail.finding('form-post-cache')).toBe('');
  expect(detail.unwatched).toEqual([]);
  expect([...detail.checks('fail'), ...detail.checks('warn')]).toEqual([]);
  // There is no metadata to say what the server promises and offers.
  expect(detail.checks('skip')).toEqual(['iss-required', 'type-advertised']);
});

test('a callback page that loads from elsewhere is warned of; the browser kept the URL back', async () => {
  await logIn('image');
  const detail = await detailWhere('no-referrer-policy', 'The callback page loads from other origins');
  expect(detail.finding('no-referrer-policy')).toContain(site.tracker);
  expect(detail.finding('redirect-status')).toContain('Redirected, but not with 303 See Other');
  expect(detail.finding('referrer-leak')).toContain('No leak in a Referer was seen');
  const residue = await detailWhere('url-residue', 'The response stays in the address bar');
  expect(residue.finding('url-residue')).toMatch(/code, state/);
  expect(residue.checks('fail')).toEqual([]);
});

// Firefox sends another site its origin at most, whatever policy the page has: there it is no leak.
test('a Referer with the code in it is a leak where the browser sends it, and says which value went where', async () => {
  await logIn('referrer');
  if (browserName === 'firefox') {
    const detail = await detailWhere('no-referrer-policy', 'The callback page loads from other origins');
    expect(detail.finding('referrer-leak')).toContain('No leak in a Referer was seen');
    expect(detail.checks('fail')).toEqual([]);
    return;
  }
  const detail = await detailWhere('referrer-leak', 'Credentials leaked to another origin in a Referer');
  expect(detail.finding('referrer-leak')).toContain(`code to ${site.tracker}`);
  expect(detail.finding('referrer-leak')).toContain(`state to ${site.tracker}`);
  expect(detail.sentence).toContain('credentials leaked to another origin in a Referer');
  expect(detail.checks('fail')).toEqual(['referrer-leak']);
});

test.each(['forward', 'pixel'] as const)('a code in a URL elsewhere is a leak, by %s', async (scenario) => {
  await logIn(scenario);
  const detail = await detailWhere('forwarded', 'Credentials went to another origin in a URL');
  expect(detail.finding('forwarded')).toContain(`code to ${site.tracker}`);
  expect(detail.checks('fail')).toEqual(['forwarded']);
});

test('a login form that the server sends on to the application fails', async () => {
  await logIn('login');
  const detail = await detailWhere('redirect-status', 'sent the login form on to the application');
  expect(detail.finding('redirect-status')).toContain('307');
  expect(await stored.captured()).not.toContain('correct horse');
});

test('a page with a form that may be stored fails', async () => {
  await logIn('form');
  const detail = await detailWhere('form-post-cache', 'The page with the form has no Cache-Control');
  expect(detail.finding('form-post-cache')).toContain('no-store');
  expect(detail.checks('fail')).toEqual(['form-post-cache']);
});

test('a code that the page redeems itself was redeemed in time', async () => {
  await logIn('redeem');
  const detail = await detailWhere('slow-redeem', 'The code was redeemed within a minute');
  expect(detail.finding('forwarded')).toContain('Nothing of the response was seen in a URL elsewhere');
});

test('a response from another origin than the authorization endpoint is noted', async () => {
  await logIn('elsewhere');
  const detail = await detailWhere('answering-origin', 'Came from another origin');
  expect(detail.finding('answering-origin')).toContain(site.loginHost);
  expect(detail.checks('info')).toContain('answering-origin');
});

/** The code of the response that came last. */
async function storedCode(): Promise<string> {
  const code = (await stored.captured()).match(/(?<=[?&]code=)[\w-]+/g)?.at(-1) ?? '';
  expect(code).not.toBe('');
  return code;
}

/**
 * Stops the worker after a start at which it knew what it has to listen to: that is what Firefox wakes it for, while
 * Chromium wakes it for what it listened to last.
 */
async function stopInformed(): Promise<void> {
  await browser.stopBackground();
  await clearList(panel);
  await logIn('quiet');
  // Once all that is to be written is, and the panel wants nothing more.
  await panel.detail();
  await browser.stopBackground();
}

test('a leak is found also after the worker was stopped', async () => {
  await stopInformed();
  await clearList(panel);
  await logIn('quiet');
  await detailWhere('url-residue', 'Nothing of the response was seen to stay');
  const code = await storedCode();
  await browser.stopBackground();
  await loadElsewhere(`c=${code}`);
  const detail = await detailWhere('forwarded', 'Credentials went to another origin in a URL');
  expect(detail.checks('fail')).toEqual(['forwarded']);
});

test('of a leak the name and the place are kept, not the value, and both go with the exchange', async () => {
  await logIn('quiet');
  const code = await storedCode();
  await loadElsewhere(`c=${code}`);
  await detailWhere('forwarded', 'Credentials went to another origin in a URL');
  const records = Object.entries(JSON.parse(await stored.captured()) as Record<string, unknown>);
  const observed = records.filter(([key]) => key.startsWith('observed/'));
  expect(observed.map(([key]) => key)).toContainEqual(
    expect.stringMatching(new RegExp(`/forwarded ${site.tracker} code$`)),
  );
  expect(JSON.stringify(observed)).not.toContain(code);
  await clearList(panel);
  await poll('no observation left', async () => !(await stored.captured()).includes('observed/'));
});

describe('where no client watches for leaks', () => {
  beforeAll(async () => {
    await logIn('quiet');
    await register(browser, [site.client(false)]);
  });

  test('one folded line says so, and nothing is written down', async () => {
    await logIn('referrer');
    const detail = await panel.detail('opened');
    expect(detail.unwatched).toEqual([
      'forwarded',
      'no-referrer-policy',
      'redirect-status',
      'referrer-leak',
      'url-residue',
    ]);
    expect(detail.checks('skip')).toEqual(['iss-required', 'type-advertised']);
    expect(await panel.frame.locator('.unwatched > summary').textContent()).toContain('5 not watched');
    expect(await panel.frame.locator('.unwatched').getAttribute('open')).toBeNull();
    expect(await stored.captured()).not.toContain('observed/');
  });

  test('nothing that a page loads wakes the worker; with the switch on again it does', async () => {
    await logIn('quiet');
    await stopInformed();
    for (let n = 0; n < 5; n += 1) await loadElsewhere(`n=${n}`);
    expect(await browser.isBackgroundRunning()).toBe(false);

    await page.goto(site.login('quiet'));
    await panel.newest(2);
    await register(browser, [site.client(true)]);
    await clearList(panel);
    await page.goto(site.login('quiet'));
    await detailWhere('forwarded', 'Nothing of the response was seen in a URL elsewhere');
    await stopInformed();
    await loadElsewhere('n=5');
    await poll('the worker woken', () => browser.isBackgroundRunning());
  });
});

inOne('what a private window does with a value of a normal one is no leak of that response', async () => {
  await logIn('quiet');
  const code = await storedCode();
  const secret = await browser.openPrivateWindow(`${site.tracker}/?c=${code}`);
  await loadElsewhere(`c=${code}`, site.loginHost);
  const detail = await detailWhere('forwarded', `code to ${site.loginHost}`);
  expect(detail.finding('forwarded')).not.toContain(site.tracker);
  await secret.close();
});
