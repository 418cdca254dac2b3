import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserName } from '../browsers/browser.ts';
import { readJson } from '../browsers/folders.ts';

/** What a background marks when all its listeners are there. */
export const listening = 'listening';

/** Writes an extension with the permissions of the built one, which listens for navigations and does nothing with them. */
export async function writeEmptyExtension(folder: string, browser: BrowserName): Promise<void> {
  const { permissions, host_permissions } = (await readJson(`dist/${browser}/manifest.json`)) as {
    readonly permissions: readonly string[];
    readonly host_permissions: readonly string[];
  };
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    permissions,
    host_permissions,
    ...(browser === 'firefox'
      ? {
          background: { scripts: ['empty.js'] },
          browser_specific_settings: { gecko: { id: 'empty@example.test' } },
        }
      : { background: { service_worker: 'empty.js', type: 'module' } }),
  };
  const script = `chrome.webRequest.onBeforeRequest.addListener(() => undefined,
  { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] });
performance.mark('${listening}');
`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'empty.js'), script);
}
