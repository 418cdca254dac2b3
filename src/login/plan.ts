import type { Client } from '../client.ts';
import type { Metadata } from '../issuer/metadata.ts';
import { expectedDelivery } from '../read/request.ts';
import type { LoginOptions } from './options.ts';
import { putsTokenInQuery } from './parameters.ts';

/** What each mode is to be tried with: a login, and the errors that can be provoked without one. */
export const wanted = ['login_required', 'invalid_scope', 'invalid_request_object', 'success'] as const;
export type Wanted = (typeof wanted)[number];

/** One login of a run. */
export interface Cell {
  /** Mode and what is wanted. */
  readonly id: string;
  readonly response_mode: string;
  readonly wanted: Wanted;
  readonly options: LoginOptions;
}

/** A mode that the server lists and that is not tried. */
export interface LeftOut {
  readonly response_mode: string;
  /** A mode that is none of OAuth's or JARM's, or one that the response type must not go with. */
  readonly why: 'unknown' | 'token-in-query';
}

/** The logins of a run, in their order, and the modes that are left out of it. */
export interface Plan {
  readonly response_type: string;
  readonly via: LoginOptions['via'];
  readonly cells: readonly Cell[];
  readonly leftOut: readonly LeftOut[];
}

/** A scope that no server knows. */
const unknownScope = 'no-such-scope';

/** The response type to try all modes with: `code` where the server has it, else its first. */
export function usualType({ response_types_supported: listed }: Metadata): string {
  return listed === undefined || listed.includes('code') ? 'code' : (listed[0] ?? 'code');
}

/**
 * Plans a login in every mode that the server's metadata list (RFC 8414 2: query and fragment where they list none),
 * and in each the errors that can be provoked. What needs nobody to be logged in comes first, since the first success
 * may leave a session.
 *
 * @param base how each login is; its mode does not count, and its prompt only where a login is wanted
 */
export function planOf(metadata: Metadata, client: Client, base: LoginOptions): Plan {
  const { response_type, via } = base;
  const modes = [...new Set(metadata.response_modes_supported ?? ['query', 'fragment'])];
  const leftOut = modes.flatMap((response_mode): LeftOut[] => {
    if (expectedDelivery(response_mode, response_type) === null) return [{ response_mode, why: 'unknown' }];
    const isForbidden = putsTokenInQuery(client, response_mode, response_type);
    return isForbidden ? [{ response_mode, why: 'token-in-query' }] : [];
  });
  const usable = modes.filter((mode) => !leftOut.some(({ response_mode }) => response_mode === mode));
  const tried = wanted.filter(
    (one) => one !== 'invalid_request_object' || metadata.request_parameter_supported !== false,
  );
  return {
    response_type,
    via,
    leftOut,
    cells: tried.flatMap((one) =>
      usable.map((response_mode) => ({
        id: `${response_mode} ${one}`,
        response_mode,
        wanted: one,
        options: { ...base, response_mode, ...how[one](base) },
      })),
    ),
  };
}

/** What makes a login end as it is wanted to. */
const how: Readonly<Record<Wanted, (base: LoginOptions) => Partial<LoginOptions>>> = {
  login_required: () => ({ prompt: 'none' }),
  invalid_scope: ({ scope }) => ({ scope: `${scope} ${unknownScope}`.trim() }),
  invalid_request_object: ({ via }) => ({
    via: via.startsWith('pushed') ? 'pushed-request' : 'request',
    spoilt: true,
  }),
  success: () => ({}),
};
