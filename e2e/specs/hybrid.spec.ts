import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dealt } from '../dealt.ts';
import { idTokenFaults } from '../expected.ts';
import { at, manyLogins, readAll } from '../logins.ts';
import type { PanelView, Reading } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { faultyLogin, idTokenFaultNames } from '../site/faults/index.ts';
import { responseTypes } from '../site/response-types.ts';

const modes = ['default', 'fragment', 'form_post', 'jwt', 'fragment.jwt', 'form_post.jwt'] as const;

/** How the parameters of a response type travel is one matter, by which mode another. */
const typesIn = (mode: (typeof modes)[number]) =>
  mode === 'fragment' || mode === 'fragment.jwt'
    ? responseTypes
    : responseTypes.filter((type) => type === 'code id_token token' || type === 'none' || type === 'code');

const right = dealt(
  modes.flatMap((response_mode) =>
    typesIn(response_mode).map((response_type) => ({ response_mode, response_type })),
  ),
);
const faults = dealt(idTokenFaultNames);

let session: Session;
let panel: PanelView;
let readings: readonly Reading[] = [];

beforeAll(async () => {
  session = await startSession();
  const { browser, site } = session;
  const logins = [
    ...right.map((login) => ({ client: 'hybrid', ...login }) as const),
    ...faults.map(faultyLogin),
    { ...faultyLogin('id-token-iss'), response_mode: 'fragment.jwt' } as const,
  ];
  ({ panel, readings } = await readAll(
    browser,
    logins.map((login) => site.login(login)),
  ));
}, manyLogins);
afterAll(async () => await session.close());

test.each(right.map((login, index) => ({ ...login, index })))(
  'nothing is wrong with $response_type in the mode $response_mode',
  ({ response_mode, response_type, index }) => {
    const { row, detail } = at(readings, index);
    const types = response_type.split(' ');
    expect(row.verdict).toBe(response_mode.endsWith('jwt') ? 'Valid' : 'Plain');
    expect(detail.checks('fail')).toEqual([]);
    // An access token in the front channel is right here and yet not recommended.
    expect(detail.checks('warn')).toEqual(types.includes('token') ? ['front-channel-token'] : []);
    expect(detail.checks('skip')).toEqual([]);
  },
);

test.each([true, false])(
  'the signature of an ID token is verified, where there is one: %s',
  async (isThere) => {
    const place = right.findIndex(({ response_type }) => response_type.includes('id_token') === isThere);
    const { checks } = await panel.select(place, 'opened');
    expect(checks('pass').includes('idt-signature')).toBe(isThere);
  },
);

describe('a fault of the ID token', () => {
  test.each(faults.map((fault, index) => ({ fault, index })))('$fault', ({ fault, index }) => {
    const { row, detail } = at(readings, right.length + index);
    const { failing, warning } = idTokenFaults[fault];
    expect({ failing: detail.checks('fail'), warning: detail.checks('warn') }).toEqual({
      failing,
      warning,
    });
    expect(row.verdict).toBe(failing.length > 0 ? 'Rejected' : 'Plain');
  });

  test('an ID token inside the JWT must name the issuer that the JWT names', () => {
    const { row, detail } = at(readings, right.length + faults.length);
    expect(detail.checks('fail')).toEqual(['idt-iss', 'issuers-agree']);
    expect(row.verdict).toBe('Rejected');
  });
});
