import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Theme } from '../browser.ts';
import { readJson } from '../folders.ts';

/** What the driver must know of the extension it drives, read from its built manifest. */
export interface Extension {
  readonly folder: string;
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
  return { folder: resolve(folder), serviceWorker: background.service_worker, devtoolsPage };
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
