import type { Client } from '../../src/client.ts';
import { mayFetch, needsTlsSwitch } from '../../src/issuer/reach.ts';
import type { Metadata } from '../../src/issuer/metadata.ts';
import { sameAlgorithm } from '../../src/jose/algorithms.ts';
import type { Discovery } from './discovery.ts';
import type { HeldSecrets } from '../store.ts';
import type { Fields } from './fields.ts';
import { missingSecrets } from './held.ts';
import { say } from './words.ts';

/** A remark on a registration: `warn` where something will not work or not be judged. */
export interface Note {
  readonly tone: 'warn' | 'info';
  readonly text: string;
}

const warn = (text: string): Note => ({ tone: 'warn', text });
const info = (text: string): Note => ({ tone: 'info', text });

/** What a tester should know of what the metadata says, given what is typed in the form. */
export function metadataNotes(discovery: Discovery, fields: Fields): Note[] {
  const { metadata, jwks_uri, issuer } = discovery;
  const home = { issuer, test_network_without_tls: fields.test_network_without_tls };
  return [
    ...(metadata?.token_endpoint === issuer ? [info(say.tokenEndpointIsIssuer)] : []),
    ...(metadata && jwks_uri === undefined
      ? [warn(say.noKeysInMetadata)]
      : keysNotes(jwks_uri, home, ` ${say.savedAllTheSame}`)),
    ...(discovery.authorization_endpoint === undefined ? [warn(say.noEndpointInMetadata)] : []),
    ...(metadata ? [...algorithmNotes(metadata, fields), ...modeNotes(metadata)] : []),
  ];
}

/** What a registered client cannot do, whatever access is granted. */
export function clientNotes(client: Client, held: HeldSecrets | null): Note[] {
  const { keys, authorization_endpoint: endpoint, issuer } = client;
  const isOpen = needsTlsSwitch(issuer) && keys.from !== 'jwks';
  return [
    ...(isOpen ? [warn(say.openNetwork)] : []),
    ...(keys.from === 'jwks' ? [] : keysNotes(keys.jwks_uri, client)),
    ...(endpoint === undefined ? [warn(say.noEndpoint)] : []),
    ...missingSecrets(client, held).map(warn),
    ...(isEncWithoutAlg(client) ? [warn(say.encryptionWithoutAlg)] : []),
  ];
}

/** What a client that somebody else wrote switches on: said before it is taken in. */
export function clientRisks({ watch_for_leaks, test_network_without_tls }: Omit<Client, 'revision'>): Note[] {
  return [
    ...(watch_for_leaks ? [warn(say.watchesForLeaks)] : []),
    ...(test_network_without_tls ? [warn(say.openNetwork)] : []),
  ];
}

function isEncWithoutAlg(client: Client): boolean {
  const { authorization_encrypted_response_alg: alg, authorization_encrypted_response_enc: enc } = client;
  return enc !== undefined && alg === undefined;
}

type Home = Pick<Client, 'issuer' | 'test_network_without_tls'>;

function keysNotes(jwksUri: string | undefined, home: Home, more = ''): Note[] {
  if (jwksUri === undefined) return [];
  const rule = mayFetch(jwksUri, home.issuer, home.test_network_without_tls);
  return rule ? [warn(`${say.keysOutOfReach(jwksUri, rule)}${more}`)] : [];
}

function algorithmNotes(metadata: Metadata, { authorization_signed_response_alg: alg }: Fields): Note[] {
  const listed = metadata.authorization_signing_alg_values_supported;
  if (!listed) return [info(say.algorithmsNotListed)];
  return listed.some((name) => sameAlgorithm(name, alg)) ? [] : [warn(say.algorithmNotListed(alg, listed))];
}

function modeNotes({ response_modes_supported: listed }: Metadata): Note[] {
  if (!listed) return [warn(say.modesNotListed)];
  return listed.some((mode) => mode === 'jwt' || mode.endsWith('.jwt')) ? [] : [warn(say.noJwtMode(listed))];
}
