import { type Client, isAuthorizationEndpointOf, isCallbackOf } from '../client.ts';
import { parseUrl } from '../host.ts';
import { knownFields, requestParameters, responseParameters } from '../read/parameters.ts';
import { isRequest } from '../read/request.ts';
import { isResponse } from '../read/response.ts';
import {
  type Field,
  type RequestRecord,
  type ResponseRecord,
  captureId,
  formLimit,
  urlLimit,
} from '../records.ts';

/** One navigation, as a file or a tester tells of it. */
export interface Navigation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Fragment included. */
  readonly url: string;
  readonly form: readonly Field[] | null;
  /** Shared by all hops of one redirect chain. */
  readonly requestId: string;
}

/** What names the records of one import, so that they are told from those of others and of the browser. */
export interface ImportName {
  /** Of letters and digits, new with every import: the end of all its ids. */
  readonly file: string;
  /** Below 0, where the browser has no tab; new with every import. */
  readonly tabId: number;
}

/** What a navigation is to the registered clients; neither where it belongs to none of them. */
export interface Recognised {
  readonly request: RequestRecord | null;
  readonly response: ResponseRecord | null;
}

/**
 * Makes what turns navigations into the records that the background would have written, had it seen them.
 *
 * @param clients all that are registered
 * @param from who says so
 */
export function recogniser(
  clients: readonly Client[],
  { file, tabId }: ImportName,
  from: NonNullable<ResponseRecord['from']>,
): (navigation: Navigation) => Recognised {
  const issuers = [...new Set(clients.map(({ issuer }) => issuer))];
  let counter = 0;
  return (navigation) => {
    const url = parseUrl(navigation.url);
    const none = { request: null, response: null };
    const raw = { ...navigation, form: navigation.form && [...navigation.form] };
    // Most of what a file holds is neither; that is found out without looking at the clients.
    const [mayAsk, mayAnswer] = [isRequest(raw), isResponse(raw)];
    if (!url || (!mayAsk && !mayAnswer)) return none;
    const asked = mayAsk ? clients.filter((client) => isAuthorizationEndpointOf(client, url)) : [];
    const called = mayAnswer ? clients.filter((client) => isCallbackOf(client, url)) : [];
    if (asked.length === 0 && called.length === 0) return none;
    counter += 1;
    const id = captureId(navigation.at, counter, file);
    const describe = (known: ReadonlySet<string>, own: readonly Client[]) => ({
      ...shared(navigation, known),
      from,
      id,
      tabId,
      clients: own.map(({ revision }) => revision),
    });
    return {
      request: asked.length > 0 ? { kind: 'request', ...describe(requestParameters, asked) } : null,
      response:
        called.length > 0 ? { kind: 'response', ...describe(responseParameters, called), issuers } : null,
    };
  };
}

function shared({ at, method, url, form, requestId }: Navigation, known: ReadonlySet<string>) {
  const body = form && knownFields(byName(form), known, formLimit);
  return {
    at,
    requestId,
    frameId: 0,
    type: 'main_frame' as const,
    method,
    url: url.slice(0, urlLimit),
    urlLength: url.length,
    form: body?.fields ?? null,
    formLeftOut: body?.leftOut ?? 0,
    formCut: body?.isCut ?? false,
  };
}

/** As browsers give a form: every name once. A name may be one of `Object.prototype`. */
function byName(form: readonly Field[]): Record<string, string[]> {
  const names: Record<string, string[]> = Object.create(null);
  for (const [name, value] of form) (names[name] ??= []).push(value);
  return names;
}
