import { randomBytes } from 'node:crypto';
import {
  callbackKinds,
  type CallbackKind,
  clientNames,
  type ClientName,
  encryptionOfClient,
} from './clients.ts';
import { faultNames, faultOf, type FaultName } from './faults/index.ts';
import { type ResponseType, responseTypes } from './response-types.ts';

export const responseModes = [
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
  'jwt',
  'query',
  'fragment',
  'form_post',
] as const;
export type ResponseMode = (typeof responseModes)[number];

const errors = ['access_denied', 'login_required'] as const;
const maxAges = ['3600'] as const;
const interactions = ['automatic', 'page'] as const;
const vias = ['get', 'post', 'request', 'request-post', 'encrypted-request', 'par'] as const;

/** What a login is to be like. Each has a query parameter of the same name at the application's `/start`. */
export interface LoginOptions {
  /** Default `RS256`. */
  readonly client?: ClientName | undefined;
  /** Default `query.jwt`; `default` sends no `response_mode`. */
  readonly response_mode?: ResponseMode | 'default' | undefined;
  /** Default `code`. What holds `id_token` or `token` is for the client `hybrid`. */
  readonly response_type?: ResponseType | undefined;
  /** An error that the server really meets: the user denies, or `prompt=none` finds nobody logged in. */
  readonly error?: (typeof errors)[number] | undefined;
  /** `automatic` (default): nobody is asked; `page`: the server's login page waits for a button. */
  readonly interaction?: (typeof interactions)[number] | undefined;
  /** `none`: silent renewal; succeeds if an earlier login left a session, else login_required. */
  readonly prompt?: 'none' | undefined;
  /** What the hop breaks in this login's response. */
  readonly fault?: FaultName | undefined;
  /**
   * How the authorization request travels; default `get`. `request` and `request-post`: as a signed request object;
   * `encrypted-request`: as one that is encrypted besides, for a client with a secret; `par`: pushed.
   */
  readonly via?: (typeof vias)[number] | undefined;
  /** Which of the client's callbacks. Default `page`. */
  readonly callback?: CallbackKind | undefined;
  /** `omitted`: the authorization request has no `state`; `constant`: the same as that of every such login. */
  readonly state?: 'omitted' | 'constant' | undefined;
  /** `omitted`: the authorization request has no `code_challenge`. */
  readonly pkce?: 'omitted' | undefined;
  /** How many seconds ago the user may have been authenticated; ID tokens then say when that was. */
  readonly max_age?: (typeof maxAges)[number] | undefined;
}

/** One login that was started: its options and the values made for it. */
export interface Login extends LoginOptions {
  readonly nonce: string;
  readonly code_verifier: string;
}

function oneOf<T extends string>(query: URLSearchParams, name: string, choices: readonly T[]): T | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  const choice = choices.find((choice) => choice === value);
  if (choice === undefined) throw new RangeError(`${name} must be one of: ${choices.join(', ')}`);
  return choice;
}

/** Reads options from a query; throws a RangeError that says what is wrong with them. */
export function readOptions(query: URLSearchParams): LoginOptions {
  const options = {
    client: oneOf(query, 'client', clientNames),
    response_mode: oneOf(query, 'response_mode', [...responseModes, 'default']),
    response_type: oneOf(query, 'response_type', responseTypes),
    error: oneOf(query, 'error', errors),
    interaction: oneOf(query, 'interaction', interactions),
    prompt: oneOf(query, 'prompt', ['none']),
    fault: oneOf(query, 'fault', faultNames),
    via: oneOf(query, 'via', vias),
    callback: oneOf(query, 'callback', callbackKinds),
    state: oneOf(query, 'state', ['omitted', 'constant']),
    pkce: oneOf(query, 'pkce', ['omitted']),
    max_age: oneOf(query, 'max_age', maxAges),
  };
  refuseMisfit(options);
  return options;
}

/** The query that `readOptions` reads back. */
export function writeOptions(options: LoginOptions): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given);
  readOptions(query);
  return query.toString();
}

function refuseMisfit({
  fault,
  client,
  response_type = 'code',
  response_mode = 'query.jwt',
}: LoginOptions): void {
  if (fault === undefined) return;
  const refuse = (of: string, needs: string): never => {
    throw new RangeError(`the fault ${fault} is one of ${of}: it needs ${needs}`);
  };
  const isJwt = response_mode.endsWith('jwt');
  const place = faultOf(fault).in;
  if (place === 'JWT responses' && !isJwt) refuse('a JWT', 'a response_mode that ends in jwt');
  if (place === 'encrypted responses' && !(isJwt && client !== undefined && encryptionOfClient(client)))
    refuse('an encryption', 'a client with encrypted responses and a response_mode that ends in jwt');
  if (place === 'ID tokens' && !response_type.includes('id_token'))
    refuse('an ID token', 'a response_type with id_token');
}

/** So many random bytes, as base64url. */
export const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A fresh login: a new nonce and a new PKCE verifier. */
export const newLogin = (options: LoginOptions): Login => ({
  ...options,
  nonce: random(16),
  code_verifier: random(32),
});
