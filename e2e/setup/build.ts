import { resolve } from 'node:path';
import type { BrowserName } from '../browsers/browser.ts';
import { type Ended, run } from './run.ts';

/**
 * Builds the extension for one browser, into `dist/` below a folder with its sources, the repository by default. The
 * same sources give the same bytes, whatever the environment says.
 */
export async function buildFor(
  browser: BrowserName,
  { folder = '.', env = {} }: { folder?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const vite = resolve('node_modules/vite/bin/vite.js');
  const mode = browser === 'firefox' ? ['--mode', 'firefox'] : [];
  const args = [vite, 'build', ...mode, '--logLevel', 'warn'];
  return run(process.execPath, args, { folder, env: { ...env, NODE_ENV: 'production' } });
}
