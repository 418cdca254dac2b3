import { parseUrl } from '../host.ts';
import { parseParameters } from '../read/parameters.ts';
import type { Navigation } from './navigation.ts';

/** A request as somebody wrote it down. */
type Written = Pick<Navigation, 'method' | 'url' | 'form'>;

/** The request that a text stands for: a URL, the `Location` of an answer, or a command for curl. Null for other text. */
export function requestIn(text: string): Written | null {
  const location = /^(?:<\s*)?location:[ \t]*(\S+)/im.exec(text)?.[1];
  if (location !== undefined) return get(location);
  if (/^curl\s/.test(text)) return ofCurl(text);
  return get(text.replace(/\s+/g, ''));
}

/** A URL with an authority, or that of a native application (RFC 8252 7.1); `code:x` is none. */
function get(url: string): Written | null {
  return /^[a-z][a-z0-9+.-]*:\//i.test(url) && parseUrl(url) ? { method: 'GET', url, form: null } : null;
}

/** A quote that is never closed goes to the end: looking for its end again and again would take too long. */
const word = /\$?'((?:[^'\\]|\\[^]?)*)(?:'|$)|"((?:[^"\\]|\\[^]?)*)(?:"|$)|([^\s'"]+)/g;
const data = /^(?:-d|--data(?:-raw|-binary|-ascii|-urlencode)?)$/;

/** The URL and form of a command as browsers copy it. What else is in it, cookies above all, is passed over. */
function ofCurl(command: string): Written | null {
  const words = [...command.matchAll(word)].map(([, single, double, plain]) =>
    (single ?? double ?? plain ?? '').replace(/\\(.)/g, '$1'),
  );
  const url = words.find(
    (one, index) => !/^-(?:H|e|A|b)$/.test(words[index - 1] ?? '') && /^https?:/i.test(one),
  );
  if (url === undefined) return null;
  const bodies = words.filter((_, index) => data.test(words[index - 1] ?? ''));
  if (bodies.length === 0) return get(url);
  return { method: 'POST', url, form: [...parseParameters(bodies.join('&'))] };
}
