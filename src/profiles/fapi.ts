import { type ProfileTable, failing, warning } from './table.ts';

/** What all FAPI profiles judge alike. Where no clause of theirs says it, it is what their conformance suite demands. */
export const fapi: ProfileTable = {
  'alg-advertised no-list': failing('JARM 4'),
  'alg-advertised not-in-list': failing('JARM 4'),
  'kid-needed ambiguous': failing('OIDC Core 10.1'),
  'kid-needed only-key': failing('OIDC Core 10.1'),
  'exp-absurd milliseconds': failing('RFC 7519 2'),
  'exp-min short': warning('JARM 2.1'),
  'iat future': failing('RFC 7519 4.1.6'),
  'iat old': failing('RFC 7519 4.1.6'),
  'misplaced-claims present': warning('JARM 2.1'),
  'unknown-claims unknown': warning('JARM 2.1'),
  'unknown-claims many': warning('JARM 2.1'),
};

/** What the profiles that sign requests ask of a request object, in the same words but in other clauses each. */
export function requestObjects(...clauses: readonly string[]): ProfileTable {
  const codes = ['unsigned', 'no-aud', 'other-aud', 'no-exp', 'no-nbf', 'long', 'old'];
  return Object.fromEntries(codes.map((code) => [`jar-object ${code}`, failing(...clauses)]));
}
