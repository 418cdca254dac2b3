/** Evidence made up for tests: a real key, a real signature, and one thing after another to change. */
import { CompactSign, type JWK, exportJWK, generateKeyPair } from 'jose';
import { type Client, clientDefaults } from './client.ts';
import { type Evidence, catalogueVersion } from './evidence.ts';
import { inspect } from './inspect.ts';
import type { Fetched, HistoryRecord, RequestRecord, ResponseRecord } from './records.ts';
import type { Secrets } from './secrets.ts';

export const arrived = Date.UTC(2026, 10, 23, 14, 3, 22);
export const now = arrived / 1000;
export const issuer = 'https://id.example.com';
export const callback = 'https://app.example.com/cb';
/** Long enough not to be guessed. */
export const state = 'af0ifjsldkj-0Zu4cnMvSt';

export const client: Client = {
  ...clientDefaults,
  id: 'c1',
  revision: 'r1',
  callbacks: [callback],
  issuer,
  client_id: 's6BhdRkqt3',
  authorization_signed_response_alg: 'RS256',
  authorization_endpoint: `${issuer}/authorize`,
  keys: { from: 'metadata', metadata_url: `${issuer}/.well-known/openid-configuration` },
  test_network_without_tls: false,
};

/** A key pair with the public JWK that an issuer would publish for it. */
export interface SigningKey {
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

const made = new Map<string, Promise<SigningKey>>();

/** The key pair of an algorithm and a key ID, the same for as long as the process runs. */
export function makeKey(alg = 'RS256', kid = 'op-1'): Promise<SigningKey> {
  const name = `${alg} ${kid}`;
  const known = made.get(name) ?? makeKeyAnew(alg, kid);
  made.set(name, known);
  return known;
}

async function makeKeyAnew(alg: string, kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg } };
}

/** The claims of a response without a fault. */
export const goodClaims = {
  iss: issuer,
  aud: client.client_id,
  exp: now + 120,
  code: 'SplxlOBeZQQYbYS6WxSbIA',
  state,
};

/** The claims of an ID token without a fault, but for the hashes of what comes with it. */
export const goodIdTokenClaims = {
  iss: issuer,
  sub: '248289761001',
  aud: client.client_id,
  exp: now + 600,
  iat: now - 2,
  nonce: 'n-0S6_WzA2Mj',
};

/** Signs a payload, given as claims or as text, as a compact JWS. */
export async function sign(
  key: SigningKey,
  payload: object | string = goodClaims,
  header: object = {},
): Promise<string> {
  const bytes = new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
  return await new CompactSign(bytes)
    .setProtectedHeader({ alg: key.alg, ...(key.jwk.kid ? { kid: key.jwk.kid } : {}), ...header })
    .sign(key.privateKey);
}

let counter = 0;

/** A response at the callback. */
export function response(url: string, changes: Partial<ResponseRecord> = {}): ResponseRecord {
  counter += 1;
  return {
    kind: 'response',
    id: `r${String(counter).padStart(6, '0')}`,
    at: arrived,
    requestId: `n${counter}`,
    tabId: 1,
    frameId: 0,
    type: 'main_frame',
    method: 'GET',
    url,
    urlLength: url.length,
    form: null,
    formLeftOut: 0,
    formCut: false,
    clients: [client.revision],
    issuers: [issuer],
    ...changes,
  };
}

export const goodRequest: Readonly<Record<string, string>> = {
  client_id: client.client_id,
  response_type: 'code',
  response_mode: 'query.jwt',
  redirect_uri: callback,
  scope: 'openid',
  state,
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
};

/** A request at the authorization endpoint. */
export function request(
  parameters: Readonly<Record<string, string>> = goodRequest,
  changes: Partial<RequestRecord> = {},
): RequestRecord {
  const url = `${issuer}/authorize?${new URLSearchParams(parameters).toString()}`;
  return { ...response(url), kind: 'request', at: arrived - 4000, ...changes };
}

/** What the metadata of an issuer says that knows every mode and type here; a test adds to it, or takes away. */
const goodMetadata = {
  response_types_supported: ['code', 'token', 'code token']
    .flatMap((type) => [type, `${type} id_token`])
    .concat('id_token', 'none'),
  response_modes_supported: ['query', 'fragment', 'form_post']
    .flatMap((mode) => [mode, `${mode}.jwt`])
    .concat('jwt'),
  code_challenge_methods_supported: ['S256'],
  authorization_signing_alg_values_supported: ['RS256'],
};

/** Nothing that was seen before. */
const nothingBefore: HistoryRecord = {
  response: '',
  at: arrived,
  digests: {},
  earlier: [],
};

/** The evidence on one response, with the issuer's keys as they were found. */
export function evidence(
  seen: ResponseRecord,
  keys: readonly JWK[] | null,
  changes: Partial<Evidence> = {},
  metadata: object = {
    issuer: changes.client?.issuer ?? issuer,
    authorization_signing_alg_values_supported: ['RS256'],
  },
): Evidence {
  const fetched = (kind: string): Fetched => ({
    url: `${issuer}/${kind}`,
    at: seen.at + 10,
    document: keys ? `${kind}/0` : null,
    problem: keys ? null : 'network',
    detail: null,
    clock: null,
  });
  return {
    catalogue: catalogueVersion,
    response: seen,
    request: request(),
    pairedBy: 'frame',
    client,
    clientBy: 'only',
    issuersOnCallback: [issuer],
    profile: 'oauth2',
    typed: {},
    accepted: [],
    history: { ...nothingBefore, response: seen.id },
    sightings: 0,
    observations: [],
    started: null,
    lookups: [
      {
        record: {
          response: seen.id,
          n: 0,
          why: 'arrival',
          at: seen.at,
          endpointObservable: true,
          metadata: fetched('metadata'),
          keys: fetched('keys'),
        },
        metadata: keys ? JSON.stringify({ ...goodMetadata, ...metadata }) : null,
        jwks: keys ? JSON.stringify({ keys }) : null,
      },
    ],
    ...changes,
  };
}

/** What one check says of a piece of evidence, such as `fail missing`, with its certainty where it is not proven. */
export async function saidBy(
  check: string,
  given: Evidence,
  secrets: Secrets | null = null,
): Promise<string> {
  const { findings } = await inspect(given, secrets);
  const found = findings.find((finding) => finding.check === check);
  if (!found) return 'nothing';
  const { outcome, code, certainty } = found;
  return [outcome, ...(code ? [code] : []), ...(certainty === 'proven' ? [] : [certainty])].join(' ');
}
