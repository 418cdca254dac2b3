import { decodeBase64url } from '../jose/base64url.ts';
import {
  type Check,
  type Context,
  type Said,
  absent,
  fail,
  ifRequested,
  info,
  list,
  observe,
  pass,
  requested,
  restingOn,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on what binds the response to whoever asked for it: `state`, `nonce` and PKCE (RFC 7636). */
export const requestPkceChecks: readonly Check[] = [
  {
    name: 'csrf-binding',
    catalogue: 'B07',
    clauses: ['RFC 9700 2.1'],
    judge(context) {
      const [state, nonce, challenge] = ['state', 'nonce', 'code_challenge'].map((name) => ({
        name,
        ...requested(context, name),
      }));
      if (!state || !nonce || !challenge) return null;
      const all = [state, nonce, challenge];
      const sent = all.filter((one) => 'value' in one && one.value !== undefined);
      const observed = list(
        'text',
        sent.map(({ name }) => name),
      );
      if (sent.length === 0) {
        const unknown = all.find((one) => 'unknown' in one);
        if (unknown && 'unknown' in unknown) return skip(unknown.unknown);
        const expected = list(
          'text',
          all.map(({ name }) => name),
        );
        return restingOn(fail('none', { expected, observed: absent }), ...all);
      }
      // PKCE protects only where the server is known to look at it.
      const { metadata } = context;
      const isAlone = sent.every((one) => one === challenge);
      if (isAlone && metadata && !metadata.code_challenge_methods_supported)
        return restingOn(info('pkce-unadvertised', { observed }), ...sent);
      return restingOn(pass({ observed }), ...sent);
    },
  },
  {
    name: 'pkce',
    catalogue: 'K01',
    clauses: ['RFC 9700 2.1.1'],
    judge: (context) =>
      ifCode(context, (challenge) => {
        if (challenge !== undefined) return pass();
        const values = { expected: text('code_challenge'), observed: absent };
        const { client, request } = context;
        if (client.token_endpoint_auth_method === 'none')
          return { ...fail('public', values), certainty: 'as-registered' };
        if (request?.carriedBy === 'request_uri') return warn('missing-pushed', values);
        const nonce = requested(context, 'nonce');
        const isBound = 'value' in nonce && nonce.value !== undefined;
        return isBound
          ? info('nonce-instead', { ...values, observed: text('nonce') })
          : warn('missing', values);
      }),
  },
  {
    name: 'pkce-plain',
    catalogue: 'K02',
    clauses: ['RFC 9700 2.1.1', 'RFC 7636 4.3'],
    judge: (context) =>
      ifCode(context, (challenge) => {
        if (challenge === undefined) return null;
        return ifRequested(context, 'code_challenge_method', (method) => {
          const values = { expected: text('S256'), observed: observe('text', method) };
          if (method === 'S256') return pass(values);
          if (method === undefined) return warn('absent', values);
          return method === 'plain' ? warn('plain', values) : warn('unknown', values);
        });
      }),
  },
  {
    name: 'pkce-form',
    catalogue: 'K03',
    clauses: ['RFC 7636 4.2'],
    judge: (context) =>
      ifRequested(context, 'code_challenge', (challenge) => {
        if (challenge === undefined) return null;
        return ifRequested(context, 'code_challenge_method', (method = 'plain') => {
          const observed = observe('text', challenge);
          if (method === 'S256') return isSha256(challenge) ? pass() : fail('no-sha256', { observed });
          if (method !== 'plain') return null;
          return verifier.test(challenge) ? pass() : fail('no-verifier', { observed });
        });
      }),
  },
];

/** What a code verifier looks like, and a challenge that is the verifier itself (RFC 7636 4.1). */
const verifier = /^[A-Za-z0-9._~-]{43,128}$/;

function isSha256(challenge: string): boolean {
  const bytes = decodeBase64url(challenge);
  return typeof bytes !== 'string' && bytes.length === 32;
}

/** Judges the PKCE challenge of a request for a code. */
function ifCode(context: Context, judge: (challenge: string | undefined) => Said | null): Said | null {
  const type = requested(context, 'response_type');
  if ('unknown' in type) return skip(type.unknown);
  if (!(type.value ?? 'code').split(' ').includes('code')) return null;
  return restingOn(ifRequested(context, 'code_challenge', judge), type);
}
