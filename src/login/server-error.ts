import { isObject } from '../jose/json.ts';
import type { HttpAnswer } from './http.ts';

/** An answer that was no success, as it came (RFC 6749 5.2; RFC 9126 2.3). */
export interface ServerError {
  readonly status: number;
  readonly error: string | null;
  readonly error_description: string | null;
  /** What the answer held, cut at `bodyLimit` characters. */
  readonly body: string;
}

/** The most that is kept of an answer, in characters. */
const bodyLimit = 100_000;

/** The members of an answer in JSON; empty where it is none. Never throws. */
export function membersOf({ body }: HttpAnswer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Reads an answer as an error. */
export function readServerError(answer: HttpAnswer): ServerError {
  const { error, error_description } = membersOf(answer);
  return {
    status: answer.status,
    error: typeof error === 'string' ? error : null,
    error_description: typeof error_description === 'string' ? error_description : null,
    body: answer.body.slice(0, bodyLimit),
  };
}
