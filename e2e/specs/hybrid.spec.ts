import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idTokenFaults } from '../expected.ts';
import { at, logInAll, manyLogins } from '../logins.ts';
import { type PanelView, type Reading, viewPanel } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { faultyLogin, idTokenFaultNames } from '../site/faults/index.ts';
import { responseTypes } from '../site/response-types.ts';

let session: Session;
let page: Page;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  page = await session.browser.open();
  panel = viewPanel((await session.browser.openPanel(page)).panel);
});
afterAll(async () => await session.close());

const modes = ['default', 'fragment', 'form_post', 'jwt', 'fragment.jwt', 'form_post.jwt'] as const;

/** How the parameters of a response type travel is one matter, by which mode another. */
const typesIn = (mode: (typeof modes)[number]) =>
  mode === 'fragment' || mode === 'fragment.jwt'
    ? responseTypes
    : responseTypes.filter((type) => type === 'code id_token token' || type === 'none' || type === 'code');

describe.each(modes)('in the mode %s', (response_mode) => {
  const types = typesIn(response_mode);
  let readings: readonly Reading[] = [];

  beforeAll(async () => {
    const logins = types.map((response_type) =>
      session.site.login({ client: 'hybrid', response_type, response_mode }),
    );
    readings = await logInAll(page, panel, logins);
  }, manyLogins);

  test.each(types.map((type, index) => ({ type, index })))(
    'nothing is wrong with $type',
    ({ type, index }) => {
      const { row, detail } = at(readings, index);
      expect(row.verdict).toBe(response_mode.endsWith('jwt') ? 'Valid' : 'Plain');
      expect(detail.checks('fail')).toEqual([]);
      // An access token in the front channel is right here and yet not recommended.
      expect(detail.checks('warn')).toEqual(type.split(' ').includes('token') ? ['front-channel-token'] : []);
      expect(detail.checks('skip')).toEqual([]);
      const isVerified = detail.finding('idt-signature').startsWith('Passed');
      expect(isVerified).toBe(type.includes('id_token'));
    },
  );
});

describe('a fault of the ID token', () => {
  let readings: readonly Reading[] = [];

  beforeAll(async () => {
    const inTheClear = idTokenFaultNames.map((fault) => session.site.login(faultyLogin(fault)));
    const inside = session.site.login({ ...faultyLogin('id-token-iss'), response_mode: 'fragment.jwt' });
    readings = await logInAll(page, panel, [...inTheClear, inside]);
  }, manyLogins);

  test.each(idTokenFaultNames.map((fault, index) => ({ fault, index })))('$fault', ({ fault, index }) => {
    const { row, detail } = at(readings, index);
    const { failing, warning } = idTokenFaults[fault];
    expect({ failing: detail.checks('fail'), warning: detail.checks('warn') }).toEqual({
      failing,
      warning,
    });
    expect(row.verdict).toBe(failing.length > 0 ? 'Rejected' : 'Plain');
  });

  test('an ID token inside the JWT must name the issuer that the JWT names', () => {
    const { row, detail } = at(readings, idTokenFaultNames.length);
    expect(detail.checks('fail')).toEqual(['idt-iss', 'issuers-agree']);
    expect(row.verdict).toBe('Rejected');
  });
});
