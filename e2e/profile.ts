import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from './browsers/browser.ts';

/** Ends every process of the browser at once, as a crash does: none of them can finish anything. */
export async function kill(browser: Browser, profile: string): Promise<void> {
  await promisify(execFile)('pkill', ['-KILL', '-f', profile]);
  // What is left of it on this side. Playwright may wait for ever for answers of a Firefox that was killed.
  void browser.close().catch(() => undefined);
}

/**
 * Which files of a profile hold something of a secret, in either way that a browser writes text. It is looked for in
 * short pieces: Firefox's database compresses what it holds, and of text in two bytes a character it leaves out each two
 * characters that it has written before.
 *
 * @returns paths; throws where there is no profile to speak of
 */
export async function filesWith(profile: string, secret: string): Promise<string[]> {
  const planted = secret.match(/.{8}/g) ?? [];
  if (planted.length === 0) throw new RangeError(`too short to be looked for: ${secret}`);
  const needles = planted.flatMap((piece) => [Buffer.from(piece), Buffer.from(piece, 'utf16le')]);
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length < 20) throw new Error(`${profile} holds only ${files.length} files`);
  const found = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file).catch(nothingIfGone);
      return needles.some((needle) => bytes.includes(needle)) ? [file] : [];
    }),
  );
  return found.flat();
}

/** The browser's helpers end after it, and take away what they wrote. */
function nothingIfGone(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}
