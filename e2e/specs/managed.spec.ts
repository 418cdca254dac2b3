import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../browsers/folders.ts';
import { browserName, launchBrowser } from '../browsers/launch.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { type OptionsView, openOptions, viewOptions } from '../options-view.ts';
import { viewPanel } from '../panel-view.ts';
import { registrationOf } from '../session.ts';
import { startSite } from '../site/site.ts';

const remarks = ({ page }: OptionsView) => page.locator('section > .remark').allInnerTexts();

test('without a policy no client is rolled out, and nothing is wrong', async () => {
  const browser = await borrowBrowser();
  onTestFinished(() => browser.close());
  const options = await openOptions(browser);
  await options.startAfresh();
  expect(await remarks(options)).toEqual([]);
});

/** Writes a policy where Firefox looks for one, below a home of its own, and gives that. */
async function homeWithPolicy(clients: readonly unknown[]): Promise<string> {
  const home = await temporaryFolder('home');
  onTestFinished(() => home.remove());
  const manifest = JSON.parse(await readFile('manifest.json', 'utf8'));
  const name: string = manifest.browser_specific_settings.gecko.id;
  const folder = join(home.path, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const policy = { name, description: 'clients of the team', type: 'storage', data: { clients } };
  await writeFile(join(folder, `${name}.json`), JSON.stringify(policy));
  return home.path;
}

// Chromium reads policies from one folder of the machine alone, which is no test's to write to: what it makes of its
// schema is seen by its loading the extension, and what is made of a policy is tested in src/managed.test.ts.
if (browserName === 'firefox')
  test('a policy rolls out clients that judge at once and cannot be changed, and what is wrong in it is said', async () => {
    const site = await startSite();
    const { revision: _, ...client } = registrationOf(site, site.client('RS256'));
    const HOME = await homeWithPolicy([
      client,
      { ...client, id: 'wrong', issuer: 5 },
      { ...client, id: 'elsewhere', client_id: 'elsewhere', callbacks: ['https://app.example.com/cb'] },
    ]);
    const browser = await launchBrowser({ env: { HOME } });
    onTestFinished(async () => {
      await browser.close();
      await site.close();
    });
    const page = await browser.open();
    const panel = viewPanel((await browser.openPanel(page)).panel);
    const options = viewOptions(await browser.openExtensionPage('extension/options/index.html'));
    const item = options.client('rs256-client');
    await item.waitFor();
    expect(await item.innerText()).toContain('Rolled out to this browser by policy');
    expect(await item.getByRole('button').allInnerTexts()).toEqual(['↑', '↓', 'Keys and secret']);
    await expect.poll(() => remarks(options)).toEqual([expect.stringContaining('clients.1.issuer')]);
    expect(await options.stored()).toBe(0);
    expect(await options.button('Allow https://app.example.com').isVisible()).toBe(true);

    await page.goto(site.login());
    expect((await panel.newest(1)).verdict).toBe('Valid');
    const popup = await browser.openPopup(page);
    await popup
      .getByText('No response of elsewhere is seen: access to its callback is not granted.')
      .waitFor();
  });
