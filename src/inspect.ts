import { markAccepted } from './accepted.ts';
import type { Context, Finding, SkipCode } from './checks/check.ts';
import { judgeMeanwhile } from './checks/index.ts';
import type { Evidence } from './evidence.ts';
import type { Decrypted } from './files/decrypted.ts';
import { readJwks, readMetadata } from './issuer/documents.ts';
import type { PublishedKey } from './issuer/jwks.ts';
import type { Compact, Jws } from './jose/compact.ts';
import { openCompact } from './jose/opened.ts';
import { type SignatureResult, verifySignature } from './jose/signature.ts';
import { type PlacedSample, momentOf, readClock } from './read/clock.ts';
import { readIdToken } from './read/id-token.ts';
import { valueOf } from './read/parameters.ts';
import { type BesideObject, type ReadRequest, readRequest } from './read/request.ts';
import { type ReadResponse, readResponse } from './read/response.ts';
import type { Secrets } from './secrets.ts';
import { type Verdict, foldVerdict } from './verdict.ts';

/** What a piece of evidence amounts to: what was read, what was found, and the verdict. */
export interface Inspection {
  readonly context: Context;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

/**
 * Judges an authorization response. The same evidence gives the same answer, whenever and wherever it is asked.
 * Never throws on anything that a server, page or response brought along.
 *
 * @param secrets what only the client may know; null where nothing was given
 */
export async function inspect(evidence: Evidence, secrets: Secrets | null = null): Promise<Inspection> {
  const response = readResponse(evidence.response);
  const compact = compactOf(response);
  const isCut = evidence.response.formCut || evidence.response.urlLength > evidence.response.url.length;
  const opening =
    compact === null || isCut ? null : openCompact(compact, secrets, stated(evidence, 'response'));
  const keys = keysInForce(evidence);
  const opened = await opening;
  const jwt = opened?.jwt ?? null;
  const secret = secrets?.client_secret ?? '';
  const verify = (jws: Jws) => judgeSignature(jws, keys, secret, evidence, evidence.response.at);
  // All that follows is done while WebCrypto verifies.
  const verifying = jwt?.form === 'jws' ? verify(jwt) : null;
  const answer = isCut ? null : answerOf(response, jwt);
  const idToken = await readIdToken(answer, secrets, verify, stated(evidence, 'id_token'));
  const arrived = evidence.response.at / 1000;
  const clock = readClock(clockSamples(evidence), evidence.response.at);
  const metadata = metadataInForce(evidence);
  const request = requestIn(evidence);
  const contextWith = (signature: Context['signature']): Context => ({
    evidence,
    client: evidence.client,
    profile: evidence.profile,
    arrived,
    moment: momentOf(arrived, clock),
    clock,
    response,
    isCut,
    compact,
    jwt,
    jwe: opened?.jwe ?? null,
    decryption: opened?.decryption ?? null,
    answer,
    signature,
    idToken,
    metadata,
    keys,
    request,
    requestSkip: whyNoRequest(evidence),
  });
  const { context, findings: all } = await judgeMeanwhile(contextWith, verifying);
  const findings = markAccepted(all, evidence.accepted, evidence.response.at);
  return { context, findings, verdict: foldVerdict(findings, compact !== null) };
}

function stated({ decrypted }: Evidence, of: Decrypted['of']): Decrypted | undefined {
  return decrypted?.find((one) => one.of === of);
}

/** The request that was seen, else the one that the tool sent. */
function requestIn(evidence: Evidence): ReadRequest | null {
  const { request, started } = evidence;
  const raw = request ?? (started && { url: started.url, form: null });
  const sent = started ? { parameters: started.parameters, isSeen: request !== null } : undefined;
  return raw && readRequest(raw, besideObject(evidence), sent);
}

/** RFC 9101 is the stricter one; who judges by OpenID Connect judges by OpenID Connect Core 6.3.3. */
function besideObject({ profile }: Evidence): BesideObject {
  return profile === 'oidc' ? 'fill-in' : 'ignored';
}

function clockSamples({ lookups }: Evidence): PlacedSample[] {
  return lookups.flatMap(({ record: { metadata, keys } }) =>
    [metadata, keys].flatMap((fetched) => (fetched?.clock ? { ...fetched.clock, url: fetched.url } : [])),
  );
}

/**
 * Verifies a signature. Keys from before it came, which the issuer may have replaced since, can prove it right, but not
 * wrong.
 *
 * @param at when it came, in milliseconds since 1970
 */
export async function judgeSignature(
  jws: Jws,
  keys: readonly PublishedKey[] | null,
  secret: string,
  { lookups }: Evidence,
  at: number,
): Promise<SignatureResult> {
  const result = await verifySignature(jws, keys, secret);
  if (result.hmac) return result;
  const looked = lookups.at(-1)?.record.keys;
  const outdated = looked && (looked.problem !== null || looked.at < at);
  return outdated && result.state === 'failed' ? { ...result, state: 'no-keys' } : result;
}

/** The first non-empty `response` value; null for a plain response (RFC 6749 3.1: an empty one counts as left out). */
function compactOf(response: ReadResponse): string | null {
  const own = valueOf(response.parameters, 'response');
  return own ?? response.responses.find((value) => value !== '') ?? null;
}

function answerOf(response: ReadResponse, jwt: Compact | null): Context['answer'] {
  if (!jwt) return (name) => valueOf(response.parameters, name);
  if (jwt.form !== 'jws' || jwt.payload.problem) return null;
  const { members } = jwt.payload;
  return (name) => (members[name] === '' ? undefined : members[name]);
}

/** The newest keys that could be read: a look that failed does not take away what an earlier one found. */
function keysInForce({ client, lookups }: Evidence) {
  if (client.keys.from === 'jwks') return readJwks(client.keys.jwks);
  const jwks = lookups.findLast((lookup) => lookup.jwks !== null)?.jwks;
  return jwks ? readJwks(jwks) : null;
}

function metadataInForce({ lookups }: Evidence) {
  const document = lookups.findLast((lookup) => lookup.metadata !== null)?.metadata;
  return document ? readMetadata(document) : null;
}

function whyNoRequest({ client, lookups, response }: Evidence): SkipCode {
  if (response.from === 'pasted') return 'pasted';
  if (client.authorization_endpoint === undefined) return 'endpoint-unknown';
  const last = lookups.at(-1);
  if (!last) return 'keys-pending';
  return last.record.endpointObservable ? 'request-not-seen' : 'no-access';
}
