/** The one door to the browser's own APIs: the same promises in Chromium and Firefox. */
import browser from 'webextension-polyfill';

export type { Storage, Tabs, WebRequest } from 'webextension-polyfill';
export { browser };
