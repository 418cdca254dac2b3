import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { buildFor } from './build.ts';

/** What a zip file says of when its entries were made, in whatever time zone: the earliest that it can. */
const EPOCH = new Date(1980, 0, 1);

/** The files below a folder as a zip archive: the same files give the same bytes, anywhere and at any time. */
export async function zipOf(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Uint8Array]> => [name, await readFile(join(folder, name))]),
  );
  return zipSync(Object.fromEntries(files), { mtime: EPOCH, level: 9 });
}

/** Builds the extension, writes a package for each browser into `out/`, and says so. Returns the exit status. */
export async function pack(): Promise<number> {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  await mkdir('out', { recursive: true });
  for (const browser of ['chromium', 'firefox'] as const) {
    const { status, output } = await buildFor(browser);
    if (status !== 0) {
      console.error(`The build failed:\n${output}`);
      return 1;
    }
    const archive = await zipOf(join('dist', browser));
    const file = join('out', `oauth-response-inspector-${version}-${browser}.zip`);
    await writeFile(file, archive);
    const digest = createHash('sha256').update(archive).digest('hex');
    console.log(`${file}\t${archive.length} bytes\tSHA-256 ${digest}`);
  }
  return 0;
}
