import { isCallbackOf } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';
import { type RecordSet, exchangesOf } from '../../src/recordset.ts';
import type { RequestRecord } from '../../src/records.ts';
import { type WebRequest, browser } from '../browser.ts';
import { watchedClients } from './clients.ts';
import { onlyWhileNeeded } from './needed.ts';
import { mayHaveBeenPrivate } from './private-windows.ts';

/** For how long an authorization request may wait for its response to be heard this way, in milliseconds. */
const patience = 600_000;

type Posted = WebRequest.OnBeforeRequestDetailsType;

const event = {
  addListener: (listener: (details: Posted) => undefined) =>
    browser.webRequest.onBeforeRequest.addListener(
      listener,
      { urls: ['http://*/*', 'https://*/*'], types: ['xmlhttprequest'] },
      ['requestBody'],
    ),
  removeListener: (listener: (details: Posted) => undefined) =>
    browser.webRequest.onBeforeRequest.removeListener(listener),
};

/** Whether the background is a service worker, which it is in Chromium alone. */
const isWorker = !('document' in globalThis);

/**
 * Hears of forms that are posted to a callback and that a service worker of the application fetches for its page: Chromium
 * (156) tells of those as of something that the service worker asked for, which belongs to no tab. The tab is taken to be
 * that of the newest authorization request of the client that waits. Where a private window may be open that could be
 * another one's, and nothing is heard. Must be called in the worker's first tick.
 *
 * @param posted told of each, at once; what it gives is called with the navigation that it was, if that can be told
 */
export function watchServiceWorkers(posted: (details: Posted) => (navigation: Posted) => void): {
  follow(set: RecordSet): void;
} {
  let ready: (set: RecordSet) => void = () => undefined;
  const first = new Promise<RecordSet>((resolve) => (ready = resolve));
  const listener = (details: Posted): undefined => {
    if (details.tabId >= 0 || details.frameId >= 0 || details.method !== 'POST') return;
    const tell = posted(details);
    void first.then(async (set) => {
      const request = await waitingFor(details, set);
      if (!request || (await mayHaveBeenPrivate(details.timeStamp))) return;
      const { tabId, frameId, type } = request;
      tell({ ...details, tabId, frameId, type });
    });
  };
  const hearing = isWorker ? onlyWhileNeeded(event, listener) : null;
  return {
    follow(set) {
      ready(set);
      hearing?.need(exchangesOf(set).waiting.some(({ at }) => at > Date.now() - patience));
    },
  };
}

/** The newest request that waits of a client at whose callback something was posted. */
async function waitingFor({ url, timeStamp }: Posted, set: RecordSet): Promise<RequestRecord | undefined> {
  const called = parseUrl(url);
  const clients = called ? (await watchedClients()).filter((client) => isCallbackOf(client, called)) : [];
  const revisions = new Set(clients.map(({ revision }) => revision));
  return exchangesOf(set).waiting.findLast(
    ({ at, clients: own }) => at <= timeStamp && own.some((revision) => revisions.has(revision)),
  );
}
