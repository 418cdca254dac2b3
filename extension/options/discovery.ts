import type { Client } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';
import type { Metadata } from '../../src/issuer/metadata.ts';
import type { Discovered } from '../issuer.ts';

/** What the issuer's metadata gave: just now, or when the client was registered. */
export interface Discovery {
  /** The issuer that was asked; for another one it counts for nothing. */
  readonly issuer: string;
  readonly metadata_url: string;
  readonly authorization_endpoint: string | undefined;
  readonly jwks_uri: string | undefined;
  /** Null where it was not read since the page was opened. */
  readonly metadata: Metadata | null;
}

/** What has just been discovered. An endpoint that is no web address is left out. */
export function discoveryOf({ metadata, metadata_url }: Discovered): Discovery {
  const { issuer, authorization_endpoint: endpoint, jwks_uri } = metadata;
  const isWeb = endpoint !== undefined && /^https?:$/.test(parseUrl(endpoint)?.protocol ?? '');
  return {
    issuer,
    metadata_url,
    authorization_endpoint: isWeb ? endpoint : undefined,
    jwks_uri,
    metadata,
  };
}

/** What a form knows from the registration of a client, or null where its issuer has still to be discovered. */
export function discoveryOfClient(client: Client): Discovery | null {
  const { keys } = client;
  return keys.from === 'metadata' && keys.is_guessed === true ? null : registeredDiscovery(client);
}

/** What a client was registered with as its issuer's metadata, read or guessed; null where its keys come from elsewhere. */
export function registeredDiscovery(client: Omit<Client, 'revision'>): Discovery | null {
  const { issuer, keys, authorization_endpoint } = client;
  if (keys.from !== 'metadata') return null;
  return {
    issuer,
    metadata_url: keys.metadata_url,
    authorization_endpoint,
    jwks_uri: keys.jwks_uri,
    metadata: null,
  };
}
