import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInOne } from '../accessibility.ts';
import type { Browser, Panel } from '../browsers/browser.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { isFor } from '../dealt.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { type OptionsView, openOptions, viewOptions } from '../options-view.ts';
import { readTab } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { filesWith } from '../profile.ts';
import { register, registrationOf } from '../session.ts';
import type { ClientName } from '../site/clients.ts';
import { type Site, startSite } from '../site/site.ts';

/** A profile that outlives its browser, so that its files can be read. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;
let site: Site;
let key: Record<string, unknown>;
let secret: string;
let browser: Browser;
let page: Page;
let devtools: Panel;
let panel: PanelView;

async function start(): Promise<void> {
  browser = await launchBrowser({ profile });
  page = await browser.open(site.app);
  devtools = await browser.openPanel(page);
  panel = viewPanel(devtools.panel);
}

beforeAll(async () => {
  [folder, site] = await Promise.all([temporaryFolder('secrets'), startSite()]);
  profile = join(folder.path, 'profile');
  key = { ...site.client('encrypted').decryptionKey };
  secret = site.client('HS256').client_secret ?? '';
  await start();
  await register(browser, [registrationOf(site, site.client('encrypted'))]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await folder.remove();
});

const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
const verdicts = async () => (await panel.rows()).map(({ verdict }) => verdict);
const held = (options: OptionsView, client_id = 'encrypted-client') =>
  options.client(client_id).locator('.held').innerText();

async function logIn(client: ClientName = 'encrypted'): Promise<void> {
  const before = (await panel.rows()).length;
  await page.goto(site.login({ client }));
  await panel.newest(before + 1);
}

/** Types keys into the form that is open and saves it. */
async function give(options: OptionsView, keys: string): Promise<void> {
  await options.field('Decryption keys').fill(keys);
  await options.save();
}

/** Opens a client's form with its secrets unfolded. */
async function edit(options: OptionsView, client_id = 'encrypted-client'): Promise<void> {
  await options.button(`Edit ${client_id}`).click();
  await options.page.getByText('Encryption and secrets').click();
}

describe.sequential('the decryption key of a client', () => {
  let options: OptionsView;

  test('is asked for where a response is encrypted, and the way leads to its field', async () => {
    await logIn();
    expect((await panel.detail()).sentence).toBe('Not verified: encrypted, no key given');
    const token = await readTab(panel, 'Token');
    expect(token).toContain('Outer header');
    expect(token).toContain('RSA-OAEP-256');
    expect(token).not.toContain('Claims');
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      button('Give the decryption key').click(),
    ]);
    options = viewOptions(opened);
    await expect.poll(() => options.focused()).toBe('field-decryption_keys');
    expect(await options.page.getByRole('heading', { level: 2 }).allInnerTexts()).toContain(
      'Edit encrypted-client',
    );
  });

  test('is refused in words where it is none', async () => {
    const { kty, n, e } = key;
    for (const [typed, words] of [
      ['hunter2', 'This is neither JSON nor PEM.'],
      [JSON.stringify({ kty, n, e }), 'This is the public half'],
      [JSON.stringify({ keys: [] }), 'There is no key in this JWK set.'],
    ] as const) {
      await options.field('Decryption keys').fill(typed);
      await options.button('Save').click();
      await expect
        .poll(() => options.problems())
        .toEqual({ 'field-decryption_keys': expect.stringContaining(words) });
      await expect.poll(() => options.focused()).toBe('field-decryption_keys');
    }
    expect(await violationsInOne(options.page)).toEqual([]);
  });

  test('that is another one rejects the response, and says why', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await give(options, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    await expect.poll(verdicts).toEqual(['Rejected']);
    expect((await panel.detail()).checks('fail')).toEqual(['decrypt']);
    expect(await held(options)).toContain('Held: decryption key RSA without kid. Until the browser closes.');
  });

  test('that is right makes the same response valid, without a reload', async () => {
    await edit(options);
    expect(await options.field('Decryption keys').inputValue()).toBe('');
    await give(options, JSON.stringify(key));
    await expect.poll(verdicts).toEqual(['Valid']);
    expect((await panel.rows()).map(({ result }) => result)).toEqual(['code']);
    await panel.detail();
    const token = await readTab(panel, 'Token');
    expect(token).toContain('Opened with the RSA key');
    expect(token).toContain('Header inside');
    expect(token).toContain('encrypted-client');
  });

  if (isFor('chromium'))
    test('has nothing serious in the way of a screen reader and weak eyes', async () => {
      await panel.frame.getByRole('tab', { name: 'Token', exact: true }).click();
      expect(await violations(panel.frame)).toEqual([]);
      await devtools.setTheme('dark');
      expect(await violations(panel.frame, ['color-contrast'])).toEqual([]);
      await devtools.setTheme('default');
      await panel.frame.getByRole('tab', { name: 'Findings', exact: true }).click();
    });

  test('a signing key is held beside it, and is not shown again', async () => {
    await edit(options);
    const { jwk } = site.client('encrypted').requestKey;
    await options.field('Signing keys').fill(JSON.stringify(jwk));
    await options.save();
    await expect.poll(() => held(options)).toContain('signing key');
    await edit(options);
    expect(await options.field('Signing keys').inputValue()).toBe('');
    await options.button('Cancel').click();
  });

  test('is forgotten by a button, and the response is closed again', async () => {
    await options.button('Forget the secrets of encrypted-client').click();
    await expect.poll(verdicts).toEqual(['Not verified']);
    expect((await panel.rows()).map(({ result }) => result)).toEqual(['encrypted']);
    await expect.poll(() => options.client('encrypted-client').locator('.held').count()).toBe(0);
  });
});

describe.sequential('the client secret, and the disk', () => {
  let options: OptionsView;

  test('a signature that takes the client secret is verified as soon as it is typed', async () => {
    await register(browser, [registrationOf(site, site.client('HS256'))]);
    await logIn('HS256');
    await panel.detail();
    expect((await verdicts()).at(-1)).toBe('Not verified');
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      button('Give the client secret').click(),
    ]);
    options = viewOptions(opened);
    await expect.poll(() => options.focused()).toBe('field-client_secret');
    const field = options.field('Client secret');
    await field.fill(secret);
    expect(await field.getAttribute('type')).toBe('password');
    await options.button('Show the client secret').click();
    expect(await field.getAttribute('type')).toBe('text');
    await options.save();
    await expect.poll(async () => (await verdicts()).at(-1)).toBe('Valid');
    expect(await options.client('hs256-client').innerText()).not.toContain(secret);
  });

  test('what is to be remembered is there again after a restart, and what is not never comes near the disk', async () => {
    await edit(options, 'hs256-client');
    await options.field('Remember on this computer').check();
    await options.field('Client secret').fill(secret);
    await options.save();
    await expect
      .poll(() => held(options, 'hs256-client'))
      .toContain('On the disk of this computer, in clear.');
    await edit(options);
    await give(options, JSON.stringify(key));
    await expect.poll(verdicts).toEqual(['Valid', 'Valid']);
    await edit(options);
    await options.field('Decryption keys').fill(JSON.stringify(key));
    // Nobody but the extension has it in clear: it came encrypted.
    await panel.select(0);
    const [, code = ''] = /\bcode\b\W+([\w-]{24,})/.exec(await readTab(panel, 'Token')) ?? [];
    expect(code).not.toBe('');
    await browser.close();
    // A database that is just being closed has it in one file no more, and in the other not yet.
    await poll('the secret on the disk', async () => (await filesWith(profile, secret)).length > 0);
    expect(await filesWith(profile, String(key['d']))).toEqual([]);
    expect(await filesWith(profile, code)).toEqual([]);

    await start();
    await logIn();
    await logIn('HS256');
    expect(await verdicts()).toEqual(['Not verified', 'Valid']);
    options = await openOptions(browser);
    expect(await held(options, 'hs256-client')).toContain('On the disk of this computer, in clear.');
  });

  test('goes with its client', async () => {
    await options.button('Delete hs256-client').click();
    expect(await options.client('hs256-client').innerText()).toContain('its keys and secret go');
    await options.button('Delete this client').click();
    await expect.poll(() => options.stored()).toBe(1);
    await expect.poll(verdicts).toEqual(['Not verified', 'Not verified']);
  });
});
