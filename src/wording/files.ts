import type { LiveCount, LiveKind } from '../files/live-values.ts';
import type { FileProblem, FileProblemCode } from '../files/problem.ts';
import type { Stated } from '../files/stated.ts';
import type { Removed } from '../report/redact.ts';
import type { VerdictKind } from '../verdict.ts';
import { valueText } from './values.ts';
import { verdictLabel } from './verdict.ts';

/** What a number behind a name means in an export. */
export const ordinalsSentence =
  'A name with a number, such as `code#1`, stands for a secret value; the same number is the same value.';

/** Who wrote an export. */
export function writtenBy(version: string): string {
  return `Written by OAuth Response Inspector ${version}.`;
}

/** What a redacted export is not good for. */
export const redactedSentence =
  'Secret values were taken out, so the responses cannot be judged again from this file: it carries the verdicts as they were found.';

/** What an export without redaction is. */
export const liveSentence =
  'Nothing was taken out: this file holds live codes, tokens and other secret values.';

/** What was taken out of an export, such as "Taken out: 2 values of code, 1 of state." */
export function receiptSentence(removed: readonly Removed[]): string {
  if (removed.length === 0) return 'Nothing had to be taken out.';
  const parts = removed.map(({ kind, count }) => `${count} ${removedKinds[kind] ?? kind}`);
  return `Taken out: ${parts.join(', ')}.`;
}

const removedKinds: Readonly<Record<string, string>> = {
  token: 'JWT or part of one',
  value: 'without a known name',
};

const liveKinds: Readonly<Record<LiveKind, readonly [one: string, several: string]>> = {
  response: ['response JWT', 'response JWTs'],
  code: ['authorization code', 'authorization codes'],
  access_token: ['access token', 'access tokens'],
  refresh_token: ['refresh token', 'refresh tokens'],
  id_token: ['ID token', 'ID tokens'],
  id_token_hint: ['ID token as a hint', 'ID tokens as hints'],
  request: ['request object', 'request objects'],
  request_uri: ['request_uri', 'values of request_uri'],
  state: ['state', 'states'],
  nonce: ['nonce', 'nonces'],
  session_state: ['session_state', 'values of session_state'],
  login_hint: ['login hint', 'login hints'],
  sub: ['user identifier', 'user identifiers'],
  private_key: ['JWK with private members', 'JWKs with private members'],
  other: ['other value', 'other values'],
};

/** What live values a bundle holds, such as "It holds 1 authorization code, 2 states." */
export function liveValuesSentence(counts: readonly LiveCount[]): string {
  if (counts.length === 0) return 'It holds no live values.';
  const parts = counts.map(({ kind, count }) => `${count} ${liveKinds[kind][count === 1 ? 0 : 1]}`);
  return `It holds ${parts.join(', ')}.`;
}

/** Why a bundle cannot be redacted. */
export const bundleSentence =
  'A bundle holds the responses as they were received: without their secret values no signature could be verified again.';

/** What it takes to judge a response of a bundle again whose signature is an HMAC. */
export const needsSecretSentence =
  'The signature is an HMAC: it needs the client secret to be judged again, and that is in no file.';

const statedSentences: Readonly<Record<Stated, string>> = {
  response: 'Response and time of arrival as stated by the file.',
  pasted: 'Pasted in: how and when it arrived is not known, and it is judged at the time when it was pasted.',
  client: 'Registration as stated by the file.',
  keys: 'Keys as stated by the file: they were not fetched from the issuer here.',
  metadata: 'Metadata as stated by the file.',
  decryption: 'What was inside the encryption as stated by the file: the key is not here.',
};

/** How the responses of a run were judged, such as "3 (2 valid, 1 rejected)". */
export function runCounts(kinds: readonly VerdictKind[]): string {
  const counts = new Map<VerdictKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, count]) => `${count} ${verdictLabel(kind).toLowerCase()}`);
  return parts.length === 0 ? 'none' : `${kinds.length} (${parts.join(', ')})`;
}

/** What of a response is a file's word, in one sentence. */
export function statedSentence(stated: Stated): string {
  return statedSentences[stated];
}

/** The short form for a list or a tab. */
export const fromFileLabel = 'From a file';

/** What stands in the place of "Valid" where the keys are a file's word; the verdict's own sentence for any other. */
export function statedVerdict(kind: VerdictKind, sentence: string, stated: readonly Stated[]): string {
  if (kind !== 'valid' || !stated.some((one) => one === 'keys' || one === 'decryption')) return sentence;
  return sentence.replace(/^Valid/, 'Consistent with the keys in the file');
}

const sentences: Readonly<Record<FileProblemCode, (detail: string) => string>> = {
  unreadable: () =>
    'The browser cannot read it: it was changed or moved since it was chosen, so choose the file again',
  empty: () => 'There is nothing in it',
  'too-large': (limit) => `It is larger than ${megabytes(limit)}, which is not read`,
  'not-json': () => 'It is not JSON: the file is cut off, or something else',
  'too-deep': (limit) => `It is nested more than ${limit} levels deep, which no file of this kind is`,
  'not-a-bundle': () => 'It is JSON, but no evidence bundle of this extension',
  'not-a-har': () => 'It is JSON, but no HAR: there is no log with entries',
  newer: (version) =>
    `It was written in version ${version} of its format, which is newer than this extension`,
  redacted: () =>
    'Its secret values were taken out when it was exported, so nothing in it can be judged again',
  sealed: () => 'It is sealed: enter the passphrase that it was sealed with',
  'not-sealed': () => 'It is not sealed with a passphrase',
  'seal-algorithm': (alg) =>
    `It is encrypted in another way than a sealed bundle${alg === '' ? '' : ` (${alg})`}`,
  'seal-iterations': (count) =>
    `Opening it would take ${count} iterations, more than the 10,000,000 that are computed`,
  'seal-broken': () => 'It looks like a sealed bundle, but is damaged',
  passphrase: () => 'The passphrase is not the one that it was sealed with, or the file was changed',
  broken: (path) => (path === '' ? 'It is damaged' : `It is damaged at ${path}`),
  'too-many': (limit) => `It holds more than ${limit} responses, which are not read`,
  'no-response': () => 'There is no authorization response in it',
  'no-client': (callback) =>
    callback === ''
      ? 'No registered client fits this response'
      : `No registered client has the callback ${callback}`,
  'which-client': () => 'More than one registered client may have got this response: choose one',
};

/** Why a file, or what was pasted, cannot be used, in one sentence without full stop. */
export function fileSentence({ problem, detail }: FileProblem): string {
  return sentences[problem](detail === null ? '' : valueText({ kind: 'text', value: detail }));
}

/** Characters of JSON, HAR or base64url are nearly always bytes. */
function megabytes(characters: string): string {
  return `${Math.round(Number(characters) / 100_000) / 10} MB`;
}
