import type { Context } from '../checks/check.ts';
import { type FormField, type Authentication, describeAuthentication, methodOf } from './authentication.ts';
import type { Secrets } from '../secrets.ts';

/** A token request (RFC 6749 4.1.3) without the values that only the client has. */
export interface TokenRequest {
  readonly beside: Authentication['beside'];
  readonly fields: readonly FormField[];
}

/**
 * Describes the token request that redeems the code of a response (RFC 6749 4.1.3; RFC 7636 4.5).
 *
 * @returns null where the response brought no code
 */
export function describeTokenRequest(context: Context, secrets: Secrets | null): TokenRequest | null {
  const code = context.answer?.('code');
  if (typeof code !== 'string' || code === '') return null;
  const { request, response, client } = context;
  const asked = (name: string): string | null | undefined => request?.get(name);
  const { beside, fields } = describeAuthentication(methodOf(client, secrets), client.client_id);
  // Left out only where the request had none (RFC 6749 4.1.3).
  const hasNone = (name: string) => request !== null && asked(name) === undefined;
  const redirect_uri: FormField = ['redirect_uri', asked('redirect_uri') ?? response.landing];
  return {
    beside,
    fields: [
      ['grant_type', 'authorization_code'],
      ['code', code],
      ...(hasNone('redirect_uri') ? [] : [redirect_uri]),
      ...fields,
      ...(hasNone('code_challenge') ? [] : [['code_verifier', { only: 'code_verifier' }] as const]),
    ],
  };
}
