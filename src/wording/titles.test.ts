import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Family, type SkipCode, families } from '../checks/check.ts';
import { catalogue } from '../checks/index.ts';
import { claimTitles } from './titles/claims.ts';
import { deliveryTitles } from './titles/delivery.ts';
import { encryptionTitles } from './titles/encryption.ts';
import { envelopeTitles } from './titles/envelope.ts';
import { flowTitles } from './titles/flow.ts';
import { issuerTitles } from './titles/issuer.ts';
import { idTokenTitles } from './titles/id-token.ts';
import { requestTitles } from './titles/request.ts';
import { historyTitles } from './titles/history.ts';
import { leaksTitles } from './titles/leaks.ts';
import { metadataTitles } from './titles/metadata.ts';
import { parameterTitles } from './titles/parameters.ts';
import type { FamilyTitles } from './shapes.ts';
import { signatureTitles } from './titles/signature.ts';
import { findingTitle } from './titles.ts';

const titlesOf: Readonly<Record<Family, FamilyTitles>> = {
  envelope: envelopeTitles,
  signature: signatureTitles,
  encryption: encryptionTitles,
  claims: claimTitles,
  issuer: issuerTitles,
  delivery: deliveryTitles,
  parameters: parameterTitles,
  flow: flowTitles,
  metadata: metadataTitles,
  leaks: leaksTitles,
  history: historyTitles,
  request: requestTitles,
  'id-token': idTokenTitles,
};

const skipCodes = Object.keys({
  'request-not-seen': 0,
  'endpoint-unknown': 0,
  'no-access': 0,
  'request-object': 0,
  'pushed-request': 0,
  encrypted: 0,
  'keys-pending': 0,
  'no-keys': 0,
  'no-metadata': 0,
  'not-signed': 0,
  unreadable: 0,
  cut: 0,
  'needs-secret': 0,
  'not-watched': 0,
  'not-seen': 0,
  'history-pending': 0,
  'not-registered': 0,
  pasted: 0,
  'pasted-keys': 0,
} satisfies Record<SkipCode, 0>);

/** The codes that stand as literals in the first argument of `fail`, `warn` and `info`, or beside an outcome. */
function codesIn(source: string): string[] {
  const firsts = [...source.matchAll(/\b(?:fail|warn|info)\(((?:[^(),]|\([^()]*\))*)/g)].map(
    ([, first = '']) => first,
  );
  const compared = /=== '[^']*'/g;
  return [
    ...firsts.flatMap((first) => quoted(first.replace(compared, ''))),
    ...[...source.matchAll(/outcome: '[^']+', (code: '[^']+')/g)].flatMap(([, code = '']) => quoted(code)),
  ];
}

function quoted(source: string): string[] {
  return [...source.matchAll(/'([^']*)'/g)].map(([, text = '']) => text);
}

const folder = new URL('../checks/', import.meta.url);

/** The sources of a family: the file that is named after it, and those that go on with a topic of their own. */
function sourcesOf(family: Family): string[] {
  const isOwn = (file: string) => file === `${family}.ts` || file.startsWith(`${family}-`);
  const files = readdirSync(folder).filter((file) => isOwn(file) && !file.endsWith('.test.ts'));
  return files.map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

/** The source of each check of a family by its name, and the source of the functions behind them. */
function partsOf(family: Family): { byCheck: Map<string, string>; rest: string } {
  const byCheck = new Map<string, string>();
  let rest = '';
  for (const source of sourcesOf(family)) {
    const end = source.indexOf('\n];');
    const [, ...parts] = source.slice(0, end).split(/(?=name: '|claim\(')/);
    for (const part of parts) byCheck.set(/'([^']+)'/.exec(part)?.[1] ?? '', part);
    rest += source.slice(end);
  }
  return { byCheck, rest };
}

const wholeCatalogue = catalogue.flatMap(([family, checks]) =>
  checks.map(({ name }) => [family, name] as const),
);

test('every check of the catalogue has titles, and no title is left without a check', () => {
  const worded = families.flatMap((family) => Object.keys(titlesOf[family]).map((name) => [family, name]));
  expect(worded.toSorted()).toEqual([...wholeCatalogue].toSorted());
});

test('a check name means one check only, in whichever family', () => {
  const names = wholeCatalogue.map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(families)('every code that a check of the family %s can give has a title', (family) => {
  const { byCheck, rest } = partsOf(family);
  const names = wholeCatalogue.filter(([own]) => own === family).map(([, name]) => name);
  expect([...byCheck.keys()].toSorted()).toEqual(names.toSorted());
  for (const [name, source] of byCheck) {
    const codes = Object.keys(titlesOf[family][name]?.codes ?? {});
    expect(codes, `${name} in its own words`).toEqual(expect.arrayContaining(codesIn(source)));
  }
  const all = Object.values(titlesOf[family]).flatMap(({ codes }) => Object.keys(codes));
  const known = [...all, ...skipCodes, 'algorithm'];
  expect(known, `the functions of ${family}`).toEqual(expect.arrayContaining(codesIn(rest)));
});

test('the source files are read as expected: the codes of a few checks are found', () => {
  expect(codesIn(partsOf('signature').byCheck.get('kid-known') ?? '')).toEqual([
    'other-key',
    'unpublished',
    'names-wrong-key',
  ]);
  expect(codesIn(partsOf('claims').rest)).toEqual(['mix-up', 'slash', 'spelling', 'other']);
});

test.each([
  ['header-json', ['alphabet', 'padding', 'length', 'trailing-bits', 'utf-8', 'json', 'object', 'duplicate']],
  [
    'payload-json',
    [
      'alphabet',
      'padding',
      'length',
      'trailing-bits',
      'utf-8',
      'json',
      'object',
      'duplicate',
      'duplicate-same',
    ],
  ],
  ['state-quality', ['constant', 'same-request']],
  ['nonce-reuse', ['constant', 'same-request']],
  ['pkce-reuse', ['constant', 'same-request']],
  ['exp-valid', ['own-clock', 'issuer-clock']],
  ['iat', ['own-clock', 'issuer-clock']],
  ['nbf', ['own-clock', 'issuer-clock']],
  ['iss-match', ['slash', 'spelling', 'other']],
  ['iss-param-match', ['slash', 'spelling', 'other']],
  ['delivery-mode-match', ['other-channel']],
  ['default-mode', ['other-channel']],
  ['jwt-shortcut', ['other-channel']],
  ['crit', ['malformed', 'not-understood']],
  ['params-by-type', ['missing', 'unexpected']],
  ['signature', ['mismatch', 'empty-jwks', 'no-fitting-key', 'no-key-verifies', 'unreadable']],
])('%s has a title for every code that is worked out elsewhere', (check, codes) => {
  for (const code of codes)
    expect(findingTitle({ check, outcome: 'fail', code })).not.toContain(`${check}: ${code}`);
});

const everyTitle = Object.values(titlesOf).flatMap((family) =>
  Object.entries(family).flatMap(([check, { pass, codes }]) => [
    pass,
    ...Object.values(codes),
    ...skipCodes.map((code) => findingTitle({ check, outcome: 'skip', code })),
    findingTitle({ check, outcome: 'unsupported', code: 'algorithm' }),
  ]),
);

test.each([...new Set(everyTitle)])('"%s" is short, begins with a capital and has no full stop', (title) => {
  expect(title.length).toBeLessThanOrEqual(70);
  expect(title).toMatch(/^[A-Z]/);
  expect(title).not.toMatch(/[.:!?]$/);
});

test('a title says what was found', () => {
  expect(findingTitle({ check: 'aud-match', outcome: 'pass' })).toBe('Addressed to this client');
  expect(findingTitle({ check: 'aud-match', outcome: 'fail', code: 'other' })).toBe(
    'Addressed to another client',
  );
});

test('a skipped check says what was missing and never reads as passed', () => {
  const skipped = (check: string, code: SkipCode) => findingTitle({ check, outcome: 'skip', code });
  expect(skipped('signature', 'no-keys')).toBe(
    "Signature not checked: the issuer's keys could not be fetched",
  );
  expect(skipped('signature', 'needs-secret')).toBe(
    'Signature not checked: signed with the client secret, none given',
  );
  expect(skipped('state-echo', 'pushed-request')).toBe(
    'State not judged: the request was sent by request_uri',
  );
  expect(findingTitle({ check: 'signature', outcome: 'unsupported', code: 'algorithm' })).toBe(
    'Signature not checked: its algorithm cannot be computed here',
  );
});

test('a check or code of another version gets its own name, and nothing is thrown', () => {
  expect(findingTitle({ check: 'no-such', outcome: 'pass' })).toBe('no-such');
  expect(findingTitle({ check: 'no-such', outcome: 'fail', code: 'weak' })).toBe('no-such: weak');
  expect(findingTitle({ check: 'aud-match', outcome: 'fail', code: 'odd' })).toBe('aud-match: odd');
  expect(findingTitle({ check: 'aud-match', outcome: 'fail' })).toBe('aud-match');
  expect(findingTitle({ check: 'no-such', outcome: 'skip', code: 'odd' })).toBe('no-such not judged: odd');
  expect(findingTitle({ check: 'no-such', outcome: 'unsupported' })).toBe(
    'no-such not judged: this cannot be computed here',
  );
  expect(findingTitle({ check: 'constructor', outcome: 'fail', code: 'toString' })).toBe(
    'constructor: toString',
  );
  expect(findingTitle({ check: 'aud-match', outcome: 'fail', code: 'constructor' })).toBe(
    'aud-match: constructor',
  );
});
