import { browser, hasApi } from './browser.ts';

/** The rule that stands where a page cannot make one for itself. */
const standing = 1;

/**
 * Posts something without the `Origin` that the extension's own pages send: a server takes a token request or a pushed
 * request with one for that of a script in a page, and refuses it where the client is registered for none (Fetch 3.1;
 * RFC 9700 2.6). It would also tell the server the extension's id. No other request has the extension as its initiator,
 * and the rule applies only where access was granted.
 *
 * It stands no longer than it takes: as long as there is a rule that changes headers, a browser leads every request of
 * every page past it (a tenth of the time that a page takes to load, measured in Chromium 156).
 */
export async function withoutOrigin<T>(post: () => Promise<T>): Promise<T> {
  if (!hasApi('declarativeNetRequest')) return await post();
  // Two pages may post at once.
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const id = standing + 1 + (random >>> 2);
  await addRule(id);
  try {
    return await post();
  } finally {
    // What was posted was posted, whatever becomes of the rule.
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] }).catch(() => undefined);
  }
}

/**
 * Firefox's panel cannot make a rule: there one stands until the browser closes. To be called by the background, which is
 * a page in Firefox and a worker elsewhere.
 */
export async function sendWithoutOrigin(): Promise<void> {
  if ('localStorage' in globalThis) await addRule(standing);
}

async function addRule(id: number): Promise<void> {
  const { hostname } = new URL(browser.runtime.getURL(''));
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [id],
    addRules: [
      {
        id,
        action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
        condition: {
          initiatorDomains: [hostname],
          requestMethods: ['post'],
          resourceTypes: ['xmlhttprequest'],
        },
      },
    ],
  });
}
