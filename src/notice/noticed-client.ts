import { type Client, clientDefaults } from '../client.ts';
import { originPattern, parseUrl } from '../host.ts';
import { issuerProblem, metadataUrls } from '../issuer/metadata.ts';
import { needsTlsSwitch } from '../issuer/reach.ts';
import type { Suggestion } from './suggestions.ts';

/** What the user confirms of a suggestion, and may have changed. */
export interface Confirmed {
  readonly issuer: string;
  /** Whether an `http` issuer that is not on this machine may be asked. */
  readonly test_network_without_tls: boolean;
}

/**
 * The client that a confirmed suggestion registers, but for its identity: what was seen, and for the rest what the form
 * has before anything is typed. Null where the issuer is none.
 */
export function noticedClient(
  suggestion: Suggestion,
  confirmed: Confirmed,
): Omit<Client, 'id' | 'revision'> | null {
  const issuer = confirmed.issuer.trim();
  const [metadata_url] = issuerProblem(issuer) ? [] : metadataUrls(issuer);
  if (metadata_url === undefined) return null;
  const { callback, client_id, authorization_endpoint: endpoint, algorithms } = suggestion;
  return {
    ...clientDefaults,
    callbacks: [callback],
    issuer,
    client_id,
    authorization_signed_response_alg: 'RS256',
    ...(endpoint === null ? {} : { authorization_endpoint: endpoint }),
    keys: { from: 'metadata', metadata_url, is_guessed: true },
    test_network_without_tls: confirmed.test_network_without_tls && needsTlsSwitch(issuer),
    ...algorithms,
  };
}

/**
 * The URLs whose origins a click on a suggestion asks for, one an origin: where the tab has been, and the issuer if the
 * user typed it. An issuer on another origin that only a response named takes a click of its own, later.
 */
export function watchedUrls(suggestion: Suggestion, { issuer }: Pick<Confirmed, 'issuer'>): string[] {
  const typed = issuer.trim();
  const isTyped = typed !== suggestion.issuer && !issuerProblem(typed);
  const urls = [
    suggestion.callback,
    ...(suggestion.authorization_endpoint === null ? [] : [suggestion.authorization_endpoint]),
    ...(isTyped ? [typed] : []),
  ].filter((url) => parseUrl(url) !== null);
  return urls.filter(
    (url, index) => urls.findIndex((other) => originPattern(other) === originPattern(url)) === index,
  );
}
