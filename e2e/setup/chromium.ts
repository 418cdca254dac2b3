import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { chromium } from 'playwright';
import { onPath, run } from './run.ts';

// Never branded Chrome: from 137 on it ignores --load-extension.
const NAMES = ['chromium', 'chromium-browser', 'chrome-for-testing', 'microsoft-edge', 'msedge'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Ubuntu's `chromium` is a door to a snap, which may read neither a profile in the temporary folder nor an
 * extension in a hidden one.
 */
function isSnap(file: string): boolean {
  if (realpathSync(file).endsWith('/snap')) return true;
  const start = readFileSync(file).subarray(0, 10_000).toString('latin1');
  return file.startsWith('/snap/') || (start.startsWith('#!') && start.includes('/snap/bin/'));
}

/** Why the browser at `file` cannot be used, or undefined if it can. */
async function objection(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return 'there is no such file';
  if (isSnap(file)) return 'it is a snap, which cannot read the extension';
  // On Windows --version opens a window instead of printing.
  if (process.platform === 'win32') return undefined;
  const { status, output } = await run(file, ['--version']);
  if (status !== 0) return `it does not start: ${output.trim().split('\n')[0] ?? ''}`;
  return /^Google Chrome \d/m.test(output)
    ? 'branded Chrome ignores --load-extension since 137: use Chromium, Chrome for Testing or Edge'
    : undefined;
}

/**
 * The Chromium to test with: the one the variable CHROMIUM names, else Playwright's own, else one on this machine;
 * undefined if there is none. Throws if CHROMIUM names one that cannot be used.
 */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env['CHROMIUM'];
  if (named) {
    const why = await objection(named);
    if (why) throw new Error(`CHROMIUM is ${named}, but ${why}`);
    return named;
  }
  const candidates = [chromium.executablePath(), ...NAMES.map(onPath), ...PLACES];
  for (const file of candidates) {
    if (file && existsSync(file) && (await objection(file)) === undefined) return file;
  }
  return undefined;
}
