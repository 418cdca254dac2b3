import * as v from 'valibot';
import { parseUrl } from '../host.ts';
import { parseParameters } from '../read/parameters.ts';
import type { Field } from '../records.ts';
import { readJsonFile } from './json.ts';
import { type FileProblem, isProblem, problem } from './problem.ts';

/** The longest HAR that is read, in characters, and the most entries. */
export const harLimit = 100_000_000;
const entryLimit = 100_000;

const Head = v.object({
  log: v.object({
    version: v.optional(v.string()),
    entries: v.array(v.unknown()),
    /** Of an export of this extension. */
    _redaction: v.fallback(v.optional(v.object({ redacted: v.boolean() })), undefined),
  }),
});

const Pair = v.object({ name: v.string(), value: v.optional(v.string(), '') });
/** What matters of an entry (HAR 1.2); whatever else a browser or a tool writes is passed over. */
const Entry = v.object({
  startedDateTime: v.string(),
  time: v.fallback(v.number(), 0),
  request: v.object({
    method: v.string(),
    url: v.string(),
    postData: v.optional(
      v.nullable(
        v.object({
          mimeType: v.optional(v.string(), ''),
          text: v.fallback(v.optional(v.string()), undefined),
          params: v.fallback(v.optional(v.array(Pair)), undefined),
        }),
      ),
    ),
  }),
  response: v.optional(
    v.object({
      status: v.fallback(v.number(), 0),
      redirectURL: v.fallback(v.string(), ''),
      headers: v.fallback(v.array(Pair), []),
      content: v.fallback(
        v.object({ text: v.optional(v.string(), ''), encoding: v.optional(v.string(), '') }),
        { text: '', encoding: '' },
      ),
    }),
  ),
});
type Entry = v.InferOutput<typeof Entry>;

/** One navigation, or anything else that was sent, as a HAR tells of it. */
export interface Sent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  /** The fields of a form body, decoded; null where there was none. */
  readonly form: readonly Field[] | null;
  readonly status: number;
  /** Where the answer redirected to, fragment included; empty where it did not. */
  readonly location: string;
  /** The answer's body; empty where the file leaves it out. */
  readonly body: string;
  /** When the answer was complete, in milliseconds since 1970. */
  readonly endedAt: number;
}

/** What a HAR holds, in the order in which it was sent, and how many entries cannot be read. */
export interface Har {
  readonly sent: readonly Sent[];
  readonly unreadable: number;
}

/** Reads a HAR of any browser or tool (HAR 1.1 and 1.2). Never throws. */
export function parseHar(text: string): Har | FileProblem {
  const read = readJsonFile(text, harLimit);
  if (isProblem(read)) return read;
  const head = v.safeParse(Head, read.value);
  if (!head.success) return problem('not-a-har');
  const { version, entries, _redaction: redaction } = head.output.log;
  if (version !== undefined && !version.startsWith('1.')) return problem('newer', version);
  if (redaction?.redacted) return problem('redacted');
  if (entries.length > entryLimit) return problem('too-many', entryLimit);
  const sent = entries.flatMap((entry) => readEntry(entry) ?? []);
  return {
    sent: sent.toSorted((one, other) => one.at - other.at),
    unreadable: entries.length - sent.length,
  };
}

function readEntry(value: unknown): Sent | null {
  const parsed = v.safeParse(Entry, value);
  if (!parsed.success) return null;
  const { startedDateTime, time, request, response } = parsed.output;
  const at = Date.parse(startedDateTime);
  if (!(at >= 0)) return null;
  return {
    at,
    method: request.method.toUpperCase(),
    url: request.url,
    form: formOf(request),
    status: response?.status ?? 0,
    location: response ? locationOf(response, request.url) : '',
    body: response ? bodyOf(response) : '',
    endedAt: time > 0 && time < day ? at + time : at,
  };
}

/** No answer takes longer, in milliseconds. */
const day = 86_400_000;

function formOf({ postData }: Entry['request']): Field[] | null {
  if (!postData) return null;
  const { mimeType, text, params } = postData;
  const isForm = /^(?:application\/x-www-form-urlencoded\b|$)/i.test(mimeType);
  if (!isForm) return null;
  if (text) return [...parseParameters(text)];
  // HAR does not say whether they are decoded, and Chromium writes them as they were sent.
  return (params ?? []).map(({ name, value }) => [name, unescaped(value)]);
}

function unescaped(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value)) return value;
  return new URLSearchParams(`v=${value.replaceAll('&', '%26')}`).get('v') ?? value;
}

/** Only what redirects has a place to go on to; a fragment survives nowhere else (RFC 9110 10.2.2). */
function locationOf({ status, redirectURL, headers }: NonNullable<Entry['response']>, base: string): string {
  const header = headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '';
  const given = redirectURL === '' ? header : withFragment(redirectURL, header);
  if (given === '' || (status !== 0 && (status < 300 || status > 399))) return '';
  return parseUrl(given) ? given : URL.canParse(given, base) ? new URL(given, base).href : '';
}

/** Some tools leave the fragment out of `redirectURL`, but not out of the header. */
function withFragment(redirectURL: string, header: string): string {
  return !redirectURL.includes('#') && header.split('#')[0] === redirectURL ? header : redirectURL;
}

function bodyOf({ content: { text, encoding } }: NonNullable<Entry['response']>): string {
  if (encoding !== 'base64') return text;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}
