import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { violations, violationsInOne } from '../accessibility.ts';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealtTests } from '../dealt.ts';
import { type OptionsView, openOptions } from '../options-view.ts';
import { clearList, showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registerSecrets, registrationOf } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';
import { storedIn } from '../stored.ts';

// What can be done with clients once they are registered, and with what was captured for them.

let browser: Browser;
let options: OptionsView;
let page: Page;
/** The tab whose DevTools show the panel. */
let watcher: Page;
let panel: PanelView;
let site: Site;
const inOne = dealtTests();

beforeAll(async () => {
  browser = await borrowBrowser();
  watcher = await browser.open();
  panel = viewPanel((await browser.openPanel(watcher)).panel);
  await showAllTabs(panel, true);
  page = await browser.open();
  options = await openOptions(browser);
});
afterAll(async () => await browser.close());
beforeEach(async () => {
  site = await startSite();
  onTestFinished(() => site.close());
  await clearList(panel);
  await options.startAfresh();
  const clients = (['RS256', 'PS256', 'HS256'] as const).map((name) => site.client(name));
  await register(
    browser,
    // Each test has a site of its own, so what is registered is another thing each time.
    clients.map((client) => ({ ...registrationOf(site, client), revision: crypto.randomUUID() })),
  );
  await registerSecrets({ browser, site }, clients.slice(2));
  await options.client('rs256-client').waitFor();
});

async function logIn(login: LoginOptions = {}) {
  const before = (await panel.rows()).length;
  await page.goto(site.login(login));
  return await panel.newest(before + 1);
}

/** Logs in where nothing must be seen of it. */
async function logInUnseen(login: LoginOptions = {}) {
  await page.goto(site.login(login));
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
}

const capture = (client: string) =>
  options.page.getByRole('switch', { name: `Capture for ${client}`, exact: true });
const listed = () => options.page.locator('.client h3').allInnerTexts();

/** Gives the page a file, as the browser's own dialog would. */
const openFile = (text: string) =>
  options.page.getByLabel('File with clients').evaluate((input, text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'clients.json'));
    if (input instanceof HTMLInputElement) input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, text);

/** What the page gives for a download. */
const exported = () =>
  options.page.evaluate(async () => {
    const made: Blob[] = [];
    const { createObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) made.push(blob);
      return createObjectURL(new Blob([]));
    };
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === 'Export')?.click();
    URL.createObjectURL = createObjectURL;
    return (await made[0]?.text()) ?? '';
  });

inOne('nothing is captured for a client that is switched off, until it is switched on again', async () => {
  await capture('rs256-client').click();
  await expect.poll(() => options.client('rs256-client').innerText()).toContain('Switched off');
  await logInUnseen();
  expect((await logIn({ client: 'PS256' })).verdict).toBe('Valid');
  expect(await panel.rows()).toHaveLength(1);
  await capture('rs256-client').click();
  await expect.poll(() => options.client('rs256-client').innerText()).not.toContain('Switched off');
  expect((await logIn()).verdict).toBe('Valid');
});

inOne('clients are ordered by keyboard, and stay so', async () => {
  expect(await listed()).toEqual(['hs256-client', 'ps256-client', 'rs256-client']);
  await options.button('Move rs256-client up').press('Enter');
  await expect.poll(listed).toEqual(['hs256-client', 'rs256-client', 'ps256-client']);
  const told = options.page.locator('.clients').locator('xpath=preceding-sibling::*[@role="status"]');
  expect(await told.innerText()).toBe('rs256-client is now number 2 of 3.');
  await expect.poll(() => options.focused()).toBe('up-RS256');
  await options.page.keyboard.press('Enter');
  await expect.poll(listed).toEqual(['rs256-client', 'hs256-client', 'ps256-client']);
  // There is nothing further up.
  await expect.poll(() => options.focused()).toBe('down-RS256');
  await options.page.reload();
  await options.client('rs256-client').waitFor();
  expect(await listed()).toEqual(['rs256-client', 'hs256-client', 'ps256-client']);
});

inOne('what is exported is imported elsewhere, and judges there, without a secret', async () => {
  const text = await exported();
  expect(text).toContain('rs256-client');
  expect(text).not.toContain(site.client('HS256').client_secret);
  await options.startAfresh();
  await openFile(text);
  await expect.poll(() => options.focused()).toBe('import-title');
  expect(await options.stored()).toBe(0);
  await options.button('Import 3 clients').click();
  await expect.poll(() => options.focused()).toBe('imported');
  await expect.poll(listed).toEqual(['hs256-client', 'ps256-client', 'rs256-client']);
  expect((await logIn()).verdict).toBe('Valid');

  await openFile(text);
  expect(await options.button('Import 0 clients').isDisabled()).toBe(true);
  await options.field('ps256-client is already registered').selectOption('Keep both');
  await options.button('Import 1 client').click();
  await expect.poll(listed).toEqual(['hs256-client', 'ps256-client', 'ps256-client', 'rs256-client']);
});

test('importing a client grants nothing: access is a button away', async () => {
  const granted = await options.granted();
  const there = (await exported()).replaceAll(new URL(site.app).origin, 'https://app.example.com');
  await options.startAfresh();
  await openFile(there);
  await options.button('Import 3 clients').click();
  const item = options.client('rs256-client');
  await item.getByRole('button', { name: 'Allow https://app.example.com' }).waitFor();
  expect(await item.innerText()).toContain('Responses at https://app.example.com cannot be seen');
  expect(await options.granted()).toEqual(granted);
});

inOne('a file that is none is refused in words', async () => {
  await openFile('{"keys": []}');
  await expect
    .poll(() => options.page.locator('#imported').innerText())
    .toBe('Nothing was imported from clients.json. This is JSON, but no file that was exported here.');
});

inOne(
  'while capture is paused nothing is seen, every tab says so, and the full view has what was',
  async () => {
    await logIn();
    const popup = await browser.openPopup(watcher);
    await popup.getByRole('button', { name: 'Pause' }).click();
    await popup.getByText('Paused: nothing new is captured.').waitFor();
    expect(await violationsInOne(popup)).toEqual([]);
    await popup.close();
    await poll('the badge', async () => (await browser.badge(page)).text === 'off' || undefined);
    await logInUnseen();

    const again = await browser.openPopup(watcher);
    const [full] = await Promise.all([
      browser.context.waitForEvent('page'),
      again.getByRole('button', { name: 'Open full view' }).click(),
    ]);
    await full.getByText('Responses of all tabs').waitFor();
    const view = viewPanel(full.mainFrame());
    await view.newest(1);
    expect((await view.detail()).sentence).toBe('Valid');
    expect(await violationsInOne(full)).toEqual([]);
    await full.getByRole('button', { name: 'Pause' }).click();
    await poll('the badge', async () => (await browser.badge(page)).text === '' || undefined);
    expect((await logIn({ fault: 'wrong-aud' })).verdict).toBe('Rejected');
    await view.newest(2);
  },
);

inOne('all that was captured is forgotten by a button, and so are all secrets', async () => {
  await logIn();
  // A login that was started, and whose request the browser never saw: its URL was taken elsewhere.
  const started = { id: 'taken-elsewhere', at: Date.now(), tabId: 1, client: 'ps256-client' };
  const stored = storedIn(panel);
  await stored.write({
    [`started/${started.id}`]: { ...started, url: site.issuer, parameters: [], via: 'parameters' },
    [`verifier/${started.id}`]: { code_verifier: 'never-to-be-seen-again' },
  });
  const section = options.page.getByRole('region', { name: 'What is stored and granted' });
  await expect.poll(() => section.innerText()).toContain('1 response, 1 authorization request');
  expect(await section.innerText()).toContain('Keys or secrets of 1 client are held');
  await options.button('Forget all that was captured').click();
  await expect.poll(() => section.innerText()).toContain('0 responses, 0 authorization requests');
  await expect.poll(async () => (await panel.rows()).length).toBe(0);
  await expect.poll(() => stored.captured()).not.toMatch(/taken-elsewhere|never-to-be-seen-again/);
  await options.button('Forget all secrets').click();
  await expect.poll(() => section.innerText()).toContain('No keys and no secrets are held.');
  expect(await options.client('hs256-client').innerText()).not.toContain('Held:');
});

inOne('a screen reader and weak eyes find nothing serious in the way of several clients', async () => {
  await logIn();
  await capture('hs256-client').click();
  await openFile(await exported());
  await options.page.getByText('1 response,').waitFor();
  expect(await violations(options.page)).toEqual([]);
  await options.page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(options.page, ['color-contrast'])).toEqual([]);
  await options.page.emulateMedia({ colorScheme: null });
  await options.button('Cancel').first().click();
});
