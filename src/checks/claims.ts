import { isLoopback, parseUrl } from '../host.ts';
import type { Jws } from '../jose/compact.ts';
import { responseParameters } from '../read/parameters.ts';
import { atArrival } from './at-arrival.ts';
import {
  type Check,
  type Context,
  type Said,
  absent,
  fail,
  info,
  list,
  observe,
  pass,
  text,
  warn,
} from './check.ts';

/** The longest life that JARM 2.1 recommends, in seconds. */
const longestLife = 600;
/** The time that an application should have left to read a response, in seconds. */
const shortestLife = 10;

/** The checks on the claims that JARM itself puts into the JWT, and on the time claims of RFC 7519. */
export const claimChecks: readonly Check[] = [
  claim('iss-present', 'F01', ['JARM 2.1'], (claims) => {
    const values = { expected: text('string'), observed: observe('issuer', claims['iss']) };
    if (claims['iss'] === undefined) return fail('missing', values);
    return typeof claims['iss'] === 'string' ? pass(values) : fail('type', values);
  }),
  claim('iss-match', 'F02', ['JARM 2.4', 'RFC 9207 2.4'], (claims, { client, evidence }) => {
    const { iss } = claims;
    if (typeof iss !== 'string') return null;
    return compareIssuer(iss, client.issuer, evidence.response.issuers);
  }),
  claim('iss-form', 'F03', ['RFC 9207 2', 'RFC 8414 2'], (claims, { client }) => {
    const { iss } = claims;
    if (typeof iss !== 'string') return null;
    const url = parseUrl(iss);
    const observed = observe('issuer', iss);
    if (!url || !/^https?:$/.test(url.protocol)) return fail('not-a-url', { observed });
    if (iss.includes('?') || iss.includes('#')) return fail('query-or-fragment', { observed });
    if (url.protocol === 'https:') return pass({ observed });
    if (isLoopback(url.hostname)) return info('http-loopback', { observed });
    // Whoever switched TLS off for this issuer knows; `issuer-tls` says it of every response, plain ones too.
    return client.test_network_without_tls && iss === client.issuer ? null : fail('http', { observed });
  }),
  claim('aud-present', 'F04', ['JARM 2.1', 'RFC 7519 4.1.3'], (claims) => {
    const { aud } = claims;
    const values = { expected: text('string or array of strings'), observed: observe('client_id', aud) };
    if (aud === undefined) return fail('missing', values);
    return audiences(aud) ? pass(values) : fail('type', values);
  }),
  claim('aud-match', 'F05', ['JARM 2.4'], (claims, { client }) => {
    const values = {
      expected: observe('client_id', client.client_id),
      observed: observe('client_id', claims['aud']),
    };
    const named = audiences(claims['aud']);
    if (!named) return null;
    return named.includes(client.client_id) ? pass(values) : fail('other', values);
  }),
  claim('aud-extra', 'F06', ['JARM 2.1', 'RFC 7519 4.1.3'], (claims, { client }) => {
    const named = audiences(claims['aud']);
    if (!named?.includes(client.client_id)) return null;
    const values = { expected: observe('client_id', client.client_id), observed: list('client_id', named) };
    return named.length > 1 ? warn('further', values) : pass();
  }),
  claim('exp-present', 'F07', ['JARM 2.1', 'RFC 7519 4.1.4'], (claims) => {
    const { exp } = claims;
    const values = { expected: text('number'), observed: time(exp) };
    if (exp === undefined) return fail('missing', values);
    return typeof exp === 'number' ? pass(values) : fail('type', values);
  }),
  claim('exp-valid', 'F08', ['JARM 2.4', 'RFC 7519 4.1.4'], (claims, context) => {
    const { exp } = claims;
    if (typeof exp !== 'number') return null;
    return atArrival(context, (moment) => {
      const values = { expected: relativeTo(moment, 'after'), observed: time(exp) };
      if (moment >= exp + context.client.leeway) return fail('expired', values);
      return moment >= exp ? info('within-leeway', values) : pass(values);
    });
  }),
  claim('exp-max', 'F09', ['JARM 2.1'], (claims, { moment, client }) => {
    const { exp, iat } = claims;
    if (typeof exp !== 'number' || exp <= moment) return null;
    if (exp - moment > 50 * 365 * 86_400) return null;
    const life = exp - (typeof iat === 'number' ? iat : moment);
    const values = {
      expected: { kind: 'duration', value: longestLife, bound: 'at most' },
      observed: { kind: 'duration', value: life },
    } as const;
    // A server whose clock is ahead by the leeway is not one that makes long-lived responses.
    return life > longestLife + client.leeway ? warn('long', values) : pass(values);
  }),
  claim('exp-min', 'F10', ['JARM 2.1'], (claims, { moment }) => {
    const { exp } = claims;
    if (typeof exp !== 'number' || exp <= moment) return null;
    const values = {
      expected: { kind: 'duration', value: shortestLife, bound: 'at least' },
      observed: { kind: 'duration', value: Math.floor(exp - moment) },
    } as const;
    return exp - moment < shortestLife ? info('short', values) : pass(values);
  }),
  claim('exp-absurd', 'F11', ['RFC 7519 2'], (claims, { moment }) => {
    const { exp } = claims;
    if (typeof exp !== 'number' || exp - moment <= 50 * 365 * 86_400) return null;
    return warn('milliseconds', { observed: { kind: 'number', value: exp } });
  }),
  claim('iat', 'F12', ['RFC 7519 4.1.6'], (claims, context) => {
    const { iat } = claims;
    if (iat === undefined) return null;
    const observed = time(iat);
    if (typeof iat !== 'number')
      return fail('type', { expected: relativeTo(context.moment, 'not after'), observed });
    return atArrival(context, (moment) => {
      const values = { expected: relativeTo(moment, 'not after'), observed };
      if (iat > moment + context.client.leeway) return warn('future', values);
      return moment - iat > 86_400 ? info('old', values) : pass(values);
    });
  }),
  claim('iat-before-exp', 'F14', ['RFC 7519 4.1.4', 'RFC 7519 4.1.6'], ({ iat, exp }) => {
    if (typeof iat !== 'number' || typeof exp !== 'number') return null;
    const values = {
      expected: { kind: 'time', value: exp, bound: 'not after' },
      observed: time(iat),
    } as const;
    return iat > exp ? warn('after', values) : pass(values);
  }),
  claim('nbf', 'F13', ['RFC 7519 4.1.5'], (claims, context) => {
    const { nbf } = claims;
    if (nbf === undefined) return null;
    const observed = time(nbf);
    if (typeof nbf !== 'number')
      return fail('type', { expected: relativeTo(context.moment, 'not after'), observed });
    return atArrival(context, (moment) => {
      const values = { expected: relativeTo(moment, 'not after'), observed };
      return nbf > moment + context.client.leeway ? fail('future', values) : pass(values);
    });
  }),
  claim('jti', 'F15', ['RFC 7519 4.1.7'], ({ jti }) => {
    if (jti === undefined) return null;
    const observed = observe('text', jti);
    return typeof jti === 'string' ? info('present', { observed }) : warn('type', { observed });
  }),
  claim('session-state', 'B15', ['JARM 2.1'], ({ session_state }) =>
    session_state === undefined ? null : info('present', { observed: list('text', ['session_state']) }),
  ),
  claim('misplaced-claims', 'B14', ['JARM 2.1'], (claims) => {
    const found = ofIdTokens.filter((name) => claims[name] !== undefined);
    return found.length === 0 ? null : info('present', { expected: absent, observed: list('text', found) });
  }),
  claim('unknown-claims', 'B13', ['JARM 2.1'], (claims) => {
    const unknown = Object.keys(claims).filter(
      (name) => !registered.has(name) && !responseParameters.has(name) && !ofIdTokens.includes(name),
    );
    if (unknown.length === 0) return null;
    if (unknown.length <= namesShown) return info('unknown', { observed: list('text', unknown) });
    const more = `+${unknown.length - namesShown}`;
    return info('many', { observed: list('text', [...unknown.slice(0, namesShown), more]) });
  }),
];

/** The claims that RFC 7519 4.1 registers. */
const registered: ReadonlySet<string> = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);
/** Claims that say who logged in, which is what ID tokens are for. */
const ofIdTokens: readonly string[] = ['sub', 'nonce', 'c_hash', 'at_hash', 's_hash', 'auth_time'];
/** How many names of unknown claims a finding holds. */
const namesShown = 20;

/**
 * Compares an issuer with the expected one, character by character (RFC 9207 2.4), and finds near misses.
 *
 * @param known the issuers of every registered client: one of the others is what a mix-up attack looks like (RFC 9700 4.4)
 */
export function compareIssuer(iss: string, expected: string, known: readonly string[]): Said {
  const values = { expected: observe('issuer', expected), observed: observe('issuer', iss) };
  if (iss === expected) return pass(values);
  if (known.includes(iss)) return fail('mix-up', values);
  const plain = (url: string) =>
    url
      .toLowerCase()
      .replace(/:443(?=\/|$)/, '')
      .replace(/\/$/, '');
  if (iss.replace(/\/$/, '') === expected.replace(/\/$/, '')) return fail('slash', values);
  return fail(plain(iss) === plain(expected) ? 'spelling' : 'other', values);
}

function claim(
  name: string,
  catalogue: string,
  clauses: readonly string[],
  judge: (claims: Jws['payload']['members'], context: Context) => Said | null,
): Check {
  return {
    name,
    catalogue,
    clauses,
    judge(context) {
      const { jwt } = context;
      if (jwt?.form !== 'jws') return null;
      return jwt.payload.problem ? null : judge(jwt.payload.members, context);
    },
  };
}

export function audiences(aud: unknown): string[] | null {
  if (typeof aud === 'string') return [aud];
  if (!Array.isArray(aud) || aud.length === 0) return null;
  const names = aud.filter((one) => typeof one === 'string');
  return names.length === aud.length ? names : null;
}

export function time(value: unknown) {
  return typeof value === 'number' ? ({ kind: 'time', value } as const) : observe('text', value);
}

/** The moment of arrival as a limit; JWTs count whole seconds. */
export function relativeTo(moment: number, bound: 'after' | 'not after') {
  return { kind: 'time', value: Math.floor(moment), bound } as const;
}
