import { isLoopback, parseUrl } from '../host.ts';

/** The rule that forbids a fetch. */
export type ReachRule = 'not-a-url' | 'scheme' | 'loopback' | 'http' | 'http-without-switch' | 'userinfo';

/**
 * Whether a URL may be asked on behalf of a registered issuer. A URL out of metadata may lie on this machine only
 * if the issuer does, and may be `http` only if the issuer is; an `http` issuer elsewhere needs the client's switch.
 *
 * @param url what is to be fetched: a metadata location or `jwks_uri`
 * @param issuer the issuer as the user registered it, never one that a response names
 * @returns null where it may be fetched
 */
export function mayFetch(url: string, issuer: string, testNetworkWithoutTls: boolean): ReachRule | null {
  const target = parseUrl(url);
  const home = parseUrl(issuer);
  if (!target || !home) return 'not-a-url';
  if (target.protocol !== 'https:' && target.protocol !== 'http:') return 'scheme';
  if (target.username !== '' || target.password !== '') return 'userinfo';
  if (isLoopback(target.hostname) && !isLoopback(home.hostname)) return 'loopback';
  if (target.protocol === 'https:') return null;
  if (home.protocol !== 'http:') return 'http';
  if (!isLoopback(home.hostname) && !testNetworkWithoutTls) return 'http-without-switch';
  return null;
}

/** Whether an issuer as typed is `http` and not on this machine: only then is there a choice about TLS. */
export function needsTlsSwitch(issuer: string): boolean {
  const url = parseUrl(issuer.trim());
  return url !== null && url.protocol === 'http:' && !isLoopback(url.hostname);
}
