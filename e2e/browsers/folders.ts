import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for the time being. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
  /** From now on it goes away with this process at the latest, after what was to be done at the exit before. */
  removeAtExit(): void;
}

/** Makes a folder that goes away with `remove`. */
export async function temporaryFolder(name: string): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), `oauth-inspector-${name}-`));
  // A browser's helper processes outlive it by a moment and may still write: hence the retries.
  const options = { recursive: true, force: true, maxRetries: 10 };
  const removeNow = (): void => rmSync(path, options);
  return {
    path,
    async remove() {
      process.off('exit', removeNow);
      await rm(path, options);
    },
    removeAtExit: () => void process.on('exit', removeNow),
  };
}

/** The object in a JSON file. */
export async function readJson(file: string): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${file} holds no object`);
  return { ...value };
}

/**
 * Copies the built extension into `target`, with `patterns` (such as `https://myapp.invalid/*`) among the
 * permissions it is installed with.
 */
export async function copyWithHosts(
  folder: string,
  target: string,
  patterns: readonly string[],
): Promise<void> {
  await cp(folder, target, { recursive: true });
  const file = join(target, 'manifest.json');
  const manifest = await readJson(file);
  const declared = manifest['host_permissions'];
  const hosts: unknown[] = Array.isArray(declared) ? declared : [];
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: [...hosts, ...patterns] }));
}
