import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

test('the manifest asks for no more than this; whoever adds to it says why in SECURITY.md', () => {
  const { permissions, optional_permissions, host_permissions, optional_host_permissions } = manifest;
  expect({ permissions, optional_permissions, host_permissions, optional_host_permissions }).toEqual({
    permissions: ['storage', 'webRequest', 'declarativeNetRequestWithHostAccess'],
    optional_permissions: ['notifications'],
    host_permissions: ['*://localhost/*', '*://*.localhost/*', '*://127.0.0.1/*', '*://[::1]/*'],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
  });
});

test('no page of the web reaches in, and none of its own runs what it did not bring along', () => {
  for (const door of ['content_scripts', 'externally_connectable', 'web_accessible_resources', 'sandbox'])
    expect(manifest).not.toHaveProperty(door);
  expect(manifest.content_security_policy.extension_pages.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    'connect-src http: https:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
