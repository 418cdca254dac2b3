import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How DevTools looks; `default` is its name for light. */
export type Theme = 'default' | 'dark';

/** What the driver must know of the extension it drives, read from its built manifest. */
export interface Extension {
  readonly folder: string;
  readonly serviceWorker: string;
  readonly devtoolsPage: string;
}

/** Makes a folder that goes away with `remove`. */
export async function temporaryFolder(
  name: string,
): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `oauth-inspector-${name}-`));
  // Chromium's helper processes outlive it by a moment and may still write: hence the retries.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}

/** Where DevTools stands: beside the page, or in a window of its own. */
export type Dock = 'right' | 'undocked';

/** How a fresh profile shows DevTools. */
export interface DevToolsLook {
  readonly theme: Theme;
  readonly dock: Dock;
  /** Width beside the page, in pixels. */
  readonly width: number;
}

/**
 * Writes the preferences of a fresh profile. Developer mode is on because without it Chromium disables an unpacked
 * extension the moment it reloads, which allowing it in private windows makes it do.
 */
export async function writePreferences(profile: string, look: DevToolsLook): Promise<void> {
  const devtools = {
    currentDockState: JSON.stringify(look.dock),
    // Of the panels that DevTools may open with, the one that does least: Elements follows every change of the page.
    'panel-selected-tab': JSON.stringify('console'),
    'ui-theme': JSON.stringify(look.theme),
    'inspector-view.split-view-state': JSON.stringify({ vertical: { size: look.width } }),
  };
  const preferences = {
    devtools: { preferences: devtools },
    extensions: { ui: { developer_mode: true } },
  };
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error(`${file} holds no object`);
  return { ...value };
}

/** Reads what the driver needs from the manifest of the built extension in `folder`. */
export async function readExtension(folder: string): Promise<Extension> {
  const manifest = await readJson(join(folder, 'manifest.json'));
  const { background, devtools_page: devtoolsPage } = manifest;
  if (typeof devtoolsPage !== 'string') throw new Error(`${folder}: the manifest names no devtools_page`);
  if (
    typeof background !== 'object' ||
    background === null ||
    !('service_worker' in background) ||
    typeof background.service_worker !== 'string'
  ) {
    throw new Error(`${folder}: the manifest names no service worker`);
  }
  return { folder: resolve(folder), serviceWorker: background.service_worker, devtoolsPage };
}

/**
 * Copies the built extension into `target`, with `patterns` (such as `https://myapp.invalid/*`) among the
 * permissions it is installed with. A headless Chromium cannot show the prompt that would grant them.
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
