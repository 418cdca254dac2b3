import type { Client } from './client.ts';
import { parseUrl } from './host.ts';

/**
 * The servers that take part in a login anyway: the callback's own, those of the other callbacks that are written out,
 * the issuer's and the authorization endpoint's. What they are told of a response is no leak.
 *
 * @param landing the callback as it was reached
 */
export function partiesOf(clients: readonly Client[], landing: string): URL[] {
  const texts = clients.flatMap(({ callbacks, issuer, authorization_endpoint }) => [
    ...callbacks.filter((callback) => !callback.includes('*')),
    issuer,
    authorization_endpoint ?? issuer,
  ]);
  const parties = new Map<string, URL>();
  for (const text of [landing, ...texts]) {
    const url = parseUrl(text);
    if (url) parties.set(url.origin, url);
  }
  return [...parties.values()];
}

/** Whether a URL leads to one of them; from `http` to `https` on the standard ports a host stays the same. */
export function isAmong(parties: readonly URL[], url: URL): boolean {
  return parties.some(
    (party) =>
      party.origin === url.origin ||
      (party.hostname === url.hostname && party.port === '' && url.port === ''),
  );
}
