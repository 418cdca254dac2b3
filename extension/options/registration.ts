import type { Client } from '../../src/client.ts';
import { metadataUrls } from '../../src/issuer/metadata.ts';
import { registeredDiscovery } from './discovery.ts';
import { type FieldName, fieldsOf } from './fields.ts';
import { type ClientDraft, readForm } from './validate.ts';
import { say } from './words.ts';

/** Why a client that nobody typed here cannot work. */
export interface MemberProblem {
  /** Its member that is wrong, such as `callbacks.0`. */
  readonly member: string;
  readonly message: string;
}

/** A client from elsewhere. */
type Foreign = Omit<Client, 'revision'>;

/** Judges a client that came by a file or by policy as if it had been typed into the form. */
export function readRegistration(client: Foreign): ClientDraft | MemberProblem {
  const read = readForm(fieldsOf(client), registeredDiscovery(client), []);
  if (!('issuer' in read)) {
    const [{ field, message } = { field: 'issuer' as const, message: '' }] = read;
    return { member: memberOf(field), message };
  }
  const { keys } = read;
  if (keys.from === 'metadata' && !metadataUrls(read.issuer).includes(keys.metadata_url))
    return { member: 'keys.metadata_url', message: say.metadataElsewhere(read.issuer) };
  // A form knows of no guess: to save it the issuer has to be read. Here that stays to be done.
  const isGuessed = client.keys.from === 'metadata' && client.keys.is_guessed === true;
  return isGuessed ? { ...read, keys: client.keys } : read;
}

function memberOf(field: FieldName): string {
  switch (field) {
    case 'jwks':
    case 'jwks_uri':
      return `keys.${field}`;
    default:
      return field.replace(/^callback-/, 'callbacks.');
  }
}
