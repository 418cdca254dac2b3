import { isNone, sameAlgorithm } from '../jose/algorithms.ts';
import { textMember } from '../jose/compact.ts';
import { type HashClaim, hashClaims } from '../read/id-token.ts';
import { valuesOf } from '../read/parameters.ts';
import { atArrival } from './at-arrival.ts';
import {
  type Check,
  type Context,
  type Said,
  type Value,
  absent,
  fail,
  ifRequested,
  info,
  list,
  observe,
  pass,
  requested,
  skip,
  text,
  warn,
} from './check.ts';
import { audiences, relativeTo, time } from './claims.ts';
import { borrowedChecks } from './id-token-jwt.ts';

/** How old an ID token may be that comes straight from the login, in seconds. */
const freshness = 300;

/** The checks on the ID token that came along, in the clear or inside the JWT. */
export const idTokenChecks: readonly Check[] = [
  {
    name: 'idt-decrypt',
    catalogue: 'I02',
    clauses: ['OIDC Core 3.1.3.7'],
    judge({ idToken }) {
      if (!idToken?.jwe) return null;
      const { decryption, jwe } = idToken;
      const observed = observe('text', jwe.header.members['alg']);
      switch (decryption?.state) {
        case 'decrypted':
          if (decryption.fault === null) return pass({ observed });
          return fail('otherwise', { expected: observed, observed: text(decryption.fault) });
        case 'failed':
          return fail('failed', { observed: text(decryption.cause) });
        case 'unreadable':
          return fail('unreadable', { observed });
        case 'unsupported':
          return unsupported(observed);
        default:
          return { ...skip(decryption?.needs === 'secret' ? 'needs-secret' : 'encrypted'), observed };
      }
    },
  },
  ...borrowedChecks,
  {
    name: 'idt-alg',
    catalogue: 'I01',
    clauses: ['OIDC Core 2', 'OIDC Registration 2'],
    certainty: 'as-registered',
    judge({ idToken, client }) {
      const jwt = idToken?.jwt;
      if (jwt?.form !== 'jws' || jwt.header.problem) return null;
      const alg = textMember(jwt.header, 'alg');
      const wanted = client.id_token_signed_response_alg;
      const values = { expected: text(wanted), observed: observe('text', alg) };
      const isUnsigned = typeof jwt.signature !== 'string' && jwt.signature.length === 0;
      if (isNone(alg) || isUnsigned) return { ...fail('none', values), certainty: 'proven' };
      if (alg === undefined) return null;
      return sameAlgorithm(alg, wanted) ? pass(values) : fail('other', values);
    },
  },
  {
    name: 'idt-sub',
    catalogue: 'I03',
    clauses: ['OIDC Core 2'],
    judge: (context) =>
      ifClaims(context, ({ sub }) => {
        const observed = observe('text', sub);
        if (sub === undefined) return fail('missing', { observed });
        if (typeof sub !== 'string') return fail('type', { expected: text('string'), observed });
        return /^[\0-\x7F]{1,255}$/.test(sub) ? pass() : fail('form', { observed });
      }),
  },
  {
    name: 'idt-azp',
    catalogue: 'I03',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.3.7'],
    judge: (context) =>
      ifClaims(context, ({ aud, azp }) => {
        const values = {
          expected: observe('client_id', context.client.client_id),
          observed: observe('client_id', azp),
        };
        if (azp !== undefined) return azp === context.client.client_id ? pass(values) : fail('other', values);
        const named = audiences(aud) ?? [];
        return named.length > 1 ? warn('missing', { ...values, observed: list('client_id', named) }) : null;
      }),
  },
  {
    name: 'idt-iat',
    catalogue: 'I09',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.3.7'],
    judge: (context) =>
      ifClaims(context, ({ iat }) => {
        const { leeway } = context.client;
        const observed = time(iat);
        if (iat === undefined) return fail('missing', { expected: text('number'), observed });
        if (typeof iat !== 'number') return fail('type', { expected: text('number'), observed });
        return atArrival(context, (moment) => {
          const values = { expected: relativeTo(moment, 'not after'), observed };
          if (iat > moment + leeway) return warn('future', values);
          return moment - iat > freshness + leeway ? warn('old', values) : pass(values);
        });
      }),
  },
  {
    name: 'nonce',
    catalogue: 'I04',
    clauses: ['OIDC Core 2', 'OIDC Core 3.2.2.1', 'OIDC Core 3.2.2.11', 'OIDC Core 3.3.2.11'],
    judge: (context) =>
      ifClaims(context, ({ nonce }) =>
        ifRequested(context, 'nonce', (sent) => {
          const values = { expected: observe('nonce', sent), observed: observe('nonce', nonce) };
          if (nonce === sent && sent !== undefined) return pass(values);
          if (sent === undefined) return fail(nonce === undefined ? 'not-sent' : 'unsolicited', values);
          return fail(nonce === undefined ? 'missing' : 'differs', values);
        }),
      ),
  },
  {
    name: 'c-hash',
    catalogue: 'I06',
    clauses: ['OIDC Core 3.3.2.11', 'OIDC Core 3.3.2.10'],
    judge: (context) => judgeHash(context, 'c_hash', () => fail('missing')),
  },
  {
    name: 'at-hash',
    catalogue: 'I07',
    clauses: ['OIDC Core 3.2.2.10', 'OIDC Core 3.3.2.11', 'OIDC Core 3.2.2.9'],
    judge: (context) => judgeHash(context, 'at_hash', () => fail('missing')),
  },
  {
    name: 's-hash',
    catalogue: 'I08',
    clauses: ['FAPI1-Adv 5.2.2.1'],
    judge: (context) =>
      judgeHash(context, 's_hash', () => {
        // Elsewhere nobody asks for it, and a JWT around the response protects `state` by itself.
        const isAsked = context.profile === 'fapi1-advanced' || context.profile === 'au-cdr';
        return isAsked && context.compact === null ? fail('missing') : null;
      }),
  },
  {
    name: 'auth-time',
    catalogue: 'I12',
    clauses: ['OIDC Core 2', 'OIDC Core 3.1.2.1', 'OIDC Core 3.1.3.7'],
    judge: (context) =>
      ifClaims(context, ({ auth_time }) => {
        if (auth_time !== undefined && typeof auth_time !== 'number')
          return fail('type', { expected: text('number'), observed: observe('text', auth_time) });
        return ifRequested(context, 'max_age', (max_age) => judgeAuthTime(context, auth_time, max_age));
      }),
  },
  {
    name: 'issuers-agree',
    catalogue: 'I11',
    clauses: ['RFC 9207 2.4', 'RFC 9207 4'],
    judge: (context) =>
      ifClaims(context, ({ iss }) => {
        const others = issuersBeside(context);
        if (others.length === 0 || typeof iss !== 'string') return null;
        const values = { expected: list('issuer', others), observed: observe('issuer', iss) };
        return others.every((other) => other === iss) ? pass(values) : fail('differ', values);
      }),
  },
  {
    name: 'idt-pii',
    catalogue: 'I10',
    clauses: ['FAPI1-Adv 5.2.2.1', 'OIDC Core 5.4'],
    judge: (context) =>
      ifClaims(context, (claims) => {
        const found = personal.filter((name) => claims[name] !== undefined);
        if (context.jwe || context.idToken?.jwe) return found.length === 0 ? null : pass();
        if (found.length === 0) return pass();
        const type = requested(context, 'response_type');
        const types = 'value' in type ? (type.value ?? '').split(' ') : [];
        const values = { observed: list('text', found) };
        return types.includes('id_token') && types.length === 1
          ? info('only-place', values)
          : warn('readable', values);
      }),
  },
];

/** Claims about a person (OpenID Connect Core 5.1) that say more than who logged in. */
const personal = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'birthdate',
  'phone_number',
  'address',
];

const unsupported = (observed: Value): Said => ({ outcome: 'unsupported', code: 'algorithm', observed });

type Claims = Readonly<Record<string, unknown>>;

/** Judges the claims of the ID token, where there is one that can be read. */
function ifClaims({ idToken }: Context, judge: (claims: Claims) => Said | null): Said | null {
  if (idToken?.jwt.form !== 'jws' || idToken.jwt.payload.problem) return null;
  return judge(idToken.jwt.payload.members);
}

/** Compares a hash with the value of the response that it stands for. */
function judgeHash(context: Context, claim: HashClaim, ifMissing: () => Said | null): Said | null {
  return ifClaims(context, (claims) => {
    const observed = observe('text', claims[claim]);
    if (typeof context.answer?.(hashClaims[claim]) !== 'string')
      return claims[claim] === undefined ? null : info('of-nothing', { observed });
    const hash = context.idToken?.hashes[claim];
    const values = { ...(hash === undefined ? {} : { expected: text(hash) }), observed };
    if (claims[claim] === undefined) {
      const said = ifMissing();
      return said && { ...said, ...values };
    }
    if (hash === undefined) return unsupported(observed);
    return claims[claim] === hash ? pass(values) : fail('differs', values);
  });
}

function judgeAuthTime(
  context: Context,
  auth_time: number | undefined,
  max_age: string | undefined,
): Said | null {
  if (auth_time === undefined)
    return max_age === undefined ? null : fail('missing', { expected: text('number'), observed: absent });
  const { leeway } = context.client;
  return atArrival(context, (moment) => {
    const observed = time(auth_time);
    if (auth_time > moment + leeway)
      return warn('future', { expected: relativeTo(moment, 'not after'), observed });
    if (max_age === undefined || !/^\d+$/.test(max_age)) return pass({ observed });
    const age = moment - auth_time;
    const values = {
      expected: { kind: 'duration', value: Number(max_age), bound: 'at most' },
      observed: { kind: 'duration', value: Math.max(0, Math.floor(age)) },
    } as const;
    return age > Number(max_age) + leeway ? fail('too-old', values) : pass(values);
  });
}

/** Every issuer that the response names beside its ID token's: as parameter, in the clear or in the JWT. */
function issuersBeside({ response, jwt }: Context): string[] {
  const plain = [response.query, response.fragment, response.form].flatMap((channel) =>
    valuesOf(channel, 'iss'),
  );
  const inside = jwt?.form === 'jws' ? jwt.payload.members['iss'] : undefined;
  const all = [...plain, ...(typeof inside === 'string' ? [inside] : [])];
  return [...new Set(all)].filter((iss) => iss !== '');
}
