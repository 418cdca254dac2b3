import type { Titled } from './shapes.ts';
import { findingTitle } from './titles.ts';

/** A rejected response as far as a desktop notification tells of it: no value out of the response is in it. */
export interface Failure {
  readonly reason: Titled;
  readonly client_id: string;
  /** The host of the issuer. */
  readonly server: string;
}

/**
 * What a desktop notification says of responses that were rejected, one or several at once.
 *
 * @param last the newest
 * @param count how many there are, the newest among them
 */
export function failureNotice(
  { reason, client_id, server }: Failure,
  count: number,
): { readonly title: string; readonly message: string } {
  const where = `${client_id} at ${server}`;
  return count === 1
    ? { title: findingTitle(reason), message: `Response rejected: ${where}` }
    : { title: `${count} responses rejected`, message: `Last: ${findingTitle(reason)}, ${where}` };
}
