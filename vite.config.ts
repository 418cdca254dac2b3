import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  plugins: [crx({ manifest: { ...manifest, manifest_version: 3 }, browser: 'chrome' })],
  build: {
    outDir: 'dist/chromium',
    emptyOutDir: true,
    target: 'es2023',
    // Else `light-dark()` is rewritten for browsers that the manifest refuses anyway.
    cssTarget: 'chrome130',
    modulePreload: false,
    // The manifest names every page but the panel, which the devtools page creates.
    rolldownOptions: { input: { panel: 'extension/panel/index.html' } },
  },
});
