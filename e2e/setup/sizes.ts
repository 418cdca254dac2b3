import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import { zipOf } from './pack.ts';

/** Bytes as they are, and compressed: of a file by `gzip -9`, of the package as the zip that it is. */
export interface Size {
  readonly raw: number;
  readonly gzip: number;
}

/** One part of the extension as built. */
export interface Part extends Size {
  /** What it is made of, largest first. */
  readonly files: readonly (Size & { readonly name: string })[];
}

/**
 * What a build weighs: `background`, each page by the name of its folder, and `package`. A page is its HTML with
 * everything that this loads before anything runs; what is imported later, by `import()`, is no part of it.
 *
 * @param folder such as `dist/chromium`
 */
export async function sizesOf(folder: string): Promise<ReadonlyMap<string, Part>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      posix.join(parentPath.slice(folder.length + 1).replaceAll('\\', '/'), name),
    );
  const files = new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(folder, name))]),
    ),
  );
  const pages = names.flatMap((name) => {
    const page = /^extension\/([^/]+)\/index\.html$/.exec(name)?.[1];
    return page === undefined ? [] : [[page, partOf(files, name)] as const];
  });
  const whole = weigh([...files]);
  const zip = await zipOf(folder);
  return new Map([
    ['background', partOf(files, backgroundIn(files))],
    ...pages,
    ['package', { ...whole, gzip: zip.length }],
  ]);
}

function backgroundIn(files: ReadonlyMap<string, Buffer>): string {
  const { background } = JSON.parse(String(files.get('manifest.json'))) as {
    readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] };
  };
  return background.service_worker ?? background.scripts?.[0] ?? '';
}

/** A file with all that it loads at once. */
function partOf(files: ReadonlyMap<string, Buffer>, first: string): Part {
  const found = new Map<string, Buffer>();
  const add = (name: string) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`${first} loads ${name}, which is not there`);
    if (found.has(name)) return;
    found.set(name, bytes);
    for (const other of loadedBy(name, String(bytes)))
      add(other.startsWith('/') ? other.slice(1) : posix.join(posix.dirname(name), other));
  };
  add(first);
  return weigh([...found]);
}

function loadedBy(name: string, text: string): string[] {
  if (name.endsWith('.html'))
    return [...text.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url);
  if (!name.endsWith('.js')) return [];
  const { module } = parseSync(name, text);
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
}

function weigh(files: readonly (readonly [string, Buffer])[]): Part {
  const weighed = files
    .map(([name, bytes]) => ({ name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length }))
    .toSorted((a, b) => b.gzip - a.gzip);
  const sum = (of: keyof Size) => weighed.reduce((total, file) => total + file[of], 0);
  return { raw: sum('raw'), gzip: sum('gzip'), files: weighed };
}
