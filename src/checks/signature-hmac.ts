import { isHmac } from '../jose/algorithms.ts';
import { textMember } from '../jose/compact.ts';
import { type HmacResult, hmacLengths } from '../jose/hmac.ts';
import {
  type Check,
  type Context,
  type Said,
  atLeast,
  fail,
  number,
  observe,
  pass,
  skip,
  text,
} from './check.ts';

/** The checks on a response that is signed with the client secret. */
export const hmacChecks: readonly Check[] = [
  {
    name: 'hmac-public-key',
    catalogue: 'D15',
    clauses: ['RFC 8725 2.1', 'RFC 8725 3.1'],
    judge: (context) =>
      ifHmac(context, (_alg, { publicKey }) => {
        if (publicKey)
          return fail('forged', {
            expected: observe('kid', publicKey.key.kid),
            observed: text(publicKey.form),
          });
        return context.keys ? pass() : skip('no-keys');
      }),
  },
  {
    name: 'hmac-public-client',
    catalogue: 'D14',
    clauses: ['OIDC Core 10.1'],
    certainty: 'as-registered',
    judge: (context) =>
      ifHmac(context, (alg) => {
        const method = context.client.token_endpoint_auth_method;
        if (method === undefined) return skip('not-registered');
        return method === 'none' ? fail('public', { observed: text(alg) }) : pass({ observed: text(alg) });
      }),
  },
  {
    name: 'hmac-key-length',
    catalogue: 'D13',
    clauses: ['RFC 7518 3.2', 'OIDC Core 10.1', 'OIDC Core 16.19'],
    certainty: 'as-registered',
    judge: (context) =>
      ifHmac(context, (alg, { secretLength }) => {
        if (secretLength === null) return skip('needs-secret');
        const least = hmacLengths[alg] ?? 0;
        const values = { expected: atLeast(least), observed: number(secretLength) };
        return secretLength < least ? fail('short', values) : pass(values);
      }),
  },
];

function ifHmac({ jwt, signature }: Context, judge: (alg: string, hmac: HmacResult) => Said): Said | null {
  const alg = jwt?.form === 'jws' ? textMember(jwt.header, 'alg') : undefined;
  return alg !== undefined && isHmac(alg) && signature?.hmac ? judge(alg, signature.hmac) : null;
}
