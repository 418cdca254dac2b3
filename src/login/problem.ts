import type { SignerProblem } from '../jose/sign.ts';

/** What keeps a request from being sent. */
export type LoginProblemCode =
  | SignerProblem['code']
  /** The issuer's metadata are not at hand, or are those of another issuer. */
  | 'no-metadata'
  | 'other-issuer'
  /** `detail` is the name of the endpoint. */
  | 'no-endpoint'
  /** An endpoint that must not be asked on behalf of this issuer; `detail` is the name and the rule of `mayFetch`. */
  | 'endpoint-out-of-reach'
  /** Every callback has a `*` in it, and none was chosen; or the chosen one is none of the client's. */
  | 'no-redirect-uri'
  | 'other-redirect-uri'
  /** A further parameter that the tool makes itself; `detail` is its name. */
  | 'own-parameter'
  /** The server does not list it; `detail` is what. */
  | 'mode-unlisted'
  | 'type-unlisted'
  | 'alg-unlisted'
  | 'assertion-alg-unlisted'
  | 'authentication-unlisted'
  /** A token in the query (MRT 5; JARM 2.3.1). */
  | 'token-in-query'
  | 'request-objects-unsupported'
  | 'pushed-only'
  | 'request-object-only'
  /** The way the client authenticates needs a certificate, which a browser does not send. */
  | 'certificate'
  | 'no-code'
  | 'no-verifier'
  /** The tool has redeemed this code. */
  | 'redeemed';

/** Why a request was not made: a code, and what it is about; empty where there is no more to say. */
export interface LoginProblem {
  readonly code: LoginProblemCode;
  readonly detail: string;
}

/** Those in which the server has the last word: the user may send the request all the same. */
const arguable: ReadonlySet<LoginProblemCode> = new Set([
  'mode-unlisted',
  'type-unlisted',
  'alg-unlisted',
  'assertion-alg-unlisted',
  'authentication-unlisted',
  'token-in-query',
  'request-objects-unsupported',
  'pushed-only',
  'request-object-only',
  'redeemed',
  'no-verifier',
]);

/** Whether the user may send the request in spite of a problem. */
export function isArguable({ code }: LoginProblem): boolean {
  return arguable.has(code);
}

/**
 * The problems that stand in the way.
 *
 * @param inSpiteOf what the user was told and sends it in spite of; it does not help against what makes it impossible
 */
export function inTheWay(
  problems: readonly LoginProblem[],
  inSpiteOf: readonly LoginProblemCode[],
): readonly LoginProblem[] {
  return problems.filter((problem) => !isArguable(problem) || !inSpiteOf.includes(problem.code));
}
