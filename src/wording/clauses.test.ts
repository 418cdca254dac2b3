import { expect, test } from 'vitest';
import { catalogue } from '../checks/index.ts';
import { tables } from '../profiles/index.ts';
import { clauseTitle, clauseUrl } from './clauses.ts';

const cited = new Set([
  ...catalogue.flatMap(([, checks]) => checks.flatMap(({ clauses }) => clauses)),
  ...Object.values(tables).flatMap((table) => Object.values(table).flatMap(({ clauses }) => clauses)),
]);

test.each([...cited])('%s, as a check or a profile cites it, can be looked up', (label) => {
  expect(clauseUrl(label)).toMatch(
    /^https:\/\/(?:openid\.net\/specs|www\.rfc-editor\.org\/rfc|consumerdatastandardsaustralia\.github\.io)\/[^#]+#.+$/,
  );
  expect(clauseTitle(label)).toMatch(/^.{20,}, (?:section [\d.]+|appendix [A-Z][\d.]*|version [\d.]+)$/);
  expect(clauseTitle(label)).not.toMatch(/^RFC \d+,/);
});

test.each([
  ['JARM 2.4', 'https://openid.net/specs/oauth-v2-jarm.html#section-2.4'],
  ['RFC 6749 4.1.2', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2'],
  ['OIDC Core 10.1.1', 'https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1.1'],
  ['OIDC Discovery 3', 'https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3'],
  ['RFC 6749 A.14', 'https://www.rfc-editor.org/rfc/rfc6749#appendix-A.14'],
  ['MRT 2.1', 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.2.1'],
  ['Form Post 2', 'https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html#rfc.section.2'],
  ['FAPI1-Adv 5.2.2.2', 'https://openid.net/specs/openid-financial-api-part-2-1_0.html#jarm'],
  ['FAPI2-SP 5.3.2.2', 'https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2'],
  ['FAPI2-MS 5.4.2', 'https://openid.net/specs/fapi-message-signing-2_0-final.html#section-5.4.2'],
])('%s is at %s', (label, url) => {
  expect(clauseUrl(label)).toBe(url);
});

test('of a document with named anchors, a section without one is linked as a whole', () => {
  expect(clauseUrl('FAPI1-Adv 99')).toBe('https://openid.net/specs/openid-financial-api-part-2-1_0.html');
});

test('a standard that is cited by its version is linked in that version', () => {
  expect(clauseUrl('CDS 1.21.0')).toMatch(/\/standards-1\.21\.0\/#security-profile$/);
  expect(clauseTitle('CDS 1.21.0')).toBe('Consumer Data Standards (Australia), version 1.21.0');
});

test('the title names the document in full', () => {
  expect(clauseTitle('MRT 2.1')).toBe('OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1');
  expect(clauseTitle('RFC 9207 2.4')).toBe(
    'RFC 9207: OAuth 2.0 Authorization Server Issuer Identification, section 2.4',
  );
  expect(clauseTitle('RFC 6749 A.14')).toBe('RFC 6749: The OAuth 2.0 Authorization Framework, appendix A.14');
  expect(clauseTitle('RFC 9999 1')).toBe('RFC 9999, section 1');
});

test('of what is no clause, no link is made', () => {
  for (const label of ['', 'JARM', 'Suite 1', 'constructor 1', 'RFC x 1', 'javascript:alert(1)']) {
    expect(clauseUrl(label)).toBeNull();
    expect(clauseTitle(label)).toBe(label);
  }
});
