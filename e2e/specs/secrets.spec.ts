import { generateKeyPairSync } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousViolations } from '../accessibility.ts';
import type { Browser, Panel } from '../browsers/browser.ts';
import { dealt } from '../dealt.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { type OptionsView, openOptions, viewOptions } from '../options-view.ts';
import { readTab } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { register, registrationOf } from '../session.ts';
import { type Site, startSite } from '../site/site.ts';

/** A profile that outlives its browser, so that its files can be read. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;
let site: Site;
let key: Record<string, unknown>;
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
const held = (options: OptionsView) => options.client('encrypted-client').locator('.held').innerText();

async function logIn(): Promise<void> {
  const before = (await panel.rows()).length;
  await page.goto(site.login({ client: 'encrypted' }));
  await panel.newest(before + 1);
}

/** Types keys into the form that is open and saves it. */
async function give(options: OptionsView, keys: string): Promise<void> {
  await options.field('Decryption keys').fill(keys);
  await options.save();
}

/** Opens the client's form with its secrets unfolded. */
async function edit(options: OptionsView): Promise<void> {
  await options.button('Edit encrypted-client').click();
  await options.page.getByText('Encryption and secrets').click();
}

/**
 * Which files of the profile hold something of the private part of the key, in either way that a browser writes text.
 * It is looked for in pieces: Firefox's database tears it apart.
 */
async function filesWithKey(): Promise<string[]> {
  const planted = String(key['d']).match(/.{24}/g) ?? [];
  expect(planted.length).toBeGreaterThan(10);
  const needles = planted.flatMap((piece) => [Buffer.from(piece), Buffer.from(piece, 'utf16le')]);
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(20);
  const found = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      return needles.some((needle) => bytes.includes(needle)) ? [file] : [];
    }),
  );
  return found.flat();
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
    expect(await seriousViolations(options.page)).toEqual([]);
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
    const token = await readTab(panel, 'Token');
    expect(token).toContain('Opened with the RSA key');
    expect(token).toContain('Header inside');
    expect(token).toContain('encrypted-client');
  });

  test.each(dealt(['default', 'dark'] as const))('a picture of the layers is saved, %s', async (theme) => {
    await devtools.setTheme(theme);
    await panel.frame.getByRole('tab', { name: 'Token', exact: true }).click();
    expect(await seriousViolations(panel.frame)).toEqual([]);
    await devtools.screenshot(`out/layers-${theme}.png`);
    await panel.frame.getByRole('tab', { name: 'Findings', exact: true }).click();
  });

  test('is forgotten by a button, and the response is closed again', async () => {
    await options.button('Forget the secrets of encrypted-client').click();
    await expect.poll(verdicts).toEqual(['Not verified']);
    await expect.poll(() => options.client('encrypted-client').locator('.held').count()).toBe(0);
  });

  test('never comes near the disk unless it is to be remembered', async () => {
    await edit(options);
    await give(options, JSON.stringify(key));
    await expect.poll(verdicts).toEqual(['Valid']);
    await edit(options);
    await options.field('Decryption keys').fill(JSON.stringify(key));
    await browser.close();
    expect(await filesWithKey()).toEqual([]);

    await start();
    await logIn();
    expect(await verdicts()).toEqual(['Not verified']);
  });

  test('is there again after a restart where it is remembered, and the disk has it', async () => {
    options = await openOptions(browser);
    await edit(options);
    await options.field('Remember on this computer').check();
    await give(options, JSON.stringify(key));
    await expect.poll(verdicts).toEqual(['Valid']);
    expect(await held(options)).toContain('On the disk of this computer, in clear.');
    await browser.close();
    // A database that is just being closed has it in one file no more, and in the other not yet.
    await poll('the key on the disk', async () => (await filesWithKey()).length > 0);

    await start();
    await logIn();
    expect(await verdicts()).toEqual(['Valid']);
    options = await openOptions(browser);
    expect(await held(options)).toContain('On the disk of this computer, in clear.');
  });

  test('goes with its client', async () => {
    await options.button('Delete encrypted-client').click();
    expect(await options.client('encrypted-client').innerText()).toContain('its keys and secret go');
    await options.button('Delete this client').click();
    await expect.poll(() => options.stored()).toBe(0);
    await expect.poll(verdicts).toEqual(['Not verified']);
  });
});

test('a signature that takes the client secret is verified as soon as it is typed', async () => {
  const client = site.client('HS256');
  const { client_secret = '' } = client;
  await register(browser, [registrationOf(site, client)]);
  const before = (await panel.rows()).length;
  await page.goto(site.login({ client: 'HS256' }));
  expect((await panel.newest(before + 1)).verdict).toBe('Not verified');
  const [opened] = await Promise.all([
    browser.context.waitForEvent('page'),
    button('Give the client secret').click(),
  ]);
  const options = viewOptions(opened);
  await expect.poll(() => options.focused()).toBe('field-client_secret');
  const field = options.field('Client secret');
  await field.fill(client_secret);
  expect(await field.getAttribute('type')).toBe('password');
  await options.button('Show the client secret').click();
  expect(await field.getAttribute('type')).toBe('text');
  await options.save();
  await expect.poll(async () => (await verdicts()).at(-1)).toBe('Valid');
  expect(await options.client(client.client_id).innerText()).not.toContain(client_secret);
});
