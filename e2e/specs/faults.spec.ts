import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFor } from '../dealt.ts';
import { encryptionFaults, expectedOf, isFaultIn } from '../expected.ts';
import { at, manyLogins, readAll } from '../logins.ts';
import type { Reading } from '../panel-view.ts';
import { registerSecrets, type Session, startSession } from '../session.ts';
import {
  encryptionFaultNames,
  faultyLogin,
  type UsualFaultName,
  usualFaultNames,
} from '../site/faults/index.ts';
import type { ResponseMode } from '../site/login.ts';

/** Those that travel another way, or are read another way, where the response is in a fragment or a form. */
const dependOnMode = [
  'flipped-signature',
  'wrong-state',
  'not-a-jwt',
  'empty-response',
  'not-base64url',
  'plain-beside-jwt',
  'plain-instead-of-jwt',
  'doubled-response',
  'sent-in-fragment',
  'sent-in-query',
  'sent-as-form-post',
  'other-callback',
] as const satisfies readonly UsualFaultName[];

const faultsIn = (response_mode: ResponseMode, faults: readonly UsualFaultName[]) =>
  faults.flatMap((fault) => (isFaultIn(fault, response_mode) ? [{ response_mode, fault }] : []));
/** Those have a test of their own, in panel.spec.ts. */
const isLarge = (fault: UsualFaultName) => fault === 'one-megabyte' || fault === 'many-claims';
const usual = [
  ...(isFor('chromium') ? faultsIn('query.jwt', usualFaultNames) : []),
  ...(isFor('firefox') ? faultsIn('fragment.jwt', dependOnMode) : []),
  ...(isFor('firefox') ? faultsIn('form_post.jwt', dependOnMode) : []),
].filter(({ fault }) => !isLarge(fault));
const encryptionFaultsHere = isFor('chromium') ? encryptionFaultNames : [];
const ofEncryption = encryptionFaultsHere.map(faultyLogin);

let session: Session;
let page: Page;
let readings: readonly Reading[] = [];

beforeAll(async () => {
  session = await startSession();
  const { browser, site } = session;
  await registerSecrets({ browser, site }, site.clients);
  ({ page, readings } = await readAll(
    browser,
    [...ofEncryption, ...usual].map((login) => site.login(login)),
  ));
}, manyLogins);
afterAll(async () => await session.close());

describe('of the response', () => {
  test.each(usual.map((login, index) => ({ ...login, index })))(
    '$fault in $response_mode',
    ({ fault, response_mode, index }) => {
      const { row, detail } = at(readings, ofEncryption.length + index);
      const expected = expectedOf(response_mode, fault);
      expect({ verdict: row.verdict, failing: detail.checks('fail') }).toEqual(expected);
      if (expected.failing.length === 0) return;
      expect(detail.sentence.toLowerCase()).toBe(`rejected: ${row.reason.toLowerCase()}`);
    },
  );

  const told = [
    ['flipped-signature', 'signature', ['Signature does not match the key it names', 'JARM 2.4']],
    [
      'unknown-kid',
      'kid-known',
      ['Signed with a key the issuer does not publish', 'Expected', 'rs256-1', 'Observed'],
    ],
    ['wrong-aud', 'aud-match', ['Addressed to another client', 'rs256-client', 'JARM 2.4']],
    ['expired', 'exp-valid', ['Expired on arrival', 'JARM 2.4']],
    ['plain-instead-of-jwt', 'jarm-downgrade', ['Asked for a JWT, came in the clear', 'code', 'JARM 2.1']],
    ['sent-in-fragment', 'delivery-mode-match', ['Expected', 'fragment', 'JARM 2.3']],
  ] as const;
  test.each(told.filter(([fault]) => usual.some((login) => login.fault === fault)))(
    '%s is told with what was expected, what was observed and the clause',
    (fault, check, words) => {
      const place = usual.findIndex((login) => login.fault === fault);
      const finding = at(readings, ofEncryption.length + place).detail.finding(check);
      for (const word of words) expect(finding).toContain(word);
    },
  );
});

if (encryptionFaultsHere.length > 0)
  describe('of the encryption', () => {
    test.each(encryptionFaultsHere.map((fault, index) => ({ fault, index })))(
      '$fault',
      ({ fault, index }) => {
        const { row, detail } = at(readings, index);
        const { failing, warning } = encryptionFaults[fault];
        const shown = { failing: detail.checks('fail'), warning: detail.checks('warn') };
        expect(shown).toEqual({ failing, warning });
        expect(row.verdict).toBe(failing.length > 0 ? 'Rejected' : 'Valid');
      },
    );

    test.each([
      ['jwe-right-most-key', 'Key is the right-most part of the hash, not the left-most'],
      ['jwe-raw-secret', 'Key is the client secret itself instead of its hash'],
      ['jwe-other-oaep-hash', 'Encrypted with RSA-OAEP and another hash than alg says'],
      ['jwe-tampered', 'Contents were changed after encrypting'],
      ['jwe-for-another-key', 'Not decrypted by the key it names, nor by any other'],
    ] as const)('%s is told with its cause', (fault, reason) => {
      const { row } = at(readings, encryptionFaultsHere.indexOf(fault));
      expect(row.reason).toBe(reason);
    });
  });

test('the badge has counted each one that failed', async () => {
  const failing = [
    ...usual.map(({ response_mode, fault }) => expectedOf(response_mode, fault).failing),
    ...encryptionFaultsHere.map((fault) => encryptionFaults[fault].failing),
  ].filter(({ length }) => length > 0);
  await expect.poll(async () => (await session.browser.badge(page)).text).toBe(String(failing.length));
});
