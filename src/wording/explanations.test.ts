import { expect, test } from 'vitest';
import { catalogue } from '../checks/index.ts';
import { claimExplanations } from './explanations/claims.ts';
import { claimTitles } from './titles/claims.ts';
import { deliveryExplanations } from './explanations/delivery.ts';
import { deliveryTitles } from './titles/delivery.ts';
import { encryptionExplanations } from './explanations/encryption.ts';
import { encryptionTitles } from './titles/encryption.ts';
import { envelopeExplanations } from './explanations/envelope.ts';
import { envelopeTitles } from './titles/envelope.ts';
import { flowExplanations } from './explanations/flow.ts';
import { flowTitles } from './titles/flow.ts';
import { historyExplanations } from './explanations/history.ts';
import { historyTitles } from './titles/history.ts';
import { idTokenExplanations } from './explanations/id-token.ts';
import { idTokenTitles } from './titles/id-token.ts';
import { issuerExplanations } from './explanations/issuer.ts';
import { issuerTitles } from './titles/issuer.ts';
import { leaksExplanations } from './explanations/leaks.ts';
import { leaksTitles } from './titles/leaks.ts';
import { metadataExplanations } from './explanations/metadata.ts';
import { metadataTitles } from './titles/metadata.ts';
import { parameterExplanations } from './explanations/parameters.ts';
import { parameterTitles } from './titles/parameters.ts';
import { requestExplanations } from './explanations/request.ts';
import { requestTitles } from './titles/request.ts';
import { signatureExplanations } from './explanations/signature.ts';
import { signatureTitles } from './titles/signature.ts';
import { explain } from './explanations.ts';
import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

const titles: FamilyTitles = {
  ...claimTitles,
  ...deliveryTitles,
  ...encryptionTitles,
  ...envelopeTitles,
  ...flowTitles,
  ...historyTitles,
  ...idTokenTitles,
  ...issuerTitles,
  ...leaksTitles,
  ...metadataTitles,
  ...parameterTitles,
  ...requestTitles,
  ...signatureTitles,
};
const explanations: FamilyExplanations = {
  ...claimExplanations,
  ...deliveryExplanations,
  ...encryptionExplanations,
  ...envelopeExplanations,
  ...flowExplanations,
  ...historyExplanations,
  ...idTokenExplanations,
  ...issuerExplanations,
  ...leaksExplanations,
  ...metadataExplanations,
  ...parameterExplanations,
  ...requestExplanations,
  ...signatureExplanations,
};
const names = catalogue.flatMap(([, checks]) => checks.map(({ name }) => name));
const sentences = (text: string) => text.split(/[.:]\s+/).length;

test('every check of the catalogue is explained, and nothing else is', () => {
  expect(Object.keys(explanations).toSorted()).toEqual(names.toSorted());
});

test('a code that is explained on its own is one that the check can give', () => {
  for (const [name, { codes = {} }] of Object.entries(explanations))
    expect(Object.keys(titles[name]?.codes ?? {}), name).toEqual(expect.arrayContaining(Object.keys(codes)));
});

test.each(names)('%s: failing says why, who and what to do, each in whole and few sentences', (check) => {
  const codes = Object.keys(titles[check]?.codes ?? {});
  for (const code of [undefined, ...codes]) {
    const { why, act, todo } = explain({ check, outcome: 'fail', code });
    expect(why).toMatch(/^\S.*\.$/);
    expect(sentences(why)).toBeLessThanOrEqual(4);
    expect(act).toMatch(/^For /);
    expect(todo).toMatch(/^[A-Z].*\.$/);
  }
});

test('an answer that differs by code differs', () => {
  const { act } = explain({ check: 'iss-match', outcome: 'fail', code: 'other' });
  expect(act).toBe("For the server's team");
  const slash = explain({ check: 'iss-match', outcome: 'fail', code: 'slash' });
  expect(slash.act).toBe("For whoever keeps the client's registration");
  expect(slash.why).toContain('one slash more or less');
});

test('where nothing is wrong, nobody has to act', () => {
  expect(explain({ check: 'aud-match', outcome: 'pass' })).toMatchObject({ act: '', todo: null });
  expect(explain({ check: 'iss-form', outcome: 'info', code: 'http-loopback' })).toMatchObject({
    why: expect.stringContaining('On this machine'),
    act: '',
    todo: null,
  });
});

test('a skipped check says what the tester can do to have it judged', () => {
  expect(explain({ check: 'state-echo', outcome: 'skip', code: 'no-access' })).toEqual({
    why: 'This rule compares the response with its request, and the browser has not granted access to the authorization endpoint.',
    act: 'For you',
    todo: 'Allow access to the authorization endpoint in the registration, then log in again.',
  });
  expect(explain({ check: 'signature', outcome: 'unsupported', code: 'algorithm' }).why).toContain(
    'neither right nor wrong',
  );
});

test('what is not known stays empty, and nothing is thrown', () => {
  const nothing = { why: '', act: '', todo: null };
  expect(explain({ check: 'no-such', outcome: 'fail', code: 'weak' })).toEqual(nothing);
  expect(explain({ check: 'constructor', outcome: 'warn' })).toEqual(nothing);
  expect(explain({ check: 'aud-match', outcome: 'skip', code: 'toString' })).toEqual(nothing);
  expect(explain({ check: 'aud-match', outcome: 'fail', code: 'toString' }).why).toContain('aud must be');
});
