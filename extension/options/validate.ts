import { isCallback, parseCallback } from '../../src/callback.ts';
import type { Client } from '../../src/client.ts';
import { parseUrl } from '../../src/host.ts';
import { issuerProblem } from '../../src/issuer/metadata.ts';
import { readClientKeys } from '../../src/jose/client-keys.ts';
import { mayFetch, needsTlsSwitch } from '../../src/issuer/reach.ts';
import { callbackSentence, issuerSentence } from '../../src/wording/registration.ts';
import type { Discovery } from './discovery.ts';
import type { FieldName, Fields } from './fields.ts';
import { pastedKeysProblem } from './pasted-keys.ts';
import { isOpenToAll } from './public-suffixes.ts';
import { say } from './words.ts';

/** Why a registration cannot work, and the field it is said beside. */
export interface FieldProblem {
  readonly field: FieldName;
  readonly message: string;
}

/** A client that can be registered, but for its identity and whether it is switched on. */
export type ClientDraft = Omit<Client, 'id' | 'revision' | 'enabled'>;

/**
 * Reads the form as a client.
 *
 * @param discovery what the metadata of the typed issuer gave, or null
 * @param others the clients that are registered besides this one
 * @returns the client, or every problem in the order of the fields
 */
export function readForm(
  fields: Fields,
  discovery: Discovery | null,
  others: readonly Client[],
): ClientDraft | readonly FieldProblem[] {
  const issuer = fields.issuer.trim();
  const client_id = fields.client_id.trim();
  const endpoint = fields.authorization_endpoint.trim();
  const same = others.filter((other) => other.issuer === issuer && other.client_id === client_id);
  const keys = readKeys(fields, discovery);
  const problems: FieldProblem[] = [
    ...callbackProblems(fields.callbacks, new Set(same.flatMap(({ callbacks }) => callbacks))),
    ...issuerProblems(fields),
    ...(client_id === '' ? [{ field: 'client_id', message: say.noClientId } as const] : []),
    ...('field' in keys ? [keys] : []),
    ...endpointProblems(endpoint),
    ...clientKeyProblems('decryption_keys', fields.decryption_keys),
    ...clientKeyProblems('signing_keys', fields.signing_keys),
    ...leewayProblems(fields.leeway),
  ];
  if (problems.length > 0 || 'field' in keys) return problems;
  const { token_endpoint_auth_method: method, token_endpoint_auth_signing_alg: assertions } = fields;
  const { request_object_signing_alg: objects } = fields;
  const { authorization_encrypted_response_alg: alg, authorization_encrypted_response_enc: enc } = fields;
  return {
    callbacks: fields.callbacks.map((text) => text.trim()).filter((text) => text !== ''),
    issuer,
    client_id,
    authorization_signed_response_alg: fields.authorization_signed_response_alg,
    ...(endpoint === '' ? {} : { authorization_endpoint: endpoint }),
    keys,
    test_network_without_tls: fields.test_network_without_tls && needsTlsSwitch(issuer),
    profile: fields.profile,
    ...(method === '' ? {} : { token_endpoint_auth_method: method }),
    ...(assertions === '' ? {} : { token_endpoint_auth_signing_alg: assertions }),
    ...(objects === '' ? {} : { request_object_signing_alg: objects }),
    ...(alg === '' ? {} : { authorization_encrypted_response_alg: alg }),
    ...(enc === '' ? {} : { authorization_encrypted_response_enc: enc }),
    id_token_signed_response_alg: fields.id_token_signed_response_alg,
    leeway: Number(fields.leeway.trim()),
    watch_for_leaks: fields.watch_for_leaks,
  };
}

/** What keeps Discover from asking: the issuer has to be one, and callbacks that were typed have to be some. */
export function discoverProblems(fields: Fields): readonly FieldProblem[] {
  const isTyped = fields.callbacks.some((text) => text.trim() !== '');
  return [...(isTyped ? callbackProblems(fields.callbacks, new Set()) : []), ...issuerProblems(fields)];
}

function callbackProblems(callbacks: readonly string[], taken: ReadonlySet<string>): FieldProblem[] {
  if (callbacks.every((text) => text.trim() === ''))
    return [{ field: 'callback-0', message: say.noCallback }];
  return callbacks.flatMap((typed, index): FieldProblem[] => {
    const text = typed.trim();
    const at = (message: string): FieldProblem[] => [{ field: `callback-${index}`, message }];
    if (text === '') return [];
    const parsed = parseCallback(text);
    if (!isCallback(parsed)) return at(callbackSentence(parsed));
    if (parsed.domain !== null && isOpenToAll(parsed.domain)) return at(say.publicSuffix(parsed.domain));
    if (taken.has(text)) return at(say.taken);
    if (callbacks.findIndex((other) => other.trim() === text) < index) return at(say.twice);
    return [];
  });
}

function issuerProblems(fields: Fields): FieldProblem[] {
  const problem = issuerProblem(fields.issuer);
  if (problem) return [{ field: 'issuer', message: issuerSentence(problem) }];
  const fetches = fields.keysFrom !== 'jwks';
  if (!fetches || !needsTlsSwitch(fields.issuer) || fields.test_network_without_tls) return [];
  return [{ field: 'test_network_without_tls', message: say.tlsNeeded }];
}

function readKeys(fields: Fields, discovery: Discovery | null): Client['keys'] | FieldProblem {
  switch (fields.keysFrom) {
    case 'metadata': {
      if (!discovery) return { field: 'keys', message: say.notDiscovered };
      const { metadata_url, jwks_uri } = discovery;
      return { from: 'metadata', metadata_url, ...(jwks_uri === undefined ? {} : { jwks_uri }) };
    }
    case 'jwks_uri': {
      const jwks_uri = fields.jwks_uri.trim();
      const message = jwksUriProblem(jwks_uri, fields);
      return message === null ? { from: 'jwks_uri', jwks_uri } : { field: 'jwks_uri', message };
    }
    case 'jwks': {
      const jwks = fields.jwks.trim();
      const problem = pastedKeysProblem(jwks);
      return problem ? { field: 'jwks', message: say.pasted[problem] } : { from: 'jwks', jwks };
    }
  }
}

function jwksUriProblem(jwksUri: string, fields: Fields): string | null {
  if (jwksUri === '') return say.noJwksUri;
  if (!parseUrl(jwksUri)) return say.jwksUriNotUrl;
  // What is wrong with the issuer is said beside the issuer.
  if (issuerProblems(fields).length > 0) return null;
  const rule = mayFetch(jwksUri, fields.issuer.trim(), fields.test_network_without_tls);
  return rule && say.jwksUriOutOfReach(jwksUri, rule);
}

function endpointProblems(endpoint: string): FieldProblem[] {
  const at = (message: string): FieldProblem[] => [{ field: 'authorization_endpoint', message }];
  if (endpoint === '') return [];
  const url = parseUrl(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') return at(say.endpointNotUrl);
  return endpoint.includes('#') ? at(say.endpointFragment) : [];
}

/** One key that cannot be used is refused with the others: a tester would look for it among them. */
function clientKeyProblems(field: 'decryption_keys' | 'signing_keys', typed: string): FieldProblem[] {
  const isForSigning = field === 'signing_keys';
  const { keys, problem } = readClientKeys(typed, isForSigning ? 'sig' : 'enc');
  if (!problem) return [];
  const which = keys.length > 0 || problem.position > 1 ? `Key ${problem.position}: ` : '';
  const sentences = isForSigning ? say.signingKeys : say.clientKeys;
  return [{ field, message: `${which}${sentences[problem.code]}` }];
}

/** More than an hour is no leeway: a response lives for minutes. */
function leewayProblems(leeway: string): FieldProblem[] {
  const isSeconds = /^\d{1,4}$/.test(leeway.trim()) && Number(leeway) <= 3600;
  return isSeconds ? [] : [{ field: 'leeway', message: say.leewayNotSeconds }];
}
