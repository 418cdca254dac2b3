/**
 * Whether a host name means this machine: `localhost`, any name below `.localhost` (RFC 6761 6.3), 127.0.0.0/8,
 * `[::1]`, and the unspecified address, which connects to this machine too. `hostname` is what `URL.hostname` gives,
 * brackets included.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    ['[::1]', '[::]', '0.0.0.0'].includes(host) ||
    /^127(?:\.\d{1,3}){3}$/.test(host) ||
    // IPv4 mapped into IPv6, as URL writes ::ffff:127.0.0.1.
    /^\[::ffff:(?:7f[0-9a-f]{2}:[0-9a-f]+|0:0)\]$/.test(host)
  );
}

/**
 * The match pattern that asks a browser for a URL's whole origin, such as `https://id.example.com/*`.
 * A port is never named: Firefox accepts a pattern with one and then never matches it.
 */
export function originPattern(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/** Whether a match pattern, as browsers grant them, such as `https://*.example.com/*`, covers a URL's origin. */
export function isGranted(pattern: string, url: URL): boolean {
  const [, scheme = '', host = ''] =
    /^(\*|https?):\/\/([^/]+)\//.exec(pattern === '<all_urls>' ? '*://*/' : pattern) ?? [];
  if (!/^https?:$/.test(url.protocol) || (scheme !== '*' && `${scheme}:` !== url.protocol)) return false;
  if (!host.startsWith('*')) return host === url.hostname;
  const domain = host.slice(2);
  return domain === '' || url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}

/** Whether two match patterns have an origin in common: then one covers the other, since only a whole domain is a `*`. */
export function isOverlapping(one: string, other: string): boolean {
  const isIn = (inner: string, outer: string) => {
    // The domain itself stands for all of its hosts: a browser may not read a `*` as part of a host.
    const url = parseUrl(inner.replace('://*.', '://'));
    return url !== null && isGranted(outer, url);
  };
  return isIn(one, other) || isIn(other, one);
}

/** The URL, or null where the text is none. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
