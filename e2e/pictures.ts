import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { Browser, Panel } from './browsers/browser.ts';
import { launchBrowser } from './browsers/launch.ts';
import { downloaded } from './download.ts';
import { dismissNoticed } from './panel-parts.ts';
import { type PanelView, viewPanel } from './panel-view.ts';
import { registerSecrets, startSession } from './session.ts';
import { buildFor } from './setup/build.ts';
import { PROVIDERS } from './setup/install.ts';
import type { LoginOptions } from './site/login.ts';
import { startSite } from './site/site.ts';

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
    const studio = { browser, page, devtools, panel };
    await takeNoticed(studio, folder);
    for (const [index, login] of logins.entries()) {
      await page.goto(site.login(login));
      await panel.newest(index + 1);
    }
    await registerSecrets({ browser, site }, [site.client('encrypted'), site.client('ES256')]);
    await panel.newest(logins.length);
    await takeAll(studio, folder);
    await takeGrid(studio, folder);
    return 0;
  } finally {
    await close();
  }
}

const themes = [
  ['default', 'light'],
  ['dark', 'dark'],
] as const;

/** The panel as it stands, in both themes. */
async function takeBoth({ devtools }: Studio, path: string): Promise<void> {
  for (const [theme, colorScheme] of themes) {
    await devtools.setTheme(theme);
    await taken(`${path}-${colorScheme}.png`, (path) => devtools.screenshot(path));
  }
  await devtools.setTheme('default');
}

/** What a login that nobody watches for leads to. */
async function takeNoticed(studio: Studio, folder: string): Promise<void> {
  const site = await startSite();
  try {
    await studio.page.goto(site.login());
    await studio.panel.frame.getByRole('button', { name: 'Watch this callback' }).waitFor();
    await takeBoth(studio, join(folder, 'noticed'));
    await dismissNoticed(studio.panel.frame);
  } finally {
    await site.close();
  }
}

/** What a run through all modes of the server fills. */
async function takeGrid(studio: Studio, folder: string): Promise<void> {
  const { frame } = studio.panel;
  await studio.page.context().clearCookies();
  await frame.getByRole('button', { name: 'Log in …', exact: true }).click();
  await frame.getByRole('button', { name: 'Try all modes' }).click();
  await studio.page.getByRole('button', { name: 'Log in' }).dispatchEvent('click');
  await frame.locator('[data-modes=done]').waitFor({ timeout: 120_000 });
  await takeBoth(studio, join(folder, 'grid'));
}

/** The page that is saved of a run. */
async function takeReport(
  { browser, panel }: Studio,
  colorScheme: 'light' | 'dark',
  path: string,
): Promise<void> {
  const button = (name: string) => panel.frame.getByRole('button', { name, exact: true });
  await button('Export').click();
  const html = await downloaded(panel.frame, () => button('Save').click());
  await button('Close').click();
  const page = await browser.open();
  await page.emulateMedia({ colorScheme });
  await page.setContent(html);
  await taken(path, (path) => page.screenshot({ path }));
  await page.close();
}

async function takeAll(studio: Studio, folder: string): Promise<void> {
  const { browser, page, devtools, panel } = studio;
  for (const [theme, colorScheme] of themes) {
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
      ['Redeem …', 'Redeem the code', 'redeem'],
    ] as const) {
      await panel.frame.getByRole('button', { name, exact: true }).click();
      await panel.frame.getByRole('heading', { name: heading, exact: true }).waitFor();
      await taken(join(folder, `${picture}-${colorScheme}.png`), (path) => devtools.screenshot(path));
      await panel.frame.getByRole('button', { name: 'Close', exact: true }).click();
    }
    await takeReport(studio, colorScheme, join(folder, `report-${colorScheme}.png`));
    const popup = await browser.openPopup(page);
    await popup.emulateMedia({ colorScheme });
    await taken(join(folder, `popup-${colorScheme}.png`), (path) => popup.screenshot({ path }));
    await popup.close();
    const options = await browser.openExtensionPage('extension/options/index.html');
    await options.emulateMedia({ colorScheme });
    await options.getByRole('heading', { name: 'Clients' }).waitFor();
    await taken(join(folder, `options-${colorScheme}.png`), (path) => options.screenshot({ path }));
    await options.getByRole('button', { name: 'Register a client' }).click();
    await options.getByLabel('Callback URL', { exact: true }).waitFor();
    await taken(join(folder, `form-${colorScheme}.png`), (path) => options.screenshot({ path }));
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
