import { existsSync } from 'node:fs';
import { onPath, run } from './run.ts';

const NAMES = ['firefox-esr', 'firefox', 'firefox-developer-edition'];
const PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** Why the browser at `file` cannot be used, or undefined if it can. */
async function objection(file: string): Promise<string | undefined> {
  if (!existsSync(file)) return 'there is no such file';
  // On Windows --version opens a window instead of printing.
  if (process.platform === 'win32') return undefined;
  const { status, output } = await run(file, ['--version']);
  return status === 0 ? undefined : `it does not start: ${output.trim().split('\n')[0] ?? ''}`;
}

/**
 * The Firefox to test with: the one the variable FIREFOX names, else one on this machine; undefined if there is none.
 * Playwright's own is another browser than the one people have. Throws if FIREFOX names one that cannot be used.
 */
export async function findFirefox(): Promise<string | undefined> {
  const named = process.env['FIREFOX'];
  if (named) {
    const why = await objection(named);
    if (why) throw new Error(`FIREFOX is ${named}, but ${why}`);
    return named;
  }
  for (const file of [...NAMES.map(onPath), ...PLACES]) {
    if (file && (await objection(file)) === undefined) return file;
  }
  return undefined;
}
