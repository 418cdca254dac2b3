import type { WebRequest } from '../browser.ts';
import { isRedirect, remember } from './hops.ts';

/** How long the navigation that a redirect leads to is waited for, in milliseconds: it is told of at once, or never. */
export const patience = 200;

/** How late it may be told of, in milliseconds, to be that one and not the same place visited once more. */
const latest = 2000;

type Navigation = WebRequest.OnBeforeRequestDetailsType;

/** A redirect, and whether it was taken for a navigation since nothing else told of that one. */
interface Redirect {
  readonly requestId: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  isTaken: boolean;
}

/**
 * Follows redirects to where they lead. Of a navigation that a service worker of the application answers Chromium (156)
 * does not tell, or under another number, where the browser fetches for the service worker meanwhile (navigation preload).
 * What it redirected to is known all the same.
 */
export class Redirects {
  /** When a navigation was last heard of, in milliseconds since 1970: by the browser's number for it, and by its place. */
  readonly #heard = new Map<string, number>();
  /** By the place that they lead to. */
  readonly #redirects = new Map<string, Redirect>();

  /**
   * Notes a navigation, or a further hop of it.
   *
   * @returns the same, under the number of the redirect that led to it; null where that was taken for it before
   */
  arrived(details: Navigation): Navigation | null {
    const { requestId, timeStamp, url } = details;
    const place = placeOf(details, url);
    this.#hear(requestId, timeStamp);
    this.#hear(place, timeStamp);
    const redirect = this.#redirects.get(place);
    if (!redirect || timeStamp < redirect.at || timeStamp > redirect.at + latest) return details;
    this.#redirects.delete(place);
    return redirect.isTaken ? null : { ...details, requestId: redirect.requestId };
  }

  /**
   * Notes a redirect.
   *
   * @param missed told of the navigation that it leads to, if none was heard of within `patience`
   */
  answered(
    details: WebRequest.OnBeforeRedirectDetailsType,
    missed: (next: Navigation) => Promise<void>,
  ): void {
    const { requestId, redirectUrl: url, statusCode, timeStamp: at } = details;
    const place = placeOf(details, url);
    // By the moments, not by the order in which it is told: a background that is just starting is told in any.
    const isFollowed = () => [requestId, place].some((name) => (this.#heard.get(name) ?? 0) >= at);
    // One without a status is the browser's own, as to a service worker (Firefox 153).
    if (!isRedirect(statusCode) || isFollowed()) return;
    const redirect = { requestId, at, isTaken: false };
    remember(this.#redirects, place, redirect);
    setTimeout(() => {
      if (isFollowed()) return;
      redirect.isTaken = true;
      const isKept = statusCode === 307 || statusCode === 308;
      void missed({ ...details, url, method: isKept ? details.method : 'GET' });
    }, patience);
  }

  #hear(name: string, at: number): void {
    remember(this.#heard, name, Math.max(at, this.#heard.get(name) ?? 0));
  }
}

function placeOf(
  { tabId, frameId }: { readonly tabId: number; readonly frameId: number },
  url: string,
): string {
  return `${tabId} ${frameId} ${url}`;
}
