import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { violations, violationsInOne } from '../accessibility.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { browserName } from '../browsers/launch.ts';
import { dealtTests, isFor } from '../dealt.ts';
import { downloaded } from '../download.ts';
import { clearList } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { findChromium } from '../setup/chromium.ts';
import { members, parseJws } from '../site/jws.ts';
import { storedIn } from '../stored.ts';
import type { LoginOptions } from '../site/login.ts';

const inOne = dealtTests();

let session: Session;
let page: Page;
let panel: PanelView;
beforeAll(async () => {
  session = await startSession();
  page = await session.browser.open();
  panel = viewPanel((await session.browser.openPanel(page)).panel);
});
afterAll(async () => {
  // What files brought stays in a panel until it is cleared, and others borrow this one.
  if ((await panel.rows()).length > 0) await clearList(panel);
  await session.close();
});
beforeEach(async () => {
  if ((await panel.rows()).length > 0) await clearList(panel);
});

async function logIn(options: LoginOptions = {}) {
  const before = (await panel.rows()).length;
  await page.goto(session.site.login(options));
  return await panel.newest(before + 1);
}

const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
const field = (label: string) => panel.frame.locator('dialog').getByLabel(label);

const chooseFormat = (format: string) => panel.frame.locator(`dialog input[value=${format}]`).check();

/** What the panel gives for a download once the form of the dialog is filled in. */
async function saved(fill: () => Promise<unknown>, opener = button('Export')): Promise<string> {
  await opener.click();
  await fill();
  const text = await downloaded(panel.frame, async () => {
    await button('Save').click();
    await panel.frame.locator('dialog [role=status]', { hasText: 'Saved' }).waitFor();
  });
  await button('Close').click();
  return text;
}

async function bring(text: string, name = 'file.json'): Promise<void> {
  await button('Import').click();
  await field('File').evaluate(
    (input, { text, name }) => {
      const files = new DataTransfer();
      files.items.add(new File([text], name));
      if (input instanceof HTMLInputElement) input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    { text, name },
  );
  await panel.frame.locator('dialog').getByRole('button', { name: 'Import' }).click();
}

/** In the page: writes a file to the disk. */
async function store(text: string): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('file.json', { create: true });
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
}

/** In the page: chooses the file on the disk. */
async function chooseStored(input: Element): Promise<void> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('file.json');
  const files = new DataTransfer();
  files.items.add(await handle.getFile());
  if (input instanceof HTMLInputElement) input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const imported = () => panel.frame.locator('[data-imported]').innerText();

inOne('what is saved holds no secret unless that is asked for, and says what was taken out', async () => {
  await logIn({ fault: 'wrong-aud' });
  const response = new URL(page.url()).searchParams.get('response') ?? '';
  const code = String(members(parseJws(response).payload)['code']);
  for (const format of ['html', 'markdown', 'json', 'har']) {
    const text = await saved(() => chooseFormat(format));
    expect(text, format).toContain('ddressed to another client');
    for (const secret of [code, ...response.split('.')]) expect(text, format).not.toContain(secret);
  }
  await button('Export').click();
  expect(await violationsInOne(panel.frame)).toEqual([]);
  await button('Close').click();
  const har = await saved(async () => {
    await chooseFormat('har');
    await field('Without secret values').uncheck();
    await field('I know').check();
  });
  expect(har).toContain(response);
});

test('an evidence bundle gives the same verdicts when it is imported, and says that they rest on a file', async () => {
  await logIn({ fault: 'expired' });
  await logIn();
  const before = await panel.rows();
  const bundle = await saved(async () => {
    await field('All (').check();
    await chooseFormat('bundle');
    await field('I know').check();
  });
  await clearList(panel);
  await bring(bundle);
  await poll('the responses', async () => (await imported()) === '2 responses imported.');
  expect(await violationsInOne(panel.frame)).toEqual([]);
  await button('Close').click();
  expect((await panel.rows()).map(({ verdict }) => verdict)).toEqual(before.map(({ verdict }) => verdict));
  expect((await panel.detail()).sentence).toBe('Consistent with the keys in the file');
  expect(await panel.frame.locator('.banner').innerText()).toContain('Keys as stated by the file');
  expect((await panel.select(0)).sentence).toBe('Rejected: expired on arrival');
});

inOne('to clear what a file brought takes nothing from what was captured here', async () => {
  await logIn();
  await button('Pin').click();
  const bundle = await saved(async () => {
    await chooseFormat('bundle');
    await field('I know').check();
  });
  await bring(bundle);
  await poll('the response', async () => (await imported()) === '1 response imported.');
  await button('Close').click();
  await button('Clear').click();
  await poll('the pinned one alone', async () => (await panel.rows()).length === 1);
  // By its verdict everything is done that was asked for before.
  await logIn();
  const requests = await storedIn(panel).ids('request');
  const { sentence } = await panel.select(0);
  await button('Pinned').click();
  expect(requests).toHaveLength(2);
  expect(sentence).toBe('Valid');
});

inOne(
  'a sealed bundle is opened with its passphrase alone, and a file that is none is refused in words',
  async () => {
    await logIn();
    const sealed = await saved(async () => {
      await chooseFormat('bundle');
      await field('Passphrase').fill('correct horse');
      await field('I know').check();
    });
    expect(sealed.split('.')).toHaveLength(5);
    await clearList(panel);
    await bring(sealed, 'file.jwe');
    const said = panel.frame.locator('dialog [role=alert]');
    await said.waitFor();
    expect(await said.innerText()).toContain('sealed: enter the passphrase');
    await field('Passphrase').fill('wrong');
    await panel.frame.locator('dialog').getByRole('button', { name: 'Import' }).click();
    await poll('a refusal', async () => (await said.innerText()).includes('not the one'));
    await field('Passphrase').fill('correct horse');
    await panel.frame.locator('dialog').getByRole('button', { name: 'Import' }).click();
    await poll('the response', async () => (await imported()) === '1 response imported.');
    await button('Close').click();
    await bring('{"log": 7}');
    await poll('a refusal', async () => (await said.innerText()).startsWith('It is JSON, but'));
    await button('Close').click();
  },
);

inOne('a run ends in one report, with its name and what it ran in', async () => {
  await logIn();
  await button('Start run').click();
  await field('Name').fill('Release 4.2 <b>');
  expect(await violations(panel.frame)).toEqual([]);
  await button('Start').click();
  const stop = panel.frame.getByRole('button', { name: /^Stop run/ });
  await stop.waitFor();
  await logIn({ fault: 'wrong-aud' });
  await logIn();
  await expect.poll(() => stop.innerText()).toContain('(2)');
  const html = await saved(async () => {
    await poll('the run', async () => await field('Run “Release 4.2 <b>” (2)').isChecked());
  }, stop);
  expect(html).toContain('<h1>Run: Release 4.2 &lt;b&gt;</h1>');
  expect(html).toContain('2 (1 rejected, 1 valid)');
  expect(html).toMatch(browserName === 'firefox' ? /Firefox \d+/ : /Chrome \d+/);
  await button('Start run').waitFor();
  // It can be saved again, until the next one.
  const markdown = await saved(async () => {
    await field('Run “Release 4.2 <b>” (2)').check();
    await chooseFormat('markdown');
  });
  expect(markdown).toMatch(/^# Run: `Release 4\.2 <b>`/);
});

inOne('while a sealed bundle is opened it cannot be imported once more', async () => {
  await logIn();
  const sealed = await saved(async () => {
    await chooseFormat('bundle');
    await field('Passphrase').fill('correct horse');
    await field('I know').check();
  });
  await clearList(panel);
  await bring(sealed, 'file.jwe');
  await field('Passphrase').fill('correct horse');
  // Two clicks as quick as they can be, and whether the button can be pressed after the first.
  const isEnabled = await panel.frame.locator('dialog button.primary').evaluate(async (pressed) => {
    if (!(pressed instanceof HTMLButtonElement)) return true;
    pressed.click();
    pressed.click();
    await Promise.resolve();
    return !pressed.disabled;
  });
  expect(isEnabled).toBe(false);
  await poll('the response', async () => (await imported()) === '1 response imported.');
  await button('Close').click();
  expect(await panel.rows()).toHaveLength(1);
});

// Chromium refuses to read it.
if (isFor('chromium'))
  test('a file that was saved anew since it was chosen is to be chosen again, and is read then', async () => {
    const said = panel.frame.locator('dialog [role=alert]');
    const submit = panel.frame.locator('dialog').getByRole('button', { name: 'Import' });
    await button('Import').click();
    await panel.frame.evaluate(store, '{"log": 7}');
    await field('File').evaluate(chooseStored);
    await submit.click();
    await poll('a refusal', async () => (await said.innerText()).startsWith('It is JSON, but'));
    await panel.frame.evaluate(store, '{"log": 8}');
    await submit.click();
    await poll('what to do', async () => (await said.innerText()).endsWith('choose the file again.'));
    expect(await field('File').inputValue()).toBe('');
    await field('File').evaluate(chooseStored);
    await submit.click();
    await poll('a refusal', async () => (await said.innerText()).startsWith('It is JSON, but'));
    await button('Close').click();
  });

// Another Chromium records it.
if (isFor('chromium'))
  test('a HAR that another tool recorded is judged at its recorded time, and so is a URL that is pasted', async () => {
    const folder = await temporaryFolder('har');
    onTestFinished(() => folder.remove());
    const path = join(folder.path, 'recorded.har');
    const executablePath = await findChromium();
    const other = await chromium.launch(executablePath === undefined ? {} : { executablePath });
    const context = await other.newContext({ recordHar: { path } });
    const tab = await context.newPage();
    await tab.goto(session.site.login({ response_mode: 'query.jwt' }));
    const url = tab.url();
    await tab.goto(session.site.login({ response_mode: 'fragment.jwt', fault: 'wrong-aud' }));
    await context.close();
    await other.close();

    await bring(await readFile(path, 'utf8'), 'recorded.har');
    await poll('the responses', async () => (await imported()).startsWith('2 responses imported.'));
    await button('Close').click();
    expect((await panel.rows()).map(({ mode, verdict }) => [mode, verdict])).toEqual([
      ['query.jwt', 'Not verified'],
      ['fragment.jwt', 'Rejected'],
    ]);
    await clearList(panel);
    await button('Import').click();
    await field('Or paste').fill(url);
    await panel.frame.locator('dialog').getByRole('button', { name: 'Import' }).click();
    await poll('the response', async () => (await imported()) === '1 response imported.');
    await button('Close').click();
    expect(await panel.rows()).toHaveLength(1);
  });
