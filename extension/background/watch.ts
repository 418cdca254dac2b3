import { type Client, isAuthorizationEndpointOf, isCallbackOf } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';
import { isManaged } from '../../src/managed.ts';
import { knownFields, requestParameters, responseParameters } from '../../src/read/parameters.ts';
import { isRequest } from '../../src/read/request.ts';
import { isResponse } from '../../src/read/response.ts';
import {
  type RequestRecord,
  type ResponseRecord,
  formLimit,
  recordKey,
  urlLimit,
} from '../../src/records.ts';
import { type WebRequest, browser } from '../browser.ts';
import { hasAccess } from '../issuer.ts';
import { latePolicy } from '../store.ts';
import { isPaused, watchedClients } from './clients.ts';
import { makeIds } from './ids.ts';
import { keep } from './keep.ts';
import type { Came } from './hops.ts';
import type { LeakWatch } from './observe.ts';
import { Redirects } from './redirects.ts';
import { askTab, noteTab } from './tabs.ts';
import { watchServiceWorkers } from './worker-posts.ts';

/**
 * Hears every navigation on the origins that are granted, and keeps those to a registered callback or authorization
 * endpoint. Everything else is dropped and stored nowhere. Must be called in the worker's first tick: an event that
 * wakes the worker is lost on a listener registered later.
 *
 * @param leaving told of each tab that leaves for another page
 * @returns what is to be told of the records, after the first read and after every change
 */
export function watchNavigations(
  leaks: LeakWatch,
  leaving: (tabId: number) => void,
): ReturnType<typeof watchServiceWorkers> {
  browser.webRequest.onBeforeRequest.addListener(
    (details) => {
      if (details.tabId < 0 && !isOfClosingTab(details)) return;
      if (details.type === 'main_frame') leaving(details.tabId);
      const navigation = redirects.arrived(details);
      if (navigation) heard(navigation, nextId(details.timeStamp), leaks);
    },
    navigations,
    ['requestBody'],
  );
  browser.webRequest.onBeforeRedirect.addListener((details) => {
    // Named now: that is when it came.
    const id = nextId(details.timeStamp);
    if (details.tabId < 0) return;
    redirects.answered(details, async (next) => {
      // The server's origin is granted, which says nothing of where it redirects to.
      if (await hasAccess(next.url)) heard(next, id, leaks);
    });
  }, navigations);
  return watchServiceWorkers(({ timeStamp }) => {
    const id = nextId(timeStamp);
    return (navigation) => heard(navigation, id, leaks);
  });
}

/** The browser narrows this to what is granted. `<all_urls>` would also hear the extension's own pages. */
const navigations: WebRequest.RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame'],
};
const redirects = new Redirects();

/**
 * Firefox (153) names no tab where a navigation begins while its tab is closing. All of these count as one tab's, which is
 * no private one: what is not known to be of a normal window is dropped. So is what it tells of once more, as asked for by
 * itself: what the browser fetches for a service worker.
 */
function isOfClosingTab({ url, incognito, originUrl }: Details): boolean {
  return incognito === false && originUrl !== url;
}

const nextId = makeIds(crypto.randomUUID().slice(0, 4));

function heard(details: Details, id: string, leaks: LeakWatch): void {
  void askTab(details.tabId, details.timeStamp, details.incognito);
  void record(details, id, leaks.arriving(details), leaks);
}

type Details = WebRequest.OnBeforeRequestDetailsType;

async function record(details: Details, id: string, came: Came | null, leaks: LeakWatch): Promise<void> {
  const url = parseUrl(details.url);
  if (!url) return;
  const policy = latePolicy();
  const pausing = policy && isPaused();
  if (await keepIfOurs(details, url, id, came, await watchedClients(), leaks)) return;
  if (!policy || (await pausing)) return;
  // It may be that of a client which the policy brings. What was registered meanwhile was not when it came.
  await policy;
  const rolledOut = (await watchedClients()).filter(isManaged);
  await keepIfOurs(details, url, id, came, rolledOut, leaks);
}

/** Keeps what is a request or a response of one of these clients. @returns whether it is */
async function keepIfOurs(
  details: Details,
  url: URL,
  id: string,
  came: Came | null,
  clients: readonly Client[],
  leaks: LeakWatch,
): Promise<boolean> {
  const called = clients.filter((client) => isCallbackOf(client, url));
  const asked = clients.filter((client) => isAuthorizationEndpointOf(client, url));

  const response: ResponseRecord = {
    kind: 'response',
    ...describe(details, id, called, responseParameters),
    issuers: [...new Set(clients.map(({ issuer }) => issuer))],
  };
  const request: RequestRecord = { kind: 'request', ...describe(details, id, asked, requestParameters) };
  // A body that is no form cannot be read, but that something was posted to a callback is a finding.
  const isPosted = details.requestBody?.raw !== undefined && details.method === 'POST';
  if (called.length > 0 && (isResponse(response) || isPosted)) {
    leaks.responded(response, called, came);
    await keepWith(called, recordKey.response(response), response);
  }
  if (asked.length > 0 && isRequest(request)) await keepWith(asked, recordKey.request(request), request);
  return called.length + asked.length > 0;
}

/** A record and the clients it is judged against are written in one go, before anything else happens. */
async function keepWith(
  clients: readonly Client[],
  key: string,
  value: RequestRecord | ResponseRecord,
): Promise<void> {
  const asTheyWere = clients.map((client) => [recordKey.client(client.revision), client] as const);
  await keep({ [key]: value, ...Object.fromEntries(asTheyWere) });
  await noteTab(value.tabId, value.at);
}

function describe(details: Details, id: string, clients: readonly Client[], known: ReadonlySet<string>) {
  const form = details.requestBody?.formData;
  const body = form ? knownFields(form, known, formLimit) : null;
  return {
    id,
    at: details.timeStamp,
    requestId: details.requestId,
    tabId: details.tabId,
    frameId: details.frameId,
    type: details.type === 'sub_frame' ? ('sub_frame' as const) : ('main_frame' as const),
    method: details.method,
    url: details.url.slice(0, urlLimit),
    urlLength: details.url.length,
    form: body?.fields ?? null,
    formLeftOut: body?.leftOut ?? 0,
    formCut: body?.isCut ?? false,
    clients: clients.map(({ revision }) => revision),
  };
}
