import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder in which temporary ones are made: the system's, unless whoever runs the tests made one. */
export const SCRATCH = 'OAUTH_INSPECTOR_SCRATCH';

/** Makes a folder that goes away with `remove`. */
export async function temporaryFolder(
  name: string,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(process.env[SCRATCH] ?? tmpdir(), `oauth-inspector-${name}-`));
  // A browser's helper processes outlive it by a moment and may still write: hence the retries.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
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
