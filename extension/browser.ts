/** The one door to the browser's own APIs: the same promises in Chromium and Firefox. */
import browser from 'webextension-polyfill';

export type { Storage, Tabs, WebRequest } from 'webextension-polyfill';
export { browser };

/** Whether this page has a part of the API. A panel in Firefox lacks most, but has their names (Firefox 153). */
export function hasApi(name: 'devtools' | 'notifications' | 'permissions' | 'tabs'): boolean {
  const api: unknown = browser[name];
  return api !== undefined;
}
