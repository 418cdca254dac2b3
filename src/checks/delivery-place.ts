import { isLoopback, parseUrl } from '../host.ts';
import { queryOf, splitUrl } from '../read/response.ts';
import type { Field } from '../records.ts';
import {
  type Check,
  type Context,
  atMost,
  fail,
  ifRequested,
  info,
  list,
  number,
  observe,
  pass,
  requested,
  text,
  warn,
} from './check.ts';

/** The checks on where the response arrived. */
export const deliveryPlaceChecks: readonly Check[] = [
  {
    name: 'redirect-uri-match',
    catalogue: 'A12',
    clauses: ['RFC 6749 3.1.2.4', 'RFC 9700 2.1'],
    judge: (context) =>
      ifRequested(context, 'redirect_uri', (uri) => {
        if (uri === undefined) return null;
        const wanted = splitUrl(uri).landing;
        const { landing } = context.response;
        const values = { expected: observe('url', wanted), observed: observe('url', landing) };
        if (wanted === landing) return pass(values);
        return differsInLoopbackPort(wanted, landing)
          ? info('loopback-port', values)
          : fail('elsewhere', values);
      }),
  },
  {
    name: 'redirect-query-retained',
    catalogue: 'A13',
    clauses: ['RFC 6749 3.1.2'],
    judge: (context) =>
      ifRequested(context, 'redirect_uri', (uri) => {
        const own = uri === undefined ? registeredQuery(context) : queryOf(uri);
        if (own.length === 0) return null;
        const left = context.response.query.map((field) => JSON.stringify(field));
        const lost = own.filter((field) => {
          const place = left.indexOf(JSON.stringify(field));
          if (place >= 0) left.splice(place, 1);
          return place < 0;
        });
        const names = [...new Set(lost.map(([name]) => name))];
        const said = names.length === 0 ? pass() : fail('lost', { observed: list('text', names) });
        return uri === undefined ? { ...said, certainty: 'as-registered' } : said;
      }),
  },
  {
    name: 'redirect-fragment',
    catalogue: 'A14',
    clauses: ['RFC 6749 3.1.2'],
    judge: (context) =>
      ifRequested(context, 'redirect_uri', (uri) => {
        if (uri === undefined) return null;
        return uri.includes('#') ? fail('fragment', { observed: observe('url', uri) }) : pass();
      }),
  },
  {
    name: 'redirect-https',
    catalogue: 'A15',
    clauses: ['RFC 9700 2.6'],
    judge({ response, client }) {
      const url = parseUrl(response.landing);
      if (!url) return null;
      const observed = observe('url', response.landing);
      if (url.protocol === 'https:') return pass({ observed });
      if (isLoopback(url.hostname)) return info('loopback', { observed });
      // On a network that was declared to be without TLS this would hide every other fault behind it.
      return client.test_network_without_tls
        ? warn('http-test-network', { observed })
        : fail('http', { observed });
    },
  },
  {
    name: 'form-post-shape',
    catalogue: 'A17',
    clauses: ['Form Post 2'],
    // A browser shows the fields of a form, but not how they were encoded: a multipart form looks the same.
    certainty: 'as-observed',
    judge(context) {
      if (context.evidence.response.method !== 'POST') return null;
      if (isUnreadablePost(context))
        return fail('no-form', { expected: text('application/x-www-form-urlencoded') });
      return context.response.channel === 'form_post' ? pass() : null;
    },
  },
  {
    name: 'url-length',
    catalogue: 'A20',
    clauses: ['RFC 9110 4.1'],
    judge({ evidence }) {
      const { urlLength } = evidence.response;
      const observed = number(urlLength);
      if (urlLength > usualLimit) return info('over-limit', { expected: atMost(usualLimit), observed });
      return urlLength > safeLength ? info('long', { expected: atMost(safeLength), observed }) : null;
    },
  },
];

/** Lengths of a URL, in characters, that old servers and proxies were made for. */
const [safeLength, usualLimit] = [2048, 8000];

/** Whether something was posted to the callback that is no form, so that nothing of it can be read. */
export function isUnreadablePost({ evidence }: Context): boolean {
  return evidence.response.method === 'POST' && evidence.response.form === null;
}

/** A native application may listen on any port of this machine (RFC 8252 7.3). */
function differsInLoopbackPort(wanted: string, landing: string): boolean {
  const [one, other] = [parseUrl(wanted), parseUrl(landing)];
  if (!one || !other || !isLoopback(one.hostname)) return false;
  return (
    one.protocol === other.protocol && one.hostname === other.hostname && one.pathname === other.pathname
  );
}

/** Parameters that the redirect URI itself brought along (RFC 6749 3.1.2). */
export function ownQuery(context: Context): readonly Field[] {
  const uri = requested(context, 'redirect_uri');
  const texts = 'value' in uri && uri.value !== undefined ? [uri.value] : context.client.callbacks;
  return texts.flatMap(queryOf);
}

/** The query of the registered redirect URI, which stands in for one that the request leaves out (RFC 6749 3.1.2.3). */
function registeredQuery({ client }: Context): readonly Field[] {
  const [only, other] = client.callbacks;
  return only === undefined || other !== undefined ? [] : queryOf(only);
}
