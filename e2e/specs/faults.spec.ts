import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedOf, isFaultIn } from '../expected.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';
import { usualFaultNames } from '../site/faults/index.ts';

let session: Session;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  page = await session.chromium.open();
  panel = viewPanel((await session.chromium.openPanel(page)).panel);
});
afterAll(async () => await session.close());

describe.each(['query.jwt', 'fragment.jwt', 'form_post.jwt'] as const)('in %s', (response_mode) => {
  test.each(usualFaultNames.filter((fault) => isFaultIn(fault, response_mode)))('%s', async (fault) => {
    const before = (await panel.rows()).length;
    const failed = Number((await session.chromium.badge(page)).text);
    await page.goto(session.site.login({ response_mode, fault }));
    const row = await panel.newest(before + 1);
    const detail = await panel.detail();
    const expected = expectedOf(response_mode, fault);

    expect({ verdict: row.verdict, failing: detail.checks('fail') }).toEqual(expected);
    if (expected.failing.length === 0) return;
    expect(detail.sentence.toLowerCase()).toBe(`rejected: ${row.reason.toLowerCase()}`);
    const badge = await poll('the badge of one more failure', async () => {
      const now = await session.chromium.badge(page);
      return Number(now.text) === failed + 1 ? now : undefined;
    });
    expect(badge.title).toContain(row.reason);
  });
});

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
  async (fault, check, words) => {
    const before = (await panel.rows()).length;
    await page.goto(session.site.login({ fault }));
    await panel.newest(before + 1);
    const finding = (await panel.detail()).finding(check);
    for (const word of words) expect(finding).toContain(word);
  },
);
