import { browser } from '../browser.ts';

const ruleId = 1;

/**
 * Takes the `Origin` off what the extension's own pages send: a server takes a token request or a pushed request with
 * one for that of a script in a page, and refuses it where the client is registered for none (Fetch 3.1; RFC 9700 2.6).
 * It would also tell the server the extension's id. No other request has the extension as its initiator. The rule is
 * the browser's until it closes; it applies only where access was granted.
 */
export async function sendWithoutOrigin(): Promise<void> {
  const { hostname } = new URL(browser.runtime.getURL(''));
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [ruleId],
    addRules: [
      {
        id: ruleId,
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
