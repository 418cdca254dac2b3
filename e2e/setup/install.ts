import { existsSync, readFileSync } from 'node:fs';
import type { BrowserName } from '../browsers/browser.ts';
import { missingForDisplay } from '../browsers/xvfb.ts';
import { findChromium } from './chromium.ts';
import { findFirefox } from './firefox.ts';
import { run, runPackage } from './run.ts';

/** The `ID` of a Linux distribution, such as `debian`; empty elsewhere. */
export function distribution(osRelease: string): string {
  return /^ID="?([^"\n]+)"?$/m.exec(osRelease)?.[1] ?? '';
}

const OS_RELEASE = '/etc/os-release';
const isRoot = process.getuid?.() === 0;
const linux = existsSync(OS_RELEASE) ? distribution(readFileSync(OS_RELEASE, 'utf8')) : '';
const hasApt = isRoot && (linux === 'debian' || linux === 'ubuntu');

async function apt(packages: readonly string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { env });
  const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  if (install.status === 0) return true;
  console.log(`apt-get failed:\n${update.status === 0 ? '' : update.output}${install.output}`);
  return false;
}

async function downloadChromium(): Promise<void> {
  console.log('No Chromium found: downloading one (npx playwright install --no-shell chromium).');
  const { status, output } = await runPackage('playwright/cli.js', ['install', '--no-shell', 'chromium']);
  if (status !== 0) console.log(output);
  if (status !== 0 || !hasApt || (await findChromium())) return;
  console.log('Installing the libraries it needs (npx playwright install-deps chromium).');
  const libraries = await runPackage('playwright/cli.js', ['install-deps', 'chromium']);
  if (libraries.status !== 0) console.log(libraries.output);
}

/** Finds a Chromium, and installs one if there is none; undefined, and said on screen, if that fails. */
async function provideChromium(): Promise<string | undefined> {
  const found = await findChromium();
  if (found) return found;
  if (isRoot && linux === 'debian') {
    console.log('No Chromium found: installing the packages chromium and fonts-dejavu-core (apt-get).');
    await apt(['chromium', 'fonts-dejavu-core']);
  }
  // Elsewhere Playwright's: Ubuntu's package is a snap, which cannot read the extension.
  if ((await findChromium()) === undefined) await downloadChromium();
  const installed = await findChromium();
  if (installed) return installed;
  console.log(
    'There is still no Chromium that starts. Install Chromium, Chrome for Testing or Edge (not Chrome, which ignores\n' +
      '--load-extension), put it on PATH or name it in the variable CHROMIUM, and run the command again.',
  );
  return undefined;
}

/** Finds a Firefox, and installs one if there is none; undefined, and said on screen, if that fails. */
async function provideFirefox(): Promise<string | undefined> {
  const found = await findFirefox();
  if (found) return found;
  if (isRoot && linux === 'debian') {
    console.log('No Firefox found: installing the packages firefox-esr and fonts-dejavu-core (apt-get).');
    await apt(['firefox-esr', 'fonts-dejavu-core']);
  }
  const installed = await findFirefox();
  if (installed) return installed;
  console.log(
    'There is no Firefox that starts. Install Firefox (143 or newer, as people have it: Playwright has only its own),\n' +
      'put it on PATH or name it in the variable FIREFOX, and run the command again.',
  );
  return undefined;
}

/** What one browser is called, the variable that names its file, and how it is found. */
interface Provider {
  readonly browser: BrowserName;
  readonly name: string;
  readonly variable: string;
  provide(): Promise<string | undefined>;
}

export const PROVIDERS: readonly Provider[] = [
  { browser: 'chromium', name: 'Chromium', variable: 'CHROMIUM', provide: provideChromium },
  { browser: 'firefox', name: 'Firefox', variable: 'FIREFOX', provide: provideFirefox },
];

/** Installs what the tests of Chromium's permission prompt need, where that is possible; says so where it is not. */
export async function provideDisplay(): Promise<void> {
  const missing = missingForDisplay();
  if (missing.length === 0) return;
  if (hasApt) {
    console.log(
      'Installing the packages xvfb and xdotool (apt-get): the permission prompt of Chromium needs a display.',
    );
    await apt(['xvfb', 'xdotool']);
  }
  const still = missingForDisplay();
  if (still.length === 0) return;
  console.log(
    `Without ${still.join(' and ')} the tests of Chromium's question for access are skipped (Linux only has them).`,
  );
}
