import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import type { PublishedKey } from '../issuer/jwks.ts';
import type { Metadata } from '../issuer/metadata.ts';
import type { Compact, Jwe } from '../jose/compact.ts';
import type { Decryption } from '../jose/decrypt.ts';
import type { SignatureResult } from '../jose/signature.ts';
import type { Profile } from '../profile.ts';
import type { Clock } from '../read/clock.ts';
import type { IdToken } from '../read/id-token.ts';
import type { ReadRequest } from '../read/request.ts';
import type { ReadResponse } from '../read/response.ts';

/**
 * What a check says. `skip` lacks context, `unsupported` cannot be computed in this browser; neither is ever a pass.
 */
export type Outcome = 'pass' | 'fail' | 'warn' | 'info' | 'skip' | 'unsupported';

/** How an expected number limits the observed one. */
type Bound = 'at least' | 'at most' | 'after' | 'not after';

/** A value as a finding holds it: typed, so that what is shown or exported knows what is secret. */
export type Value =
  | {
      readonly kind: 'text' | 'issuer' | 'client_id' | 'url' | 'kid' | 'code' | 'state' | 'nonce' | 'token';
      readonly value: string;
    }
  | { readonly kind: 'number'; readonly value: number; readonly bound?: Bound }
  /** Seconds since 1970. */
  | { readonly kind: 'time'; readonly value: number; readonly bound?: Bound }
  /** Seconds, and by how many they may be wrong. */
  | { readonly kind: 'duration'; readonly value: number; readonly bound?: Bound; readonly within?: number }
  /** A JSON value of the wrong type, written as JSON. */
  | { readonly kind: 'json'; readonly value: string }
  | { readonly kind: 'list'; readonly values: readonly Value[] }
  | { readonly kind: 'absent' };

/** Why a check has nothing to go by. */
export type SkipCode =
  | 'request-not-seen'
  | 'endpoint-unknown'
  | 'no-access'
  | 'request-object'
  | 'pushed-request'
  | 'encrypted'
  | 'keys-pending'
  | 'no-keys'
  | 'no-metadata'
  | 'not-signed'
  | 'unreadable'
  /** The response is longer than what is kept of one. */
  | 'cut'
  | 'needs-secret'
  /** The client's switch "watch for leaks" is off. */
  | 'not-watched'
  /** It happened where the browser shows nothing, or before the background was ready. */
  | 'not-seen'
  /** The background has not compared the response with earlier ones yet. */
  | 'history-pending'
  /** The registration does not say. */
  | 'not-registered'
  /** The response was pasted: when and in what flow it came is not known, and no keys are fetched for it. */
  | 'pasted'
  | 'pasted-keys';

/** What a finding rests on, and so how certain it is. */
export type Certainty =
  /** The bytes of the response, the request and the issuer's documents. */
  | 'proven'
  /** Right as far as the registration typed in is right. */
  | 'as-registered'
  /** Right as far as this browser was able to see what happened. */
  | 'as-observed'
  /** Right as far as the server was sent what this tool says it sent. */
  | 'as-sent'
  /** A rule of thumb. */
  | 'estimated';

/** What one check found, without a word of prose. */
export interface Said {
  readonly outcome: Outcome;
  /** Which of several ways it failed, warned or was skipped. */
  readonly code?: string;
  readonly expected?: Value;
  readonly observed?: Value;
  /** Where it differs from the check's own. */
  readonly certainty?: Certainty;
}

/** What every check judges from: the evidence, read once. */
export interface Context {
  readonly evidence: Evidence;
  readonly client: Client;
  readonly profile: Profile;
  /** When the response arrived, in seconds since 1970, by this computer's clock. */
  readonly arrived: number;
  /**
   * The same by the clock that counts for time claims: the issuer's, where it is known to differ. Where both clocks
   * should be asked, `atArrival` does.
   */
  readonly moment: number;
  /** What is known of the issuer's clock; null where it was never asked. */
  readonly clock: Clock | null;
  readonly response: ReadResponse;
  /** Whether only the beginning of the response was kept: then nothing it says can be judged. */
  readonly isCut: boolean;
  /** The text of the `response` parameter, or null where the response is plain. */
  readonly compact: string | null;
  /** The JWT that counts: the one inside the encryption where it could be decrypted, else what was received. */
  readonly jwt: Compact | null;
  /** The encryption around the JWT, or null where there is none. */
  readonly jwe: Jwe | null;
  /** What became of decrypting it. */
  readonly decryption: Decryption | null;
  /** The response parameters that count: claims of the JWT, or the plain ones. Null where the JWT cannot be read. */
  readonly answer: ((name: string) => unknown) | null;
  readonly signature: SignatureResult | null;
  /** The ID token among the response parameters, read and verified. */
  readonly idToken: IdToken | null;
  readonly metadata: Metadata | null;
  readonly keys: readonly PublishedKey[] | null;
  readonly request: ReadRequest | null;
  /** Why no request is known. */
  readonly requestSkip: SkipCode;
}

/** The families of the catalogue, in the order in which findings are shown. */
export const families = [
  'envelope',
  'signature',
  'encryption',
  'claims',
  'delivery',
  'issuer',
  'parameters',
  'id-token',
  'request',
  'flow',
  'history',
  'leaks',
  'metadata',
] as const;
export type Family = (typeof families)[number];

/** One rule of the catalogue: data and one function. Its wording stands in `src/wording`. */
export interface Check {
  /** Kebab-case, stable: exports and tests name it. */
  readonly name: string;
  /** The id in the catalogue, such as `F05`. */
  readonly catalogue: string;
  readonly clauses: readonly string[];
  /** What its findings rest on; `proven` where left out. */
  readonly certainty?: Certainty;
  /** Null where the rule does not apply to this response. */
  judge(context: Context): Said | null;
}

/** A check's answer, with the check's own data. */
export interface Finding extends Said {
  readonly check: string;
  readonly catalogue: string;
  readonly family: Family;
  readonly clauses: readonly string[];
  readonly certainty: Certainty;
  /** Set where the tester has accepted it: why, and until when, in milliseconds since 1970. It leaves the verdict then. */
  readonly accepted?: { readonly reason: string; readonly until: number };
}

type Values = Pick<Said, 'expected' | 'observed'>;

export const pass = (values: Values = {}): Said => ({ outcome: 'pass', ...values });
export const fail = (code: string, values: Values = {}): Said => ({ outcome: 'fail', code, ...values });
export const warn = (code: string, values: Values = {}): Said => ({ outcome: 'warn', code, ...values });
export const info = (code: string, values: Values = {}): Said => ({ outcome: 'info', code, ...values });
export const skip = (code: SkipCode): Said => ({ outcome: 'skip', code });

export const absent: Value = { kind: 'absent' };
export const text = (value: string): Value => ({ kind: 'text', value });
export const number = (value: number): Value => ({ kind: 'number', value });
export const atLeast = (value: number): Value => ({ kind: 'number', value, bound: 'at least' });
export const atMost = (value: number): Value => ({ kind: 'number', value, bound: 'at most' });
export const list = (kind: 'text' | 'kid' | 'client_id' | 'issuer', values: readonly string[]): Value => ({
  kind: 'list',
  values: values.map((value) => ({ kind, value })),
});

/** A value of unknown type: a string of the given kind, absent, or JSON. */
export function observe(kind: Extract<Value, { value: string }>['kind'], value: unknown): Value {
  if (value === undefined) return absent;
  if (typeof value === 'string') return { kind, value };
  return { kind: 'json', value: typeof value === 'number' ? String(value) : JSON.stringify(value) };
}

/** A value that JSON can hold: 1e999 is valid JSON, but what is read of it is infinite, which JSON cannot say. */
export function storable(value: Value): Value {
  if (value.kind === 'list') return { kind: 'list', values: value.values.map(storable) };
  if (!('value' in value) || typeof value.value === 'string' || Number.isFinite(value.value)) return value;
  return { kind: 'json', value: String(value.value) };
}

/** A request parameter: its value and what is known of it by, or why it cannot be known. */
export type Requested =
  | { readonly value: string | undefined; readonly restsOn?: Certainty }
  | { readonly unknown: SkipCode };

/** What the request said of a parameter (RFC 9101 5: with a request object only the object counts), or the tester. */
export function requested(context: Context, name: string): Requested {
  const { request, evidence } = context;
  const value = request ? request.get(name) : null;
  if (value !== null) return request?.isOwnWord(name) ? { value, restsOn: 'as-sent' } : { value };
  const typed: string | undefined = Object.hasOwn(evidence.typed, name)
    ? evidence.typed[name as keyof typeof evidence.typed]
    : undefined;
  if (typed !== undefined) return { value: typed === '' ? undefined : typed, restsOn: 'as-registered' };
  if (!request) return { unknown: context.requestSkip };
  if (request.isCut) return { unknown: 'cut' };
  return { unknown: request.carriedBy === 'request' ? 'request-object' : 'pushed-request' };
}

/** Judges by a request parameter, or says why it is not known. */
export function ifRequested(
  context: Context,
  name: string,
  judge: (value: string | undefined) => Said | null,
): Said | null {
  const parameter = requested(context, name);
  return 'unknown' in parameter ? skip(parameter.unknown) : restingOn(judge(parameter.value), parameter);
}

/** A finding that rests on what the tester typed in, or this tool sent, is right as far as that is. */
export function restingOn(said: Said | null, ...parameters: readonly Requested[]): Said | null {
  if (!said || said.outcome === 'skip') return said;
  const rests = parameters.map((one) => ('value' in one ? one.restsOn : undefined));
  const certainty = rests.find((one) => one === 'as-registered') ?? rests.find((one) => one !== undefined);
  return certainty ? { certainty, ...said } : said;
}
