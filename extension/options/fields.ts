import { type Client, clientDefaults } from '../../src/client.ts';
import type { Profile } from '../../src/profile.ts';

export type Algorithm = Client['authorization_signed_response_alg'];
export type KeysFrom = Client['keys']['from'];
type Authentication = NonNullable<Client['token_endpoint_auth_method']>;

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
  readonly profile: Profile;
  /** Empty where it is not known. */
  readonly token_endpoint_auth_method: Authentication | '';
  /** Empty where it is not registered; so is the next. */
  readonly token_endpoint_auth_signing_alg: Algorithm | '';
  readonly request_object_signing_alg: Algorithm | '';
  readonly id_token_signed_response_alg: Algorithm;
  /** Seconds. */
  readonly leeway: string;
  readonly watch_for_leaks: boolean;
  /** Empty where responses are not encrypted. */
  readonly authorization_encrypted_response_alg: string;
  /** Empty where it is not registered. */
  readonly authorization_encrypted_response_enc: string;
  /** Typed just now: what is held already is never shown again. */
  readonly decryption_keys: string;
  readonly signing_keys: string;
  readonly client_secret: string;
  readonly remember: boolean;
}

/** What a problem can stand beside. `keys` is the choice of source, where Discover is. */
export type FieldName = Exclude<keyof Fields, 'callbacks' | 'keysFrom'> | `callback-${number}` | 'keys';

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
  profile: clientDefaults.profile,
  token_endpoint_auth_method: '',
  token_endpoint_auth_signing_alg: '',
  request_object_signing_alg: '',
  id_token_signed_response_alg: clientDefaults.id_token_signed_response_alg,
  leeway: String(clientDefaults.leeway),
  watch_for_leaks: clientDefaults.watch_for_leaks,
  authorization_encrypted_response_alg: '',
  authorization_encrypted_response_enc: '',
  decryption_keys: '',
  signing_keys: '',
  client_secret: '',
  remember: false,
};

/**
 * The form for changing a registered client.
 *
 * @param remember whether its secrets are on disk
 */
export function fieldsOf(client: Omit<Client, 'revision'>, remember = false): Fields {
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
    profile: client.profile,
    token_endpoint_auth_method: client.token_endpoint_auth_method ?? '',
    token_endpoint_auth_signing_alg: client.token_endpoint_auth_signing_alg ?? '',
    request_object_signing_alg: client.request_object_signing_alg ?? '',
    id_token_signed_response_alg: client.id_token_signed_response_alg,
    leeway: String(client.leeway),
    watch_for_leaks: client.watch_for_leaks,
    authorization_encrypted_response_alg: client.authorization_encrypted_response_alg ?? '',
    authorization_encrypted_response_enc: client.authorization_encrypted_response_enc ?? '',
    decryption_keys: '',
    signing_keys: '',
    client_secret: '',
    remember,
  };
}
