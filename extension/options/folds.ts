import { clientDefaults } from '../../src/client.ts';
import { profileLabel } from '../../src/wording/profiles.ts';
import type { HeldSecrets } from '../store.ts';
import type { FieldName, Fields } from './fields.ts';
import { say } from './words.ts';

/** The parts of the form that are folded away, so that a first registration stays short. */
export type FoldName = 'more' | 'secrets';

const folds: Readonly<Partial<Record<FieldName, FoldName>>> = {
  profile: 'more',
  token_endpoint_auth_method: 'more',
  token_endpoint_auth_signing_alg: 'more',
  request_object_signing_alg: 'more',
  id_token_signed_response_alg: 'more',
  leeway: 'more',
  watch_for_leaks: 'more',
  authorization_encrypted_response_alg: 'secrets',
  authorization_encrypted_response_enc: 'secrets',
  decryption_keys: 'secrets',
  signing_keys: 'secrets',
  client_secret: 'secrets',
  remember: 'secrets',
};

/** The fold that a field is in, or undefined where it is always shown. */
export function foldOf(field: FieldName): FoldName | undefined {
  return folds[field];
}

/** What a fold holds besides what every client begins with, in a few words: said while it is closed. */
export function foldSummary(name: FoldName, fields: Fields, held: HeldSecrets | null): string {
  return (name === 'more' ? moreOf(fields) : secretsOf(fields, held)).join(', ');
}

function moreOf(fields: Fields): string[] {
  const { profile, token_endpoint_auth_method: method, id_token_signed_response_alg: alg, leeway } = fields;
  const { token_endpoint_auth_signing_alg: assertions, request_object_signing_alg: objects } = fields;
  return [
    profileLabel(profile),
    ...(method === '' ? [] : [method]),
    ...(assertions === '' ? [] : [`assertions ${assertions}`]),
    ...(objects === '' ? [] : [`request objects ${objects}`]),
    ...(alg === clientDefaults.id_token_signed_response_alg ? [] : [`ID tokens ${alg}`]),
    ...(leeway.trim() === String(clientDefaults.leeway) ? [] : [`leeway ${leeway.trim()} s`]),
    ...(fields.watch_for_leaks ? ['watched for leaks'] : []),
  ];
}

function secretsOf(fields: Fields, held: HeldSecrets | null): string[] {
  const { authorization_encrypted_response_alg: alg, authorization_encrypted_response_enc: enc } = fields;
  const hasKeys = fields.decryption_keys.trim() !== '' || Boolean(held?.secrets.keys);
  const hasSigning = fields.signing_keys.trim() !== '' || Boolean(held?.secrets.signing_keys);
  const hasSecret = fields.client_secret !== '' || Boolean(held?.secrets.client_secret);
  return [
    alg === '' ? say.notEncrypted : alg,
    ...(enc === '' ? [] : [enc]),
    ...(hasKeys ? ['decryption key given'] : []),
    ...(hasSigning ? ['signing key given'] : []),
    ...(hasSecret ? ['client secret given'] : []),
  ];
}
