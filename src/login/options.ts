import type { Field, StartedRecord } from '../records.ts';
import type { LoginProblemCode } from './problem.ts';

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
  readonly via: StartedRecord['via'];
  /** Whether the request object is spoilt after it was signed, to see it refused. */
  readonly spoilt?: boolean | undefined;
  /** Problems that the user was told of and sends the request in spite of. */
  readonly inSpiteOf?: readonly LoginProblemCode[] | undefined;
}
