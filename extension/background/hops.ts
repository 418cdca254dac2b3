import { parseUrl } from '../../src/host.ts';
import { requestParameters } from '../../src/read/parameters.ts';
import type { ObservationRecord } from '../../src/records.ts';
import type { WebRequest } from '../browser.ts';

/** What led to a callback: a redirect, or a page that posted a form. */
export type Came = Extract<ObservationRecord['saw'], { what: 'redirect' | 'form-post-page' }>;

/** A page as it was answered. */
export interface LoadedPage {
  readonly requestId: string;
  readonly url: string;
  readonly origin: string;
  readonly cacheControl: string | null;
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number;
}

/** What stood in the address bar when a page had loaded. */
export interface Address {
  readonly url: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** How many requests and frames are remembered; what is older has long led where it leads. */
const limit = 200;

/** What the servers answered to navigations, in memory: it is asked for within the same moment or not at all. */
export class Hops {
  /** By request: whether its body may hold a user's credentials. */
  readonly #credentials = new Map<string, boolean>();
  /** By request: its last redirect. */
  readonly #redirects = new Map<string, Came>();
  /** By tab and frame. */
  readonly #pages = new Map<string, LoadedPage>();
  /** By tab. */
  readonly #addresses = new Map<number, Address>();

  /** Notes a navigation. @returns what led to it, as far as it was seen */
  arriving(details: WebRequest.OnBeforeRequestDetailsType): Came | null {
    const { requestId, tabId, frameId, method, requestBody } = details;
    const names = Object.keys(requestBody?.formData ?? {});
    remember(
      this.#credentials,
      requestId,
      names.some((name) => !requestParameters.has(name)),
    );
    const redirect = this.#redirects.get(requestId);
    if (redirect) return redirect;
    const page = this.pageOf(tabId, frameId);
    // The page before need not be the one that posted: where the browser shows nothing of that one, nothing is known.
    if (method !== 'POST' || !page || initiatorOf(details) !== page.origin) return null;
    return { what: 'form-post-page', origin: page.origin, cacheControl: page.cacheControl };
  }

  /** Notes what a server answered to a navigation. */
  answered(details: WebRequest.OnHeadersReceivedDetailsType): void {
    const { requestId, tabId, frameId, url, statusCode: status, timeStamp: at } = details;
    const origin = parseUrl(url)?.origin ?? '';
    if (isRedirect(status)) {
      const credentials = this.#credentials.get(requestId) ?? false;
      remember(this.#redirects, requestId, { what: 'redirect', origin, status, credentials });
    } else {
      const cacheControl = headerOf(details.responseHeaders, 'cache-control');
      remember(this.#pages, `${tabId} ${frameId}`, { requestId, url, origin, cacheControl, at });
    }
  }

  /** Notes that a tab has loaded its page. */
  loaded(tabId: number, address: Address): void {
    remember(this.#addresses, tabId, address);
  }

  /**
   * What stood in the address bar of a tab when it had loaded the page that it holds, and the request of that page.
   * Firefox may tell that a page has loaded before it tells how it was answered.
   */
  addressOf(tabId: number): (Address & Pick<LoadedPage, 'requestId'>) | undefined {
    const page = this.pageOf(tabId, 0);
    const address = this.#addresses.get(tabId);
    if (!page || !address || address.at < page.at) return undefined;
    // It is still that of the page before: a page that has loaded can change its path, but not its origin.
    if (parseUrl(address.url)?.origin !== page.origin) return undefined;
    return { ...address, requestId: page.requestId };
  }

  /**
   * The page that asks for a resource; what loads into a frame is asked for by the page around it. What a page asks for
   * before Chromium (156) has put it in place comes from a frame with a number that no navigation had: it is the tab's.
   */
  pageAsking({
    type,
    tabId,
    frameId,
    parentFrameId,
  }: WebRequest.OnBeforeRequestDetailsType): LoadedPage | undefined {
    return this.pageOf(tabId, type === 'sub_frame' ? parentFrameId : frameId) ?? this.pageOf(tabId, 0);
  }

  /** The page that a frame holds, or is about to. */
  pageOf(tabId: number, frameId: number): LoadedPage | undefined {
    return this.#pages.get(`${tabId} ${frameId}`);
  }
}

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** Writes into a map that remembers the newest alone. */
export function remember<Key, T>(map: Map<Key, T>, key: Key, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}

/** The origin of the page that made a request: Chromium names the origin, Firefox the page. */
export function initiatorOf({
  initiator,
  originUrl,
}: {
  readonly initiator?: string;
  readonly originUrl?: string;
}): string | null {
  return initiator ?? (originUrl === undefined ? null : (parseUrl(originUrl)?.origin ?? null));
}

/** A header's value; several of one name as HTTP joins them (RFC 9110 5.3). */
export function headerOf(headers: WebRequest.HttpHeaders | undefined, name: string): string | null {
  const values = (headers ?? []).filter((header) => header.name.toLowerCase() === name);
  return values.length === 0 ? null : values.map(({ value = '' }) => value).join(', ');
}
