import type { Frame, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '../accessibility.ts';
import type { Browser, Panel } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { jwtByHand, jwtOfAlgorithm } from '../by-hand.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { finishLogin } from '../finish-login.ts';
import { clearList, copied, dismissNoticed, readTab } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registrationOf } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';

const inOne = dealtTests();

let browser: Browser;
let site: Site;
let page: Page;
let devtools: Panel;
let panel: PanelView;
let callback: string;

beforeAll(async () => {
  [browser, site] = await Promise.all([borrowBrowser(), startSite()]);
  page = await browser.open(site.app);
  devtools = await browser.openPanel(page);
  panel = viewPanel(devtools.panel);
  callback = site.client('RS256').callbacks.page;
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const heading = () => panel.frame.getByRole('heading', { level: 2 }).innerText();
const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
const openTab = (name: string) => panel.frame.getByRole('tab', { name, exact: true }).click();

/** Goes to a URL that brings one response more, and waits for its verdict. */
async function arrive(url: string) {
  const before = (await panel.rows()).length;
  await page.goto(url);
  return await panel.newest(before + 1);
}
const logIn = (options: LoginOptions = {}) => arrive(site.login(options));

/** The text of the tab that is open. */
const tabText = () => panel.frame.getByRole('tabpanel').innerText();

describe.sequential('with nothing captured', () => {
  test('without a client it says what to do first, and leads there', async () => {
    await poll('the empty state', async () => (await heading()) === 'Register the client you test');
    expect(await panel.frame.getByRole('main').innerText()).toContain(
      'which callback URL and issuer to watch',
    );
    const [options] = await Promise.all([
      browser.context.waitForEvent('page'),
      button('Register a client').click(),
    ]);
    await options.waitForURL(browser.extensionUrl('extension/options/index.html'));
    await options.getByLabel('Client ID', { exact: true }).waitFor();
    await options.close();
  });

  test('so does the popup', async () => {
    const popup = await browser.openPopup(page);
    expect(await popup.getByRole('heading', { level: 2 }).innerText()).toBe('Register the client you test');
    await popup.close();
  });

  test('as soon as there are clients it lists the callbacks that are watched', async () => {
    const [encrypted, ...clients] = (['encrypted', 'RS256', 'refused'] as const).map((name) =>
      registrationOf(site, site.client(name)),
    );
    await register(browser, clients);
    await poll('the other empty state', async () => (await heading()) === 'Log in once');
    const watched = await panel.frame.getByRole('main').getByRole('listitem').allInnerTexts();
    expect(watched.toSorted()).toEqual(
      [...new Set(clients.flatMap(({ callbacks }) => callbacks))].toSorted(),
    );
    expect(await panel.frame.getByRole('contentinfo').innerText()).toContain('2 clients watched');
    if (encrypted) await register(browser, [encrypted]);
  });

  test('in the popup, too', async () => {
    const popup = await browser.openPopup(page);
    expect(await popup.getByRole('heading', { level: 2 }).innerText()).toBe('Log in once');
    expect(await popup.getByRole('listitem').allInnerTexts()).toContain(callback);
    await popup.close();
  });

  inOne('while a login is under way it says so', async () => {
    await page.goto(site.login({ interaction: 'page' }));
    const waiting = panel.frame.getByRole('main').getByRole('status');
    await poll('the sign of waiting', async () => (await waiting.innerText()).includes('waiting for its'));
    await finishLogin(page, site.app);
    expect(await panel.newest(1)).toMatchObject({ result: 'code', verdict: 'Valid' });
    await expect.poll(() => waiting.count()).toBe(0);
  });
});

describe('the list', () => {
  /** The place of the selected row, from 0. */
  const selected = () =>
    panel.frame
      .locator('tbody tr')
      .evaluateAll((rows) => rows.findIndex((row) => row.getAttribute('aria-selected') === 'true'));
  const shown = async () => (await panel.detail()).sentence;
  const focused = () =>
    panel.frame.evaluate(() => ({
      role: document.activeElement?.getAttribute('role') ?? document.activeElement?.localName,
      isSelected: document.activeElement?.getAttribute('aria-selected') === 'true',
    }));
  const press = (key: string) => panel.frame.locator(':focus').press(key);

  inOne('shows what comes back live, and selects the newest one until the user chooses another', async () => {
    await clearList(panel);
    // What stays in its window was not loaded anew.
    await panel.frame.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    expect(await logIn()).toMatchObject({
      mode: 'query.jwt',
      result: 'code',
      verdict: 'Valid',
      reason: '',
    });
    expect(await logIn({ response_mode: 'fragment.jwt', error: 'access_denied' })).toMatchObject({
      mode: 'fragment.jwt',
      result: 'access_denied',
      verdict: 'Valid',
    });
    expect(await logIn({ response_mode: 'form_post.jwt', fault: 'wrong-aud' })).toMatchObject({
      mode: 'form_post.jwt',
      verdict: 'Rejected',
      reason: 'Addressed to another client',
    });
    expect(await selected()).toBe(2);
    expect(await shown()).toBe('Rejected: addressed to another client');
    const cells = await panel.frame.locator('tbody tr').last().locator('td').allInnerTexts();
    expect(cells[0]).toMatch(/^\d\d:\d\d:\d\d$/);
    expect(cells.slice(1, 3)).toEqual([new URL(site.issuer).host, 'rs256-client']);

    await panel.frame.locator('tbody tr').first().click();
    expect(await shown()).toBe('Valid');
    await logIn({ fault: 'expired' });
    expect(await selected()).toBe(0);
    await button('3 newer ↓').click();
    expect(await selected()).toBe(3);
    expect(await shown()).toBe('Rejected: expired on arrival');
    await logIn();
    expect(await selected()).toBe(4);
    expect(await panel.frame.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    expect(await panel.frame.getByRole('contentinfo').innerText()).toMatch(
      /^5 responses\s+3 clients watched\s+keys of localhost:\d+: 4, fetched /,
    );
  });

  test('is walked with the keyboard: arrows, Home, End, Enter to the detail, Escape back and to the newest', async () => {
    await clearList(panel);
    await logIn({ fault: 'wrong-aud' });
    await logIn({ fault: 'expired' });
    await logIn();
    await devtools.focus();
    await panel.frame.locator('tr[aria-selected=true]').focus();
    const verdicts: string[] = [];
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'ArrowUp']) {
      await press(key);
      expect(await focused()).toEqual({ role: 'tr', isSelected: true });
      verdicts.push(`${key} ${await selected()} ${await shown()}`);
    }
    expect(verdicts).toEqual([
      'ArrowUp 1 Rejected: expired on arrival',
      'ArrowUp 0 Rejected: addressed to another client',
      'ArrowUp 0 Rejected: addressed to another client',
      'ArrowDown 1 Rejected: expired on arrival',
      'Home 0 Rejected: addressed to another client',
      'End 2 Valid',
      'ArrowUp 1 Rejected: expired on arrival',
    ]);
    await press('Enter');
    expect(await focused()).toMatchObject({ role: 'section' });
    // The bug report, the token request, sent or copied, the pin and the comparison stand above the tabs.
    for (let count = 0; count < 5; count += 1) {
      await press('Tab');
      expect(await focused()).toMatchObject({ role: 'button' });
    }
    await press('Tab');
    expect(await focused()).toEqual({ role: 'tab', isSelected: true });
    await press('ArrowRight');
    expect(await focused()).toEqual({ role: 'tab', isSelected: true });
    expect(await tabText()).toContain('Claims');
    await press('ArrowLeft');
    await press('Escape');
    expect(await focused()).toEqual({ role: 'tr', isSelected: true });
    expect(await selected()).toBe(1);
    await press('Escape');
    expect(await selected()).toBe(2);
    await logIn({ fault: 'missing-exp' });
    expect(await selected()).toBe(3);
  });
});

describe('a response is shown exactly as received', () => {
  const rawUrl = () => panel.frame.locator('[data-raw=url]').innerText();
  afterEach(() => openTab('Findings'));

  test.each(dealt(['query.jwt', 'query'] as const))('%s', async (response_mode) => {
    await logIn({ response_mode });
    const url = page.url();
    expect(url).toMatch(/\?(?:response|code)=/);
    await openTab('Raw');
    expect(await rawUrl()).toBe(url);
    expect(await copied(browser, page, panel, 'Copy raw response')).toBe(`GET ${url}`);
  });

  test.each(dealt(['fragment.jwt', 'fragment'] as const))('%s', async (response_mode) => {
    await logIn({ response_mode });
    const url = page.url();
    expect(url).toMatch(/#(?:response|code)=/);
    await openTab('Raw');
    expect(await rawUrl()).toBe(url);
    expect(await copied(browser, page, panel, 'Copy URL')).toBe(url);
  });

  test.each(dealt(['form_post.jwt', 'form_post'] as const))('%s', async (response_mode) => {
    await logIn({ response_mode });
    const { body } = await poll('the form', () => site.heard.app.findLast(({ method }) => method === 'POST'));
    const sent = [...new URLSearchParams(body)];
    expect(sent.map(([name]) => name)).toContain(response_mode === 'form_post' ? 'code' : 'response');
    // Chromium gives the fields of a form in the order of their names, Firefox as they were sent.
    if (browser.name === 'chromium') sent.sort(([one], [other]) => (one < other ? -1 : 1));
    await openTab('Raw');
    expect(await rawUrl()).toBe(callback);
    const fields = panel.frame.getByRole('table', { name: 'Form fields' }).getByRole('row');
    expect(await fields.allInnerTexts()).toEqual(sent.map(([name, value]) => `${name}\t${value}`));
    expect(await copied(browser, page, panel, 'Copy raw response')).toBe(
      [`POST ${callback}`, ...sent.map(([name, value]) => `${name}=${value}`)].join('\n'),
    );
  });

  inOne('odd spelling stays: what is decoded elsewhere is not decoded here', async () => {
    const url = `${callback}?error=access%5Fdenied&error_description=a+b%20c%E2%80%AEd&&state=%zz#error=`;
    await arrive(url);
    await openTab('Raw');
    expect(await rawUrl()).toBe(url);
    expect(await copied(browser, page, panel, 'Copy URL')).toBe(url);
  });
});

describe('what a response says', () => {
  const jwtOf = (url: string) => parseJws(new URL(url).searchParams.get('response') ?? '');
  const table = async (name: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await panel.frame.getByRole('table', { name }).getByRole('row').allInnerTexts()).map((row) => {
        const [member = '', text = ''] = row.split('\t');
        return [member, text];
      }),
    );

  inOne('header and claims are decoded, with a time a person reads beside the number', async () => {
    await logIn();
    const { header, payload } = jwtOf(page.url());
    const claims = members(payload);
    await openTab('Token');
    expect(await table('Header')).toEqual(header);
    const { exp, ...others } = await table('Claims');
    expect({ ...others, exp: claims['exp'] }).toEqual(claims);
    // The browser and this test are in one time zone.
    const at = new Date(Number(claims['exp']) * 1000);
    const time = `${at.getHours()}:${at.getMinutes()}:${at.getSeconds()}`.replace(/\b\d\b/g, '0$&');
    expect(exp).toMatch(
      new RegExp(`^${claims['exp']} .*\\d{4}-\\d\\d-\\d\\d ${time}, expires in \\d+ (?:s|min)$`),
    );
    await openTab('Findings');
  });

  inOne('the request it answers is shown with everything it asked for', async () => {
    await logIn({ response_mode: 'fragment.jwt', via: 'post' });
    const sent = site.heard.issuer.findLast(({ method, url }) => method === 'POST' && url === '/auth');
    await openTab('Request');
    expect(await tabText()).toContain(`POST ${site.issuer}/auth`);
    expect(await table('Parameters of the authorization request')).toEqual(
      Object.fromEntries(new URLSearchParams(sent?.body)),
    );
    await openTab('Findings');
    expect((await panel.detail('opened')).finding('state-echo')).toContain('state');
  });

  inOne('one that nobody asked for says so', async () => {
    await page.goto(site.app);
    await clearList(panel);
    await arrive(`${callback}?code=unasked`);
    expect((await panel.detail()).checks('warn')).toContain('solicited');
    expect(await readTab(panel, 'Request')).toContain('No authorization request');
  });
});

/** How a mark looks: its shape and its colour. */
const looks = (locator: string) =>
  panel.frame
    .locator(locator)
    .evaluateAll((marks) =>
      marks.map((mark) => `${mark.querySelector('path')?.getAttribute('d')} ${getComputedStyle(mark).color}`),
    );
const marksOf = (outcome: string) => looks(`.finding[data-outcome=${outcome}] > summary .mark`);

inOne(
  'what was not checked, for want of a key or of an algorithm, looks in findings and list like nothing that passed',
  async () => {
    await clearList(panel);
    await logIn();
    // Reading it opens what is folded: only then is it made.
    await panel.detail('opened');
    const [passed = '', ...others] = await marksOf('pass');
    expect(passed).not.toBe('');
    expect(others.every((look) => look === passed)).toBe(true);
    const [valid] = await looks('tr[aria-selected=true] .mark');
    expect(valid).toBe(passed);

    expect(await logIn({ client: 'encrypted' })).toMatchObject({ verdict: 'Not verified' });
    expect((await panel.detail()).checks('skip')).toContain('decrypt');
    const skipped = await marksOf('skip');
    const [unverified] = await looks('tr[aria-selected=true] .mark');
    const [banner] = await looks('section.detail > header .mark');

    await arrive(`${callback}?response=${jwtOfAlgorithm('ES256K', { iss: site.issuer })}`);
    const detail = await panel.detail('opened');
    expect(detail.checks('unsupported')).toEqual(['signature']);
    expect(detail.finding('signature')).toContain('cannot be computed here');
    const unsupported = await marksOf('unsupported');

    const all = [...skipped, ...unsupported, unverified, banner];
    expect(all.length).toBeGreaterThan(4);
    expect(all).not.toContain(undefined);
    for (const look of all) {
      expect(look?.split(' rgb')[0]).not.toBe(passed.split(' rgb')[0]);
      expect(look?.split(' rgb')[1]).not.toBe(passed.split(' rgb')[1]);
    }
    // Neither is counted with what passed.
    const folded = panel.frame.locator('details.passed .finding');
    const names = await folded.evaluateAll((findings) =>
      findings.map((one) => one.getAttribute('data-outcome')),
    );
    expect(new Set(names)).toEqual(new Set(['pass']));
  },
);

test('the panel has the theme of DevTools, and follows it', async () => {
  const background = () => panel.frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(255, 255, 255)');
  await devtools.setTheme('dark');
  await poll('a dark panel', async () => (await background()) === 'rgb(40, 40, 40)');
  await devtools.setTheme('default');
  await poll('a light panel', async () => (await background()) === 'rgb(255, 255, 255)');
});

describe('300 pixels wide', () => {
  beforeAll(async () => {
    await clearList(panel);
    await logIn({ fault: 'flipped-signature', response_mode: 'form_post.jwt' });
    // Which leads to a line over the list.
    await page.goto(site.login({ client: 'PS256' }));
    await panel.frame.locator('.noticed-line').waitFor();
    await devtools.setWidth(300);
  });
  afterAll(async () => {
    await devtools.setWidth(null);
    await dismissNoticed(panel.frame);
    await openTab('Findings');
  });

  test.each(dealt(['Findings', 'Token', 'Keys', 'Request', 'Raw']))(
    'nothing of %s stands out sideways',
    async (name) => {
      await openTab(name);
      expect(await tabText()).not.toBe('');
      const wide = await panel.frame.evaluate(() => {
        // The tabs are a strip that scrolls by itself, and what is only read out may stand anywhere.
        const isExempt = (element: Element) => element.closest('.unseen, [role=tablist]') !== null;
        const scrolls = (element: Element) =>
          !isExempt(element) &&
          element.scrollWidth > element.clientWidth &&
          (element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX));
        const sideways = [...document.querySelectorAll('*')].filter(scrolls);
        const outside = [...document.querySelectorAll('button, h2, summary, code, p')].filter(
          (element) => !isExempt(element) && element.getBoundingClientRect().right > innerWidth,
        );
        return [...sideways, ...outside].map(({ outerHTML }) => outerHTML.slice(0, 200));
      });
      expect(wide).toEqual([]);
    },
  );

  test('the verdict and its reason are still read', async () => {
    await openTab('Findings');
    const sentence = panel.frame.getByRole('heading', { level: 2 });
    expect(await sentence.innerText()).toBe('Rejected: signature does not match the key it names');
    const box = await sentence.boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    expect(await panel.frame.locator('tr[aria-selected=true] b').innerText()).toBe('Rejected');
  });
});

describe('text from a response is text', () => {
  const script = '<script>window.hostile = 1</script>';
  const image = '<img src="x" onerror="window.hostile = 1">';
  const turned = 'safe\u202Egpj.exe\u0000\u0007\u200B.';
  const shownTurned = 'safe\\u202Egpj.exe\\u0000\\u0007\\u200B.';
  const unseen = ['\u202E', '\u0000', '\u0007', '\u200B'];

  /** What hostile text would have left behind in a document. */
  const traces = (frame: Frame) =>
    frame.evaluate(() => ({
      executed: 'hostile' in globalThis || 'hostile' in Object.prototype,
      elements: document.querySelectorAll(
        'img, iframe, object, embed, body script, base, [onerror], [onload]',
      ).length,
      links: [...document.querySelectorAll('a')].filter(({ hostname }) => hostname === 'hostile.example')
        .length,
    }));
  const none = { executed: false, elements: 0, links: 0 };

  async function everyTab(names: readonly string[]): Promise<string> {
    const texts: string[] = [];
    for (const name of names) {
      await openTab(name);
      texts.push(await tabText());
      expect(await traces(panel.frame)).toEqual(none);
    }
    await openTab('Findings');
    return texts.join('\n');
  }

  /** Each is another response: the same one would be one that is seen again. */
  const inClear = (path: string) => {
    const parameters = new URLSearchParams({
      error: script,
      error_description: `${image}${turned}`,
      error_uri: `https://hostile.example/${path}`,
      state: `"><svg onload="window.hostile = 1">${turned}`,
      iss: 'javascript:window.hostile=1',
    });
    return arrive(`${callback}?${parameters}`);
  };

  inOne('in the parameters of a plain response', async () => {
    expect((await inClear('panel')).result).toBe(script);
    const text = await everyTab(['Parameters', 'Keys', 'Request', 'Raw', 'Findings']);
    for (const shown of [
      script,
      `${image}${shownTurned}`,
      `"><svg onload="window.hostile = 1">${shownTurned}`,
      'javascript:window.hostile=1',
      'https://hostile.example/',
    ])
      expect(text).toContain(shown);
    expect(unseen.filter((character) => text.includes(character))).toEqual([]);
  });

  inOne(
    'in the header and the claims of a JWT, also under the names that objects have of their own',
    async () => {
      const claims = `{"iss":${JSON.stringify(image)},"aud":"rs256-client","exp":9999999999,
      "error":${JSON.stringify(script)},"error_description":${JSON.stringify(turned)},
      "state":${JSON.stringify(`${script}${turned}`)},"${'</code><b onload=x>'}":1,
      "__proto__":{"hostile":${JSON.stringify(script)}},"constructor":{"prototype":{"hostile":1}},
      "hasOwnProperty":"mine","toString":null,"valueOf":[${JSON.stringify(image)}]}`;
      const row = await arrive(
        `${callback}?response=${await jwtByHand(claims, { typ: `${script}${turned}`, x5u: 'https://hostile.example/' })}`,
      );
      expect(row).toMatchObject({ verdict: 'Rejected', result: script });
      const text = await everyTab(['Token', 'Keys', 'Request', 'Raw', 'Findings']);
      for (const shown of [
        script,
        shownTurned,
        `${script}${shownTurned}`,
        '</code><b onload=x>',
        `__proto__\t{"hostile":${JSON.stringify(script)}}`,
        'constructor\t{"prototype":{"hostile":1}}',
        'hasOwnProperty\tmine',
        'toString\tnull',
        `valueOf\t[${JSON.stringify(image)}]`,
      ])
        expect(text).toContain(shown);
      expect((await panel.detail('opened')).finding('iss-match')).toContain(image);
      expect((await panel.detail('opened')).finding('signature')).toContain('Signature');
      expect(unseen.filter((character) => text.includes(character))).toEqual([]);
    },
  );

  test('in the popup and in the title of the toolbar button', async () => {
    await inClear('popup');
    const popup = await browser.openPopup(page);
    await expect.poll(() => popup.getByRole('listitem').first().innerText()).toContain(script);
    expect(await traces(popup.mainFrame())).toEqual(none);
    await popup.close();
    await expect.poll(async () => (await browser.badge(page)).title).toMatch(/rejected/);
    const { title } = await browser.badge(page);
    expect([...unseen, 'hostile'].filter((one) => title.includes(one))).toEqual([]);
  });
});

describe('what is huge stays usable', () => {
  const elements = () => panel.frame.locator('*').count();

  inOne('a response of 1 MB', async () => {
    await page.goto(site.app);
    await clearList(panel);
    expect(await logIn({ response_mode: 'fragment.jwt', fault: 'one-megabyte' })).toMatchObject({
      result: 'code',
      verdict: 'Valid',
    });
    await openTab('Raw');
    const short = await tabText();
    expect(short).toContain('#response=eyJ');
    expect(short.length).toBeLessThan(30_000);
    const more = panel.frame
      .getByRole('tabpanel')
      .getByRole('button', { name: /^Show all [\d,]+ characters$/ });
    await more.click();
    expect(await panel.frame.locator('[data-raw=url]').textContent()).toBe(page.url());
    await openTab('Token');
    expect(await tabText()).toContain('rs256-client');
    await openTab('Findings');
    expect((await panel.detail()).checks('fail')).toEqual([]);
    // The list answers to keys while it is selected.
    await logIn();
    await panel.frame.locator('tr[aria-selected=true]').press('ArrowUp');
    expect((await panel.detail()).sentence).toBe('Valid');
    expect(await elements()).toBeLessThan(2000);
  });

  inOne('10,000 claims', async () => {
    await clearList(panel);
    expect(await logIn({ fault: 'many-claims' })).toMatchObject({ result: 'code', verdict: 'Valid' });
    await openTab('Token');
    // Not by role: whoever looks for that looks at every element, and thousands take seconds.
    const rows = panel.frame.locator('table[aria-label=Claims] tr');
    expect(await rows.count()).toBe(200);
    expect(await elements()).toBeLessThan(2500);
    await panel.frame.locator('button', { hasText: 'Show all 10,005 rows' }).click();
    expect(await rows.last().innerText()).toBe('claim_9999\t9999');
    await openTab('Findings');
    expect((await panel.detail()).checks('fail')).toEqual([]);
  });
});

describe('the popup', () => {
  test('shows the verdicts of the tab in front, newest first', async () => {
    await page.goto(site.app);
    await clearList(panel);
    await logIn();
    await logIn({ fault: 'wrong-aud', response_mode: 'fragment.jwt' });
    await logIn({ response_mode: 'query', error: 'access_denied' });
    const popup = await browser.openPopup(page);
    const read = () => popup.getByRole('listitem').allInnerTexts();
    await expect
      .poll(async () => (await read()).map((entry) => entry.split('\n')[0]))
      .toEqual([
        'Nothing wrong found: a plain response is not signed',
        'Rejected: addressed to another client',
        'Valid',
      ]);
    const entries = await read();
    expect(entries[0]).toMatch(/\d\d:\d\d:\d\d · localhost:\d+ · query · access_denied$/);
    expect(entries[1]).toMatch(/ · fragment\.jwt · code$/);
    await popup.close();
  });
});

describe('a screen reader, a keyboard and weak eyes find nothing serious in the way', () => {
  /** Opens what is folded: what is not shown is not looked at. */
  const unfold = () =>
    poll('everything unfolded', async () => {
      const closed = panel.frame.locator('details:not([open]), details > summary:only-child');
      return await closed.evaluateAll((all) => {
        for (const one of all) one.closest('details')?.setAttribute('open', '');
        return all.length === 0;
      });
    });
  /** Of a second theme the colours alone are of interest. */
  const rulesIn = (theme: string) => (theme === 'dark' ? ['color-contrast'] : undefined);

  test.each(dealt(['default', 'dark'] as const))('of the panel, %s', async (theme) => {
    await devtools.setTheme(theme);
    await clearList(panel);
    expect(await violations(panel.frame, rulesIn(theme))).toEqual([]);
    await logIn({ response_mode: 'query' });
    await logIn({ client: 'encrypted' });
    await logIn();
    await logIn({ fault: 'wrong-aud' });
    for (const name of ['Findings', 'Token', 'Keys', 'Request', 'Raw']) {
      await openTab(name);
      await unfold();
      expect([name, await violations(panel.frame, rulesIn(theme))]).toEqual([name, []]);
    }
    await openTab('Findings');
    await devtools.setTheme('default');
  });

  test.each(dealt(['light', 'dark'] as const))(
    'of the popup and the options page, %s',
    async (colorScheme) => {
      const popup = await browser.openPopup(page);
      await popup.emulateMedia({ colorScheme });
      expect(await violations(popup, rulesIn(colorScheme))).toEqual([]);
      await popup.close();
      const options = await browser.openExtensionPage('extension/options/index.html');
      await options.emulateMedia({ colorScheme });
      await options.getByRole('listitem').first().waitFor();
      expect(await violations(options, rulesIn(colorScheme))).toEqual([]);
      await options.getByRole('button', { name: 'Register a client' }).click();
      await options.getByLabel('Client ID', { exact: true }).waitFor();
      expect(await violations(options, rulesIn(colorScheme))).toEqual([]);
      await options.close();
    },
  );
});
