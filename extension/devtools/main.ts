import { browser } from '../browser.ts';

// With a leading slash: Firefox resolves these against this page, Chromium against the extension's root.
void browser.devtools.panels.create('OAuth', '/icon-32.png', '/extension/panel/index.html');
