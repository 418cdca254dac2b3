import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Browser, Panel } from './browsers/browser.ts';
import { launchBrowser } from './browsers/launch.ts';
import { type PanelView, viewPanel } from './panel-view.ts';
import { registerSecrets, startSession } from './session.ts';
import { buildFor } from './setup/build.ts';
import { PROVIDERS } from './setup/install.ts';
import type { LoginOptions } from './site/login.ts';

/** What a picture is taken with. */
interface Studio {
  readonly browser: Browser;
  readonly page: Page;
  readonly devtools: Panel;
  readonly panel: PanelView;
}

/** The logins that stand in the list, oldest first. */
const logins: readonly LoginOptions[] = [
  { response_mode: 'query.jwt' },
  { response_mode: 'fragment.jwt' },
  { response_mode: 'form_post.jwt', error: 'access_denied' },
  { client: 'encrypted' },
  { response_mode: 'query' },
  { client: 'ES256', fault: 'expired' },
  { response_mode: 'query.jwt', fault: 'unknown-kid' },
];

/** The views, and how each is reached in the panel. */
const views: readonly (readonly [string, (panel: PanelView) => Promise<void>])[] = [
  ['panel', async (panel) => await show(panel, 6, 'Findings')],
  ['token', async (panel) => await show(panel, 6, 'Token')],
  ['encrypted', async (panel) => await show(panel, 3, 'Token')],
  ['flow', async (panel) => await show(panel, 0, 'Flow')],
  ['comparison', compare],
];

/**
 * Takes the pictures in Chromium into `docs/pictures`; with `--firefox`, in Firefox, and into `out/pictures`, to be
 * looked at. Returns the exit status.
 */
export async function takePictures(args: readonly string[]): Promise<number> {
  const name = args.includes('--firefox') ? 'firefox' : 'chromium';
  const folder = name === 'firefox' ? join('out', 'pictures') : join('docs', 'pictures');
  const executablePath = await PROVIDERS.find(({ browser }) => browser === name)?.provide();
  if (executablePath === undefined) return 1;
  const { status, output } = await buildFor(name);
  if (status !== 0) {
    console.error(`The build failed:\n${output}`);
    return 1;
  }
  await mkdir(folder, { recursive: true });
  const { browser, site, close } = await startSession(launchBrowser({ executablePath }, name));
  try {
    const page = await browser.open();
    const devtools = await browser.openPanel(page);
    const panel = viewPanel(devtools.panel);
    for (const [index, login] of logins.entries()) {
      await page.goto(site.login(login));
      await panel.newest(index + 1);
    }
    await registerSecrets(browser, [site.client('encrypted')]);
    await panel.newest(logins.length);
    await takeAll({ browser, page, devtools, panel }, folder);
    return 0;
  } finally {
    await close();
  }
}

async function takeAll({ browser, page, devtools, panel }: Studio, folder: string): Promise<void> {
  for (const [theme, colorScheme] of [
    ['default', 'light'],
    ['dark', 'dark'],
  ] as const) {
    await devtools.setTheme(theme);
    for (const [view, reach] of views) {
      await reach(panel);
      await taken(join(folder, `${view}-${colorScheme}.png`), (path) => devtools.screenshot(path));
    }
    await panel.frame.getByRole('button', { name: 'End comparison' }).click();
    for (const [name, heading, picture] of [
      ['Export', 'Export', 'export'],
      ['Import', 'Import', 'import'],
      ['Log in …', 'Start a login', 'start'],
    ] as const) {
      await panel.frame.getByRole('button', { name, exact: true }).click();
      await panel.frame.getByRole('heading', { name: heading, exact: true }).waitFor();
      await taken(join(folder, `${picture}-${colorScheme}.png`), (path) => devtools.screenshot(path));
      await panel.frame.getByRole('button', { name: 'Close', exact: true }).click();
    }
    const popup = await browser.openPopup(page);
    await popup.emulateMedia({ colorScheme });
    await taken(join(folder, `popup-${colorScheme}.png`), (path) => popup.screenshot({ path }));
    await popup.close();
    const options = await browser.openExtensionPage('extension/options/index.html');
    await options.emulateMedia({ colorScheme });
    await options.getByRole('heading', { level: 1 }).waitFor();
    await taken(join(folder, `options-${colorScheme}.png`), (path) => options.screenshot({ path }));
    await options.close();
  }
}

async function taken(path: string, take: (path: string) => Promise<unknown>): Promise<void> {
  await take(path);
  console.log(path);
}

async function show(panel: PanelView, row: number, tab: string): Promise<void> {
  await panel.frame.getByRole('tab', { name: 'Findings' }).click();
  await panel.select(row);
  await panel.frame.getByRole('tab', { name: tab, exact: true }).click();
}

async function compare(panel: PanelView): Promise<void> {
  await show(panel, 0, 'Findings');
  await panel.frame.getByRole('button', { name: 'Compare', exact: true }).click();
  await panel.frame.locator('tbody tr').nth(5).click();
  await panel.frame.locator('.comparison').first().waitFor();
}
