import type { Field } from '../records.ts';

/** How a request gets to the server: in the clear (RFC 6749 4.1.1), as a request object (RFC 9101), or pushed (RFC 9126). */
export const sendingWays = ['parameters', 'request', 'pushed', 'pushed-request'] as const;
export type SendingWay = (typeof sendingWays)[number];

/** What a login is to be like. */
export interface LoginOptions {
  readonly response_type: string;
  /** Left out of the request where undefined. */
  readonly response_mode?: string | undefined;
  /** Left out of the request where empty. */
  readonly scope: string;
  readonly prompt?: string | undefined;
  /** One of the client's callbacks; the first without a `*` where undefined. */
  readonly redirect_uri?: string | undefined;
  /** Further parameters, as typed. */
  readonly further?: readonly Field[] | undefined;
  readonly via: SendingWay;
  /** Whether the request object is spoilt after it was signed, to see it refused. */
  readonly spoilt?: boolean | undefined;
  /** Whether the request is sent in spite of what the server's metadata say against it. */
  readonly anyway?: boolean | undefined;
}
