/** A recorded exchange taken apart, so that any part of it can be changed, and put together again. */
import { CompactEncrypt, type CompactJWEHeaderParameters, type JWK, base64url, compactDecrypt } from 'jose';
import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import { evidence, request, response } from '../fixture.ts';
import { isObject } from '../jose/json.ts';
import { type Channel, parseParameters } from '../read/parameters.ts';
import { readResponse } from '../read/response.ts';
import type { Field } from '../records.ts';
import { type Recorded, recording } from '../recorded/recorded.fixture.ts';
import type { Secrets } from '../secrets.ts';
import { importKey, sign } from './sign.fixture.ts';

/** A signed JWT, of which each part can be changed. */
export interface Token {
  readonly header: Readonly<Record<string, unknown>>;
  /** The payload's text, so that what is no JSON can be signed too. */
  readonly payload: string;
  /** The private key; the public part need not be published. */
  readonly key: JWK;
  /** What is done to the compact serialization after signing. */
  readonly finish?: (compact: string) => string | Promise<string>;
}

/** Everything that one verdict depends on, taken apart. */
export interface Flow {
  readonly name: string;
  readonly client: Client;
  readonly request: readonly Field[];
  readonly channel: Channel;
  readonly landing: string;
  /** Parameters in the clear, without `response` and `id_token`. */
  readonly plain: readonly Field[];
  /** Parameters in another channel than the response's. */
  readonly elsewhere: Readonly<Partial<Record<Channel, readonly Field[]>>>;
  /** What stands in `response`, or null where the response is plain. */
  readonly jwt: Token | null;
  /** The encryption around it. */
  readonly jwe: { readonly header: CompactJWEHeaderParameters; readonly key: JWK } | null;
  /** What is done to `response` as a whole, last of all. */
  readonly finish?: (response: string) => string | Promise<string>;
  /** The ID token among the response parameters. */
  readonly idToken: Token | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly keys: readonly JWK[];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly secrets: Secrets | null;
  /** What is changed in the evidence as a whole, last of all. */
  readonly change: Partial<Evidence>;
}

/** The private key that signs for an algorithm; `unpublished` gives the one that no JWKS holds. */
export function keyFor(alg: unknown, from: 'published' | 'unpublished' = 'published'): JWK {
  const keys = from === 'published' ? recording.privateKeys : recording.unpublishedKeys;
  const key = keys.find((one) => one['alg'] === alg);
  if (!key) throw new Error(`no key for ${String(alg)}`);
  return key;
}

/** Takes every recorded exchange apart. */
export async function flows(): Promise<Flow[]> {
  return await Promise.all(recording.exchanges.map(takeApart));
}

async function takeApart(recorded: Recorded): Promise<Flow> {
  const { name, client, decryptionKey, response, at } = recorded;
  const read = readResponse(response);
  const compact = read.responses[0];
  const opened = compact === undefined ? null : await open(compact, decryptionKey);
  const jwt = opened ? takeTokenApart(opened.jws) : null;
  const idToken = jwt ? members(jwt)['id_token'] : new Map(read.parameters).get('id_token');
  const encryption = opened?.header && {
    authorization_encrypted_response_alg: opened.header.alg,
    authorization_encrypted_response_enc: opened.header.enc,
  };
  return {
    name,
    client: { ...client, ...encryption },
    request: parseParameters(recorded.request.slice(recorded.request.indexOf('?'))),
    channel: read.channel,
    landing: read.landing,
    plain: read.parameters.filter(([key]) => key !== 'response' && key !== 'id_token'),
    elsewhere: {},
    jwt: jwt && withoutMember(jwt, 'id_token'),
    jwe: opened?.header && decryptionKey ? { header: opened.header, key: decryptionKey } : null,
    idToken: typeof idToken === 'string' ? takeTokenApart(idToken) : null,
    metadata: recording.metadata,
    keys: recording.jwks.keys,
    at,
    secrets: decryptionKey && {
      client: client.id,
      revision: '1',
      keys: JSON.stringify(decryptionKey),
      client_secret: '',
    },
    change: {},
  };
}

async function open(compact: string, decryptionKey: JWK | null) {
  if (compact.split('.').length === 3) return { jws: compact, header: null };
  if (!decryptionKey) throw new Error('no key for an encrypted recording');
  const key = await importKey(decryptionKey, 'decrypt');
  const { plaintext, protectedHeader } = await compactDecrypt(compact, key);
  return { jws: new TextDecoder().decode(plaintext), header: protectedHeader };
}

function takeTokenApart(compact: string): Token {
  const [header = '', payload = ''] = compact.split('.');
  const text = (part: string) => new TextDecoder().decode(base64url.decode(part));
  const read: unknown = JSON.parse(text(header));
  if (!isObject(read)) throw new Error('no header');
  return { header: read, payload: text(payload), key: keyFor(read['alg']) };
}

/** The claims of a token. */
function members({ payload }: Token): Record<string, unknown> {
  const read: unknown = JSON.parse(payload);
  if (!isObject(read)) throw new Error('no claims');
  return read;
}

/** The same token with other claims; `undefined` takes one out. */
export function withClaims(token: Token, changes: Readonly<Record<string, unknown>>): Token {
  return { ...token, payload: JSON.stringify({ ...members(token), ...changes }) };
}

function withoutMember(token: Token, name: string): Token {
  return withClaims(token, { [name]: undefined });
}

/** What a request asked for. */
export function asked({ request }: Flow, name: string): string | undefined {
  return new Map(request).get(name);
}

/** Puts a flow together again: signed, encrypted, delivered. */
export async function evidenceOf(flow: Flow): Promise<Evidence> {
  const sent = await fieldsOf(flow);
  const all: Partial<Record<Channel, readonly Field[]>> = { ...flow.elsewhere, [flow.channel]: sent };
  const query = encode('?', [...(all.query ?? [])]);
  const fragment = encode('#', [...(all.fragment ?? [])]);
  const url = `${flow.landing}${query}${fragment}`;
  const form = all.form_post ? [...all.form_post] : null;
  const seen = response(url, { at: flow.at, method: form ? 'POST' : 'GET', form });
  const endpoint = `${recording.issuer}/auth${encode('?', flow.request)}`;
  const given = {
    client: flow.client,
    profile: flow.client.profile,
    request: request({}, { at: flow.at - 2000, url: endpoint, urlLength: endpoint.length }),
    pairedBy: 'redirect-chain',
    ...flow.change,
  } as const;
  return evidence(seen, flow.keys, given, flow.metadata);
}

async function fieldsOf(flow: Flow): Promise<Field[]> {
  const idToken = flow.idToken && (await compact(flow.idToken));
  if (!flow.jwt) return [...flow.plain, ...(idToken === null ? [] : [['id_token', idToken] as Field])];
  const { jwt, jwe, finish = (text: string) => text } = flow;
  // As text: what is wrong with the payload is not to be put right by reading and writing it.
  const member = idToken === null ? '' : `,"id_token":"${idToken}"`;
  const token = { ...jwt, payload: jwt.payload.replace(/\}$/, `${member}}`) };
  const signed = await compact(token);
  const response = await finish(jwe ? await encrypt(signed, jwe) : signed);
  return [...flow.plain, ['response', response]];
}

async function compact({ header, payload, key, finish = (text) => text }: Token): Promise<string> {
  return await finish(await sign(header, payload, key));
}

async function encrypt(signed: string, { header, key }: NonNullable<Flow['jwe']>): Promise<string> {
  return await new CompactEncrypt(new TextEncoder().encode(signed))
    .setProtectedHeader(header)
    .encrypt(await importKey(key, 'encrypt'));
}

function encode(mark: '?' | '#', fields: readonly Field[]): string {
  return fields.length === 0 ? '' : `${mark}${new URLSearchParams([...fields]).toString()}`;
}
