import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFor } from './build.ts';
import { zipOf } from './pack.ts';

/** What the extension is made of. */
const sources = [
  'extension',
  'src',
  'public',
  'manifest.json',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'e2e/setup/aes-tables.ts',
  'e2e/setup/public-suffixes.ts',
];

interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
}

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'oauth-inspector-pack-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Builds for a browser in a folder of its own, and gives the package. */
async function packIn(folder: string, browser: 'chromium' | 'firefox', TZ: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    ...sources.map((source) => cp(source, join(folder, source), { recursive: true })),
    symlink(resolve('node_modules'), join(folder, 'node_modules')),
  ]);
  const { status, output } = await buildFor(browser, { folder, env: { TZ } });
  expect(status, output).toBe(0);
  return await zipOf(join(folder, 'dist', browser));
}

/** The package of what was built: of the builds that this run has made of these sources, or else of one made here. */
async function packBuilt(browser: 'chromium' | 'firefox'): Promise<Uint8Array> {
  const built = process.env['BUILT'];
  return built === undefined
    ? await packIn(join(scratch, browser, 'a'), browser, 'Asia/Tokyo')
    : await zipOf(join(built, browser));
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each(['chromium', 'firefox'] as const)('the package for %s', (browser) => {
  test('is the same to the byte wherever it is built, and names the licence of all that is in it', async () => {
    const one = await packBuilt(browser);
    // A time zone that no machine is in.
    const other = await packIn(join(scratch, browser, 'a-longer-name', 'b'), browser, 'Etc/GMT+12');
    expect(digest(one)).toBe(digest(other));
    const files = unzipSync(one);
    expect(Object.keys(files)).toEqual(expect.arrayContaining(['manifest.json', 'public-suffix-list.md']));
    const licences = new TextDecoder().decode(files['licenses.md']);
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as PackageJson;
    for (const [name, version] of Object.entries(dependencies))
      expect(licences).toMatch(new RegExp(`^## ${name} - ${version} \\(.+\\)$`, 'm'));
  });

  test('has the manifest of the sources, without a door or a power that the build added', async () => {
    const read = (text: string): object => JSON.parse(text);
    const files = unzipSync(await packBuilt(browser));
    const own = read(await readFile('manifest.json', 'utf8'));
    const other = browser === 'chromium' ? 'browser_specific_settings' : 'minimum_chrome_version';
    const { background, ...packed } = {
      background: null,
      ...read(new TextDecoder().decode(files['manifest.json'])),
    };
    const loader = 'service-worker-loader.js';
    expect({ ...packed, background: null, [other]: null }).toEqual({
      ...own,
      background: null,
      [other]: null,
    });
    expect(background).toEqual(
      browser === 'chromium'
        ? { service_worker: loader, type: 'module' }
        : { scripts: [loader], type: 'module' },
    );
  });
});

test('a package holds the files below a folder, and another byte makes another package', async () => {
  const folder = join(scratch, 'files');
  await mkdir(join(folder, 'b'), { recursive: true });
  await writeFile(join(folder, 'b', 'c.txt'), 'c');
  await writeFile(join(folder, 'a.txt'), 'a');
  const before = await zipOf(folder);
  expect(Object.keys(unzipSync(before))).toEqual(['a.txt', 'b/c.txt']);
  await writeFile(join(folder, 'a.txt'), await readFile(join(folder, 'b', 'c.txt')));
  expect(digest(await zipOf(folder))).not.toBe(digest(before));
});
