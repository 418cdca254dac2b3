import type { AuthorizationResponse } from '../authorization-response.ts';
import type { SiteClient } from '../clients.ts';
import type { SigningKey } from '../keys.ts';
import type { LoginOptions } from '../login.ts';

/** What a fault has at hand to do its work with. */
export interface FaultContext {
  readonly issuer: string;
  readonly client: SiteClient;
  /** What responses to this client can be signed with at this moment: the server's keys, and the client secret. */
  readonly keys: readonly SigningKey[];
  /** Keys of the same kinds that no JWKS publishes, and another secret. */
  readonly unpublished: readonly SigningKey[];
  /** Seconds since 1970. */
  readonly now: number;
}

/** One thing that can be wrong with an authorization response, and the hand that breaks it. */
export interface Fault {
  readonly name: string;
  /** What is wrong then, in words. */
  readonly breaks: string;
  /** Which responses it can be done to. */
  readonly in: 'JWT responses' | 'encrypted responses' | 'ID tokens' | 'every response';
  /** A login that it can be done to, where the usual one will not do. */
  readonly login?: Pick<LoginOptions, 'client' | 'response_type' | 'response_mode'>;
  readonly apply: (
    response: AuthorizationResponse,
    context: FaultContext,
  ) => AuthorizationResponse | Promise<AuthorizationResponse>;
}

/** The value of the first parameter called `name`. */
export function parameter({ parameters }: AuthorizationResponse, name: string): string | undefined {
  return parameters.find(([known]) => known === name)?.[1];
}

/** The same response with another value for `name`; `undefined` removes it. */
export function withParameter(
  response: AuthorizationResponse,
  name: string,
  value: string | undefined,
): AuthorizationResponse {
  const others = response.parameters.filter(([known]) => known !== name);
  if (value === undefined) return { ...response, parameters: others };
  if (others.length === response.parameters.length) {
    return { ...response, parameters: [...others, [name, value]] };
  }
  const parameters = response.parameters.map(
    ([known, old]) => [known, known === name ? value : old] as const,
  );
  return { ...response, parameters };
}
