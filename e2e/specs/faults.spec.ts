import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptionFaults, expectedOf, isFaultIn } from '../expected.ts';
import { at, logInAll, manyLogins } from '../logins.ts';
import { type PanelView, type Reading, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { registerSecrets, type Session, startSession } from '../session.ts';
import {
  encryptionFaultNames,
  faultyLogin,
  type UsualFaultName,
  usualFaultNames,
} from '../site/faults/index.ts';
import type { ResponseMode } from '../site/login.ts';

let session: Session;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  await registerSecrets(session.browser, session.site.clients);
  page = await session.browser.open();
  panel = viewPanel((await session.browser.openPanel(page)).panel);
});
afterAll(async () => await session.close());

const failuresOnBadge = async (): Promise<number> => Number((await session.browser.badge(page)).text);

/** Logs in once with each of the faults, and compares what the panel shows with what it must show. */
function eachFault(response_mode: ResponseMode, faults: readonly UsualFaultName[]): () => readonly Reading[] {
  let readings: readonly Reading[] = [];
  let failed = 0;

  beforeAll(async () => {
    failed = await failuresOnBadge();
    const urls = faults.map((fault) => session.site.login({ response_mode, fault }));
    readings = await logInAll(page, panel, urls);
  }, manyLogins);

  test.each(faults.map((fault, index) => ({ fault, index })))('$fault', ({ fault, index }) => {
    const { row, detail } = at(readings, index);
    const expected = expectedOf(response_mode, fault);
    expect({ verdict: row.verdict, failing: detail.checks('fail') }).toEqual(expected);
    if (expected.failing.length === 0) return;
    expect(detail.sentence.toLowerCase()).toBe(`rejected: ${row.reason.toLowerCase()}`);
  });

  test('the badge has counted each one that failed', async () => {
    const failing = faults.filter((fault) => expectedOf(response_mode, fault).failing.length > 0);
    await poll(
      'the badge of all failures',
      async () => (await failuresOnBadge()) === failed + failing.length,
    );
  });
  return () => readings;
}

describe('in query.jwt', () => {
  const faults = usualFaultNames.filter((fault) => isFaultIn(fault, 'query.jwt'));
  const readings = eachFault('query.jwt', faults);

  test.each([
    ['flipped-signature', 'signature', ['Signature does not match the key it names', 'JARM 2.4']],
    [
      'unknown-kid',
      'kid-known',
      ['Signed with a key the issuer does not publish', 'Expected', 'rs256-1', 'Observed'],
    ],
    ['wrong-aud', 'aud-match', ['Addressed to another client', 'rs256-client', 'JARM 2.4']],
    ['expired', 'exp-valid', ['Expired on arrival', 'JARM 2.4']],
    ['plain-instead-of-jwt', 'jarm-downgrade', ['Asked for a JWT, came in the clear', 'code', 'JARM 2.1']],
    ['sent-in-fragment', 'delivery-mode-match', ['query', 'fragment', 'JARM 2.3']],
  ] as const)(
    '%s is told with what was expected, what was observed and the clause',
    (fault, check, words) => {
      const finding = at(readings(), faults.indexOf(fault)).detail.finding(check);
      for (const word of words) expect(finding).toContain(word);
    },
  );
});

/** Those that travel another way, or are read another way, where the response is in a fragment or a form. */
const dependOnMode = [
  'flipped-signature',
  'wrong-state',
  'not-a-jwt',
  'empty-response',
  'not-base64url',
  'one-megabyte',
  'plain-beside-jwt',
  'plain-instead-of-jwt',
  'doubled-response',
  'sent-in-fragment',
  'sent-in-query',
  'sent-as-form-post',
  'other-callback',
] as const satisfies readonly UsualFaultName[];

describe.each(['fragment.jwt', 'form_post.jwt'] as const)('in %s', (response_mode) => {
  eachFault(
    response_mode,
    dependOnMode.filter((fault) => isFaultIn(fault, response_mode)),
  );
});

describe('of the encryption, in query.jwt', () => {
  let readings: readonly Reading[] = [];

  beforeAll(async () => {
    const urls = encryptionFaultNames.map((fault) => session.site.login(faultyLogin(fault)));
    readings = await logInAll(page, panel, urls);
  }, manyLogins);

  test.each(encryptionFaultNames.map((fault, index) => ({ fault, index })))('$fault', ({ fault, index }) => {
    const { row, detail } = at(readings, index);
    const { failing, warning } = encryptionFaults[fault];
    const shown = { failing: detail.checks('fail'), warning: detail.checks('warn') };
    expect(shown).toEqual({ failing, warning });
    expect(row.verdict).toBe(failing.length > 0 ? 'Rejected' : 'Valid');
  });

  test.each([
    ['jwe-right-most-key', 'Key is the right-most part of the hash, not the left-most'],
    ['jwe-raw-secret', 'Key is the client secret itself instead of its hash'],
    ['jwe-other-oaep-hash', 'Encrypted with RSA-OAEP and another hash than alg says'],
    ['jwe-tampered', 'Contents were changed after encrypting'],
    ['jwe-for-another-key', 'Not decrypted by the key it names, nor by any other'],
  ] as const)('%s is told with its cause', (fault, reason) => {
    const { row } = at(readings, encryptionFaultNames.indexOf(fault));
    expect(row.reason).toBe(reason);
  });
});
