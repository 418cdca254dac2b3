import { createHash } from 'node:crypto';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Theme } from '../browser.ts';
import { readJson } from '../folders.ts';

/** What the driver must know of the extension it drives, read from its built manifest. */
export interface Extension {
  readonly folder: string;
  readonly id: string;
  readonly serviceWorker: string;
  readonly devtoolsPage: string;
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
  const path = await realpath(folder);
  return { folder: path, id: idOf(path), serviceWorker: background.service_worker, devtoolsPage };
}

/** Chromium names an unpacked extension by the SHA-256 of its path: half of it, in the letters from a to p. */
function idOf(path: string): string {
  const half = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...half].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
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
 * Writes the preferences of a fresh profile. Developer mode is on, as it is for whoever loads an unpacked extension. What
 * is allowed in private windows is so from the start: to allow it later reloads it, and a worker that is just starting
 * then is refused by every API for good ("No SW", Chromium 156).
 *
 * @param allowed the ids of the extensions that are allowed in private windows
 */
export async function writePreferences(
  profile: string,
  look: DevToolsLook,
  allowed: readonly string[],
): Promise<void> {
  const devtools = {
    currentDockState: JSON.stringify(look.dock),
    // Of the panels that DevTools may open with, the one that does least: Elements follows every change of the page.
    'panel-selected-tab': JSON.stringify('console'),
    'ui-theme': JSON.stringify(look.theme),
    'inspector-view.split-view-state': JSON.stringify({ vertical: { size: look.width } }),
  };
  const preferences = {
    devtools: { preferences: devtools },
    extensions: {
      ui: { developer_mode: true },
      settings: Object.fromEntries(allowed.map((id) => [id, { incognito: true }])),
    },
  };
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}
