import { isNone } from '../jose/algorithms.ts';
import { type Jws, textMember } from '../jose/compact.ts';
import { type JsonPart, isJsonObject, isObject } from '../jose/json.ts';
import {
  type Check,
  type Context,
  absent,
  fail,
  info,
  list,
  number,
  observe,
  pass,
  skip,
  text,
  warn,
} from './check.ts';

/** The checks on the JWT as an envelope, before anything it says is believed. */
export const envelopeChecks: readonly Check[] = [
  {
    name: 'response-whole',
    catalogue: 'C01',
    clauses: ['RFC 7515 7.1'],
    judge: ({ isCut }) => (isCut ? skip('cut') : null),
  },
  {
    name: 'jwt-structure',
    catalogue: 'C01',
    clauses: ['JARM 2.2', 'RFC 7515 7.1', 'RFC 7516 7.1'],
    judge({ jwt, jwe, decryption }) {
      if (!jwt) return null;
      const expected = list('text', ['signed (3 parts)', 'signed, then encrypted (5 parts)']);
      const isDecrypted = decryption?.state === 'decrypted';
      if (jwt.form === 'other') {
        const observed = number(jwt.parts);
        if (!isDecrypted) return fail('not-a-jwt', { expected, observed });
        return fail(isJsonObject(decryption.plaintext) ? 'not-signed' : 'not-a-jwt-inside', {
          expected,
          observed,
        });
      }
      if (jwt.form === 'jwe') return isDecrypted ? fail('encrypted-twice', { expected }) : pass();
      const inside = jwt.payload.problem === 'json' ? (jwt.payload.text ?? '') : '';
      if (!/^[\w-]+(?:\.[\w-]*){2,4}$/.test(inside)) return pass();
      const isEncrypted = inside.split('.').length === 5;
      return fail(isEncrypted && !jwe ? 'encrypted-then-signed' : 'signed-twice', { expected });
    },
  },
  {
    name: 'response-charset',
    catalogue: 'A19',
    clauses: ['RFC 7515 2', 'RFC 7515 7.1'],
    judge({ compact }) {
      if (compact === null) return null;
      const strange = /[^A-Za-z0-9_.-]/u.exec(compact);
      if (!strange) return pass();
      const code = `U+${(strange[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      return fail('alphabet', { expected: text('A-Z a-z 0-9 - _ .'), observed: text(code) });
    },
  },
  {
    name: 'header-json',
    catalogue: 'C02',
    clauses: ['RFC 7515 4', 'RFC 7515 5.2', 'RFC 7516 4'],
    judge({ jwt, jwe }) {
      const outer = jwe && jsonPart(jwe.header, 'header');
      if (outer && outer.outcome !== 'pass') return outer;
      return !jwt || jwt.form === 'other' ? outer : jsonPart(jwt.header, 'header');
    },
  },
  {
    name: 'payload-json',
    catalogue: 'C03',
    clauses: ['RFC 7519 4', 'RFC 7519 7.2'],
    judge: (context) => ifJws(context, (jws) => jsonPart(jws.payload, 'payload')),
  },
  {
    name: 'alg-none',
    catalogue: 'C04',
    clauses: ['JARM 2.4', 'JARM 3', 'RFC 8725 3.2'],
    judge: (context) =>
      ifReadableHeader(context, ({ header, signature }) => {
        const alg = header.members['alg'];
        const expected = text(context.client.authorization_signed_response_alg);
        const observed = observe('text', alg);
        if (typeof alg === 'string' && isNone(alg)) return fail('none', { expected, observed });
        if (typeof signature !== 'string' && signature.length === 0)
          return fail('empty-signature', { expected, observed });
        return pass({ observed });
      }),
  },
  {
    name: 'alg-present',
    catalogue: 'C05',
    clauses: ['RFC 7515 4.1.1', 'RFC 7516 4.1.1', 'RFC 7516 4.1.2'],
    judge(context) {
      const { jwe } = context;
      if (jwe && !jwe.header.problem) {
        const missing = ['alg', 'enc'].filter((name) => textMember(jwe.header, name) === undefined);
        if (missing.length > 0)
          return fail('encryption-missing', { expected: list('text', ['alg', 'enc']), observed: absent });
      }
      return ifReadableHeader(context, ({ header }) => {
        const observed = observe('text', header.members['alg']);
        return textMember(header, 'alg') === undefined ? fail('missing', { observed }) : pass({ observed });
      });
    },
  },
  {
    name: 'typ',
    catalogue: 'C06',
    clauses: ['RFC 8725 3.11', 'RFC 8725 3.12'],
    judge: (context) =>
      ifReadableHeader(context, ({ header }) => {
        const typ = header.members['typ'];
        if (typ === undefined) return pass();
        const observed = observe('text', typ);
        if (typeof typ !== 'string') return fail('type', { observed });
        const name = typ.toLowerCase().replace(/^application\//, '');
        if (name === 'jwt') return pass({ observed });
        return otherTokens.has(name) ? fail('other-token', { observed }) : info('unusual', { observed });
      }),
  },
  {
    name: 'crit',
    catalogue: 'C07',
    clauses: ['RFC 7515 4.1.11', 'RFC 7516 4.1.13', 'RFC 7797 7'],
    judge(context) {
      const { jwe } = context;
      const outer = jwe && !jwe.header.problem ? judgeCrit(jwe.header) : null;
      if (outer && outer.outcome !== 'pass') return outer;
      return ifReadableHeader(context, ({ header }) => judgeCrit(header)) ?? outer;
    },
  },
  {
    name: 'header-keys',
    catalogue: 'C08',
    clauses: ['RFC 8725 3.10'],
    judge: (context) =>
      ifReadableHeader(context, ({ header }) => {
        const found = ['jwk', 'jku', 'x5u', 'x5c'].filter((name) => name in header.members);
        return found.length === 0
          ? pass()
          : warn('brings-keys', { expected: absent, observed: list('text', found) });
      }),
  },
];

/** Types that name another kind of JWT (RFC 9068, OpenID Connect Back-Channel Logout, RFC 9449, 9101, 9701, 8417). */
const otherTokens = new Set([
  'at+jwt',
  'logout+jwt',
  'dpop+jwt',
  'oauth-authz-req+jwt',
  'token-introspection+jwt',
  'secevent+jwt',
]);

/** Header parameters that RFC 7515 and 7516 define themselves: `crit` must not name them. */
const registered = new Set([
  'alg',
  'jku',
  'jwk',
  'kid',
  'x5u',
  'x5c',
  'x5t',
  'x5t#S256',
  'typ',
  'cty',
  'crit',
  'enc',
  'zip',
]);

function judgeCrit({ members }: JsonPart) {
  const { crit } = members;
  const observed = observe('text', crit);
  if (crit === undefined) return pass();
  const names = Array.isArray(crit) ? crit.filter((name) => typeof name === 'string') : [];
  if (!Array.isArray(crit) || crit.length === 0 || names.length !== crit.length)
    return fail('malformed', { observed });
  if (names.some((name) => registered.has(name) || !(name in members)))
    return fail('malformed', { observed });
  // A JWT must not be unencoded (RFC 7797 7), and no other extension is understood here.
  return fail('not-understood', { expected: absent, observed: list('text', names) });
}

function jsonPart(part: JsonPart, where: 'header' | 'payload') {
  if (part.problem)
    return fail(part.problem, { expected: text('json object'), observed: text(part.problem) });
  if (part.duplicates.length === 0) return pass();
  const observed = list(
    'text',
    part.duplicates.map(({ name }) => name),
  );
  const same = where === 'payload' && part.duplicates.every((duplicate) => duplicate.same);
  return same ? warn('duplicate-same', { observed }) : fail('duplicate', { observed });
}

/** Judges a signed JWT; any other response is none of this check's business. */
function ifJws<T>({ jwt }: Context, judge: (jws: Jws) => T): T | null {
  return jwt?.form === 'jws' ? judge(jwt) : null;
}

function ifReadableHeader<T>(context: Context, judge: (jws: Jws) => T): T | null {
  return ifJws(context, (jws) => (jws.header.problem || !isObject(jws.header.members) ? null : judge(jws)));
}
