import { parseUrl } from './host.ts';

/** Why a text is no callback URL that can be watched. */
export type CallbackProblem =
  | 'empty'
  | 'not-a-url'
  | 'scheme'
  | 'fragment'
  | 'userinfo'
  | 'wildcard-scheme'
  | 'wildcard-port'
  | 'wildcard-query'
  | 'wildcard-domain'
  | 'wildcard-double';

/** A registered callback, ready to match: what a URL's origin and path must look like. */
export interface Callback {
  readonly text: string;
  readonly hasWildcard: boolean;
  /** What the browser has to be asked for so that the callback is seen: a whole origin, or all hosts of a domain. */
  readonly pattern: string;
  /** The domain all hosts of which the browser has to be asked for; null where it is one host. */
  readonly domain: string | null;
  /** @param url the URL that the browser loads. Its query and fragment do not count. */
  matches(url: URL): boolean;
}

// A `*` in the scheme is read as one, to be refused as that.
const shape = /^([a-z*][a-z0-9+.*-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i;
// Chromium percent-encodes `*` in a host, Firefox and Node do not: a plain name stands in for it while a URL is parsed.
const standIn = 'wildcard0standin';

/**
 * Reads a callback URL as the user registers it: exact, or with `*` within one label of the host or one segment
 * of the path. The last two labels of a host take no `*`: a pattern never covers a whole top-level domain. One `*` a
 * label or segment: with more, matching would take time that grows faster than the text.
 */
export function parseCallback(input: string): Callback | CallbackProblem {
  const text = input.trim();
  if (text === '') return 'empty';
  const parts = shape.exec(text);
  // A scheme with a dot is a native application's (RFC 8252 7.1), written with one slash.
  if (!parts) return /^[a-z][a-z0-9+-]*\.[a-z0-9+.-]+:\/(?!\/)/i.test(text) ? 'scheme' : 'not-a-url';
  const [, scheme = '', authority = '', path = '', query = '', fragment] = parts;
  if (fragment !== undefined) return 'fragment';
  if (!/^https?$/i.test(scheme)) return scheme.includes('*') ? 'wildcard-scheme' : 'scheme';
  if (authority.includes('@')) return 'userinfo';
  if (query.includes('*')) return 'wildcard-query';
  if (/:[^\]]*\*/.test(authority)) return 'wildcard-port';
  if (/\*[^./?#]*\*/.test(authority) || /\*[^/]*\*/.test(path)) return 'wildcard-double';
  const url = parseUrl(`${scheme}://${authority.replaceAll('*', standIn)}${path}`);
  if (!url || url.hostname === '') return 'not-a-url';
  const labels = url.hostname.split('.');
  const lastWild = labels.findLastIndex((label) => label.includes(standIn));
  // A browser takes `com.` for `com`.
  if (lastWild >= 0 && (labels.length - lastWild < 3 || labels.at(-1) === '')) return 'wildcard-domain';

  const host = wildcardExpression(url.hostname.replaceAll(standIn, '*'), '[^.]');
  const pathname = wildcardExpression(url.pathname, '[^/]');
  const domain = lastWild < 0 ? null : labels.slice(lastWild + 1).join('.');
  return {
    text,
    hasWildcard: text.includes('*'),
    pattern: `${url.protocol}//${domain === null ? url.hostname : `*.${domain}`}/*`,
    domain,
    matches: (seen) =>
      seen.protocol === url.protocol &&
      seen.port === url.port &&
      host.test(seen.hostname) &&
      pathname.test(seen.pathname),
  };
}

/** Whether `parseCallback` gave a callback and no problem. */
export function isCallback(parsed: Callback | CallbackProblem): parsed is Callback {
  return typeof parsed !== 'string';
}

function wildcardExpression(text: string, character: string): RegExp {
  const literal = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join(`${character}+`)}$`);
}
