/** A recorded exchange taken apart, so that any part of it can be changed, and put together again. */
import {
  CompactEncrypt,
  type CompactJWEHeaderParameters,
  type JWK,
  base64url,
  compactDecrypt,
  decodeProtectedHeader,
} from 'jose';
import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import { evidence, request, response } from '../fixture.ts';
import { encryptionOf, managementOf } from '../jose/encryption-algorithms.ts';
import { isObject } from '../jose/json.ts';
import { deriveSecretKey } from '../jose/secret-key.ts';
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
  /** Whether it is more than one more algorithm: every fault is made in it. */
  readonly isUsual: boolean;
  /** Whether that is done every time; in the other usual ones `npm run long` does it. */
  readonly isEveryday: boolean;
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
  /** How far the issuer's clock is known to be ahead, in seconds; null where nothing is known of it. */
  readonly clockAhead: number | null;
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

/** The clients that logged in in every way; all others did it once, to have every algorithm. */
const usual = /^(?:RS256|PS256|ES256|Ed25519|encrypted|hybrid),/;
/** All but what differs in the channel, in code or error, or in the algorithm, where others have each of these. */
const everyday = [
  /^RS256, (?:default|form_post|query\.jwt|form_post\.jwt), code$/,
  /^RS256, (?:query|fragment|jwt|fragment\.jwt), code, access_denied$/,
  /^RS256, \S+ none$/,
  /^ES256,/,
  /^encrypted, \S+ code$/,
  /^hybrid,/,
];
const usualAlgs = new Set(['RS256', 'PS256', 'ES256', 'Ed25519']);

/** Takes every recorded exchange apart. */
export async function flows(): Promise<Flow[]> {
  return await Promise.all(recording.exchanges.map(takeApart));
}

async function takeApart(recorded: Recorded): Promise<Flow> {
  const { name, client, decryptionKey, client_secret, response, at } = recorded;
  const isUsual = usual.test(name) && !/ token|token id/.test(name);
  const read = readResponse(response);
  const compact = read.responses[0];
  const opened = compact === undefined ? null : await open(compact, recorded);
  const jwt = opened ? takeTokenApart(opened.jws, client_secret) : null;
  const idToken = jwt ? members(jwt)['id_token'] : new Map(read.parameters).get('id_token');
  const encryption = opened?.header && {
    authorization_encrypted_response_alg: opened.header.alg,
    authorization_encrypted_response_enc: opened.header.enc,
  };
  return {
    name,
    isUsual,
    isEveryday: isUsual && everyday.some((kind) => kind.test(name)),
    client: { ...client, ...encryption },
    request: parseParameters(recorded.request.slice(recorded.request.indexOf('?'))),
    channel: read.channel,
    landing: read.landing,
    plain: read.parameters.filter(([key]) => key !== 'response' && key !== 'id_token'),
    elsewhere: {},
    jwt: jwt && withoutMember(jwt, 'id_token'),
    jwe: opened?.header ? { header: opened.header, key: opened.key } : null,
    idToken: typeof idToken === 'string' ? takeTokenApart(idToken, client_secret) : null,
    metadata: recording.metadata,
    // The other RSA algorithms share their keys: what is wrong with one would be made up for by another.
    keys: recording.jwks.keys.filter(({ alg }) => !isUsual || usualAlgs.has(String(alg))),
    at,
    secrets: {
      client: client.id,
      issuer: client.issuer,
      revision: '1',
      keys: decryptionKey ? JSON.stringify(decryptionKey) : '',
      client_secret: client_secret ?? '',
    },
    clockAhead: null,
    change: {},
  };
}

async function open(compact: string, { decryptionKey, client_secret }: Recorded) {
  if (compact.split('.').length === 3) return { jws: compact, header: null };
  const { alg = '', enc = '' } = decodeProtectedHeader(compact);
  const key = decryptionKey ?? (await symmetricKey(alg, enc, client_secret ?? ''));
  const ready = await importKey(key, 'decrypt', alg);
  const { plaintext, protectedHeader } = await compactDecrypt(compact, ready);
  // What belongs to one encryption alone is made anew by the next.
  const { epk: _epk, iv: _iv, tag: _tag, ...header } = protectedHeader;
  return { jws: new TextDecoder().decode(plaintext), header, key };
}

/** The key that the client secret stands for (OpenID Connect Core 10.2). */
async function symmetricKey(alg: string, enc: string, secret: string): Promise<JWK> {
  const management = managementOf(alg);
  const length = management && 'length' in management ? management.length : encryptionOf(enc)?.keyLength;
  if (length === undefined) throw new Error(`no length of a key for ${alg} and ${enc}`);
  return { kty: 'oct', alg, k: base64url.encode(await deriveSecretKey(secret, length)) };
}

function takeTokenApart(compact: string, secret: string | null): Token {
  const [header = '', payload = ''] = compact.split('.');
  const text = (part: string) => new TextDecoder().decode(base64url.decode(part));
  const read: unknown = JSON.parse(text(header));
  if (!isObject(read)) throw new Error('no header');
  const alg = String(read['alg']);
  const key = alg.startsWith('HS') ? { kty: 'oct', alg, k: base64url.encode(secret ?? '') } : keyFor(alg);
  return { header: read, payload: text(payload), key };
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
  return withClock(evidence(seen, flow.keys, given, flow.metadata), flow);
}

/** The issuer's keys as they were answered with by a clock of its own. */
function withClock(given: Evidence, { clockAhead, at }: Flow): Evidence {
  if (clockAhead === null) return given;
  const date = Math.floor((at + clockAhead * 1000) / 1000) * 1000;
  const clock = { sent: at - 50, received: at + 50, date, age: 0 };
  const lookups = given.lookups.map((lookup) => {
    const { keys } = lookup.record;
    return { ...lookup, record: { ...lookup.record, keys: keys && { ...keys, clock } } };
  });
  return { ...given, lookups };
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
    .encrypt(await importKey(key, 'encrypt', header.alg));
}

function encode(mark: '?' | '#', fields: readonly Field[]): string {
  return fields.length === 0 ? '' : `${mark}${new URLSearchParams([...fields]).toString()}`;
}
