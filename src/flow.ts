import type { Context } from './checks/check.ts';
import { splitUrl } from './read/response.ts';

/** Who takes part in a login. */
export const parties = ['application', 'browser', 'server'] as const;
export type Party = (typeof parties)[number];

/** One thing that travelled, or must have travelled, between two of them. */
export interface FlowStep {
  readonly from: Party;
  readonly to: Party;
  readonly what:
    /** RFC 9126: the request was pushed. */
    | 'push'
    /** The application sent the browser off. */
    | 'start'
    | 'request'
    | 'answer'
    | 'response'
    /** RFC 6749 4.1.3 */
    | 'redeem';
  /** Whether this browser saw it; what it did not see follows from what it did. */
  readonly isSeen: boolean;
  /** When, in milliseconds since 1970; null where it was not seen. */
  readonly at: number | null;
  /** Such as `GET`, or the status of an answer; null where it is not known. */
  readonly by: string | null;
  /** The URL without its parameters; null where there is none to show. */
  readonly place: string | null;
  /** The names of the parameters that travelled. */
  readonly names: readonly string[];
}

/** How a login went, step by step, as far as it was seen or follows from what was. */
export function flowOf({ evidence, request, response, metadata, answer }: Context): FlowStep[] {
  const asked = evidence.request;
  const unseen = { isSeen: false, at: null, by: null, place: null, names: [] };
  const steps: FlowStep[] = [];
  if (request?.carriedBy === 'request_uri')
    steps.push({ ...unseen, from: 'application', to: 'server', what: 'push' });
  if (asked && request) {
    steps.push({ ...unseen, from: 'application', to: 'browser', what: 'start' });
    steps.push({
      from: 'browser',
      to: 'server',
      what: 'request',
      isSeen: true,
      at: asked.at,
      by: asked.method,
      place: splitUrl(asked.url).landing,
      names: namesOf(request.parameters),
    });
  }
  const redirect = evidence.observations.find(({ saw }) => saw.what === 'redirect')?.saw;
  steps.push({
    ...unseen,
    from: 'server',
    to: 'browser',
    what: 'answer',
    by: redirect?.what === 'redirect' ? String(redirect.status) : null,
    names: namesOf(response.parameters),
  });
  steps.push({
    from: 'browser',
    to: 'application',
    what: 'response',
    isSeen: true,
    at: evidence.response.at,
    by: evidence.response.method,
    place: response.landing,
    names: namesOf(response.parameters),
  });
  if (typeof answer?.('code') === 'string')
    steps.push({
      ...unseen,
      from: 'application',
      to: 'server',
      what: 'redeem',
      place: metadata?.token_endpoint ?? null,
      names: ['code'],
    });
  return steps;
}

function namesOf(parameters: readonly (readonly [string, string])[]): string[] {
  return [...new Set(parameters.map(([name]) => name))];
}
