import type { Client } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';
import { isAmong } from '../../src/party.ts';
import { parametersIn } from '../../src/read/traces.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { type ObservationRecord, type ResponseRecord, urlLimit } from '../../src/records.ts';
import { type Tabs, type WebRequest, browser } from '../browser.ts';
import { onWatchedChanged, watchedClients } from './clients.ts';
import { type Came, Hops, headerOf, initiatorOf } from './hops.ts';
import { onlyWhileNeeded } from './needed.ts';
import { type Watched, WatchedResponses } from './watched.ts';

/** What is told of navigations to whoever watches for leaks. */
export interface LeakWatch {
  /** To be called within the event. @returns what led to the URL, as far as it was seen */
  arriving(details: WebRequest.OnBeforeRequestDetailsType): Came | null;
  /** A response is about to be stored. */
  responded(response: ResponseRecord, clients: readonly Client[], came: Came | null): void;
  /** The records, after the first read and after every change. */
  follow(set: RecordSet): void;
}

type Saw = ObservationRecord['saw'];

/** What was heard, and is to be held against each response that had come by then. */
interface Heard {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly each: (one: Watched) => void;
}

/**
 * How much of what was heard last is remembered. A background that is just starting may be told of what followed a
 * response before it is told of the response: Firefox (153) tells each listener of all that it missed at once.
 */
const heardLimit = 500;

/** What a page loads; a request that its own script makes is not a resource of the page. */
const resources: ReadonlySet<string> = new Set([
  'image',
  'script',
  'stylesheet',
  'font',
  'media',
  'object',
  'sub_frame',
  'ping',
  'beacon',
]);

const everything = { urls: ['http://*/*', 'https://*/*'] };

/**
 * Looks out for responses that leak (RFC 9700 4.2), for the clients that want it: hears every request on the origins
 * that are granted, and keeps of them which parameter turned up where. Where no client wants it, nothing is heard.
 * Must be called in the worker's first tick, after `followClients`.
 */
export function watchForLeaks(): LeakWatch {
  const hops = new Hops();
  const watched = new WatchedResponses();
  let ready = () => {};
  const read = new Promise<void>((resolve) => (ready = resolve));
  let isWanted = true;
  const heard: Heard[] = [];

  /** Calls back with each response that had come by then. After a start the stored ones are read first. */
  const look = async (at: number, each: (one: Watched) => void) => {
    heard.push({ at, each });
    if (heard.length > heardLimit) heard.shift();
    await Promise.all([read, watchedClients()]);
    watched.at(at).forEach(each);
  };

  const requested = (details: WebRequest.OnBeforeRequestDetailsType): undefined => {
    const { tabId, timeStamp } = details;
    const url = parseUrl(details.url.slice(0, urlLimit));
    if (tabId < 0 || !url) return;
    const page = resources.has(details.type) ? hops.pageAsking(details) : undefined;
    const code = redeemedCode(details);
    const { origin } = url;
    void look(timeStamp, (one) => {
      const note = (saw: Saw) => void watched.note(one, saw, timeStamp, tabId);
      if (code && one.traces.some(({ parameter, value }) => parameter === 'code' && value === code))
        note({ what: 'redeemed', origin });
      if (isAmong(one.parties, url)) return;
      if (page && isPageOf(page, one) && initiatorOf(details) === page.origin)
        note({ what: 'third-party', origin });
      for (const parameter of parametersIn(url.href, one.traces))
        note({ what: 'forwarded', origin, parameter });
    });
  };

  const sent = ({ tabId, timeStamp, url: text, requestHeaders }: WebRequest.OnSendHeadersDetailsType) => {
    const referrer = headerOf(requestHeaders, 'referer')?.slice(0, urlLimit);
    const url = parseUrl(text);
    if (tabId < 0 || !url || !referrer) return;
    void look(timeStamp, (one) => {
      if (isAmong(one.parties, url)) return;
      for (const parameter of parametersIn(referrer, one.traces))
        void watched.note(one, { what: 'referrer', origin: url.origin, parameter }, timeStamp, tabId);
    });
  };

  const answered = (details: WebRequest.OnHeadersReceivedDetailsType): undefined => {
    const { tabId, timeStamp, statusCode: status, responseHeaders } = details;
    if (tabId < 0) return;
    hops.answered(details);
    readAddress(tabId);
    const referrerPolicy = headerOf(responseHeaders, 'referrer-policy');
    void look(timeStamp, (one) => {
      if (isPageOf(details, one))
        void watched.note(one, { what: 'callback-page', status, referrerPolicy }, timeStamp, tabId);
    });
  };

  const changed = (tabId: number, { status }: Tabs.OnUpdatedChangeInfoType, { url }: Tabs.Tab) => {
    if (status !== 'complete' || url === undefined) return;
    hops.loaded(tabId, { url, at: Date.now() });
    readAddress(tabId);
  };

  /** Notes what stays in the address bar, as soon as both the page's answer and its end are known. */
  const readAddress = (tabId: number) => {
    const address = hops.addressOf(tabId);
    if (!address) return;
    const { requestId, url, at } = address;
    void look(at, (one) => {
      // A callback that redirects on is answered under the same id as the page it leads to.
      if (one.response.requestId !== requestId || one.response.tabId !== tabId) return;
      void watched.note(one, { what: 'address', parameters: parametersIn(url, one.traces) }, at, tabId);
    });
  };

  const listening = [
    onlyWhileNeeded(requestEvent, requested, 'leaks'),
    onlyWhileNeeded(headersSentEvent, sent, 'leaks'),
    onlyWhileNeeded(answerEvent, answered, 'leaks'),
    onlyWhileNeeded(browser.tabs.onUpdated, changed, 'leaks'),
  ];
  const listenAsWanted = async () => {
    const reading = watchedClients();
    const clients = await reading;
    // They have changed meanwhile: whoever asked after the change goes on.
    if (reading !== watchedClients()) return;
    isWanted = clients.some(({ watch_for_leaks }) => watch_for_leaks);
    for (const one of listening) one.need(isWanted);
  };
  onWatchedChanged(() => void listenAsWanted());
  void listenAsWanted();

  return {
    arriving: (details) => (isWanted ? hops.arriving(details) : null),
    responded(response, clients, came) {
      watched.add(response, clients);
      const { id, at, tabId } = response;
      const own = watched.at(at).find((one) => one.response.id === id);
      if (!own) return;
      if (came) void watched.note(own, came, at, tabId);
      for (const later of heard.filter((one) => one.at >= at)) later.each(own);
    },
    follow(set) {
      watched.follow(set);
      ready();
    },
  };
}

type RequestListener = (details: WebRequest.OnBeforeRequestDetailsType) => undefined;
const requestEvent = {
  addListener: (listener: RequestListener) =>
    browser.webRequest.onBeforeRequest.addListener(listener, everything, ['requestBody']),
  removeListener: (listener: RequestListener) => browser.webRequest.onBeforeRequest.removeListener(listener),
};

type SentListener = (details: WebRequest.OnSendHeadersDetailsType) => void;
const headersSentEvent = {
  addListener(listener: SentListener) {
    const { onSendHeaders } = browser.webRequest;
    try {
      // Chromium shows the Referer only with this; Firefox knows no such option, shows it anyway, and throws.
      onSendHeaders.addListener(listener, everything, ['requestHeaders', 'extraHeaders']);
    } catch {
      onSendHeaders.addListener(listener, everything, ['requestHeaders']);
    }
  },
  removeListener: (listener: SentListener) => browser.webRequest.onSendHeaders.removeListener(listener),
};

type AnswerListener = (details: WebRequest.OnHeadersReceivedDetailsType) => undefined;
const answerEvent = {
  addListener: (listener: AnswerListener) =>
    browser.webRequest.onHeadersReceived.addListener(
      listener,
      { ...everything, types: ['main_frame', 'sub_frame'] },
      ['responseHeaders'],
    ),
  removeListener: (listener: AnswerListener) => browser.webRequest.onHeadersReceived.removeListener(listener),
};

/** Whether a page or an answer is that of a response's own URL. */
function isPageOf({ requestId, url }: { requestId: string; url: string }, { response }: Watched): boolean {
  return response.requestId === requestId && response.url === url.slice(0, urlLimit);
}

/** The code in a token request (RFC 6749 4.1.3) that a page makes itself. */
function redeemedCode({ method, requestBody }: WebRequest.OnBeforeRequestDetailsType): string | null {
  if (method !== 'POST' || !requestBody?.formData) return null;
  const form = new Map(Object.entries(requestBody.formData).map(([name, values]) => [name, [values].flat()]));
  const [grant] = form.get('grant_type') ?? [];
  const [code = null] = form.get('code') ?? [];
  return grant === 'authorization_code' ? code : null;
}
