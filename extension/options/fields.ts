import { type Client, signingAlgorithms } from '../../src/client.ts';
import { isLoopback, parseUrl } from '../../src/host.ts';
import { isHmac } from '../../src/jose/algorithms.ts';

export type Algorithm = Client['authorization_signed_response_alg'];
export type KeysFrom = Client['keys']['from'];

/** The form as it stands: every field as typed, nothing trimmed or judged yet. */
export interface Fields {
  /** One a row; an empty row counts for nothing. */
  readonly callbacks: readonly string[];
  readonly issuer: string;
  readonly test_network_without_tls: boolean;
  readonly client_id: string;
  readonly authorization_signed_response_alg: Algorithm;
  readonly keysFrom: KeysFrom;
  readonly jwks_uri: string;
  readonly jwks: string;
  readonly authorization_endpoint: string;
}

/** What a problem can stand beside. `keys` is the choice of source, where Discover is. */
export type FieldName = Exclude<keyof Fields, 'callbacks' | 'keysFrom'> | `callback-${number}` | 'keys';

/** Algorithms that can be registered. The HMAC ones need the client secret, which cannot be given yet. */
export const registrableAlgorithms: readonly Algorithm[] = signingAlgorithms.filter((alg) => !isHmac(alg));

/** The form before anything is typed. */
export const emptyFields: Fields = {
  callbacks: [''],
  issuer: '',
  test_network_without_tls: false,
  client_id: '',
  authorization_signed_response_alg: 'RS256',
  keysFrom: 'metadata',
  jwks_uri: '',
  jwks: '',
  authorization_endpoint: '',
};

/** The form for changing a registered client. */
export function fieldsOf(client: Client): Fields {
  const { keys } = client;
  return {
    callbacks: client.callbacks,
    issuer: client.issuer,
    test_network_without_tls: client.test_network_without_tls,
    client_id: client.client_id,
    authorization_signed_response_alg: client.authorization_signed_response_alg,
    keysFrom: keys.from,
    jwks_uri: keys.from === 'jwks_uri' ? keys.jwks_uri : '',
    jwks: keys.from === 'jwks' ? keys.jwks : '',
    authorization_endpoint: client.authorization_endpoint ?? '',
  };
}

/** Whether an issuer as typed is `http` and not on this machine: only then is there a choice about TLS. */
export function needsTlsSwitch(issuer: string): boolean {
  const url = parseUrl(issuer.trim());
  return url !== null && url.protocol === 'http:' && !isLoopback(url.hostname);
}
