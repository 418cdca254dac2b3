import { readCompact } from '../jose/compact.ts';
import { type RawResponse, readResponse } from './response.ts';

/** A value of a response that only the client may know, and the parameter that carries it. */
export interface Trace {
  readonly parameter: string;
  readonly value: string;
}

/** What must not reach anybody else (RFC 9700 4.2; RFC 6749 10.3). */
const secretParameters = ['response', 'code', 'state', 'access_token', 'id_token', 'refresh_token'] as const;

/** A shorter value may well stand in a URL by chance. */
const shortest = 8;

/** The values of a response that would be a leak anywhere else: its parameters, and the claims of a JWT that is signed only. */
export function tracesOf(raw: RawResponse): Trace[] {
  const { query, fragment, form, responses } = readResponse(raw);
  const claims = responses.flatMap((compact) => {
    const jwt = readCompact(compact);
    return jwt.form === 'jws' && !jwt.payload.problem ? Object.entries(jwt.payload.members) : [];
  });
  const found = new Map<string, Trace>();
  for (const [parameter, value] of [...query, ...fragment, ...form, ...claims]) {
    const isSecret = secretParameters.some((name) => name === parameter);
    if (isSecret && typeof value === 'string' && value.length >= shortest)
      found.set(`${parameter} ${value}`, { parameter, value });
  }
  return [...found.values()];
}

/**
 * The parameters whose values stand in a text, such as a URL or a `Referer`: as they are or percent-encoded, once or
 * twice, as in a URL within a URL. A longer word that only holds the value is another value.
 */
export function parametersIn(text: string, traces: readonly Trace[]): string[] {
  const once = decoded(text);
  const texts = new Set([text, once, decoded(once)]);
  const found = traces.filter(({ value }) => [...texts].some((one) => holdsWord(one, value)));
  return [...new Set(found.map(({ parameter }) => parameter))];
}

/** Without its percent escapes; where one is malformed, as it is. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a code, a token or a JWT is made of: where it goes on with one of these, it is another one. */
const wordCharacter = /[\w.~-]/;

function holdsWord(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const [before = '', after = ''] = [text[at - 1], text[at + value.length]];
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) return true;
  }
  return false;
}
