import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dealt } from '../dealt.ts';
import { at, manyLogins, readAll } from '../logins.ts';
import { readTab } from '../panel-parts.ts';
import type { PanelView, Reading } from '../panel-view.ts';
import { registerSecrets, type Session, startSession } from '../session.ts';
import type { LoginOptions } from '../site/login.ts';

let session: Session;
let panel: PanelView;
let readings: readonly Reading[] = [];

/** The request can be read, so everything that depends on it is judged. */
const readable: readonly LoginOptions[] = [
  { via: 'get' },
  { via: 'post' },
  { via: 'request' },
  { via: 'request-post' },
  { via: 'request', error: 'access_denied' },
  { via: 'request', response_mode: 'form_post.jwt' },
];

/** The browser carries a name or a JWE: what was asked for is not known. */
const hidden: readonly LoginOptions[] = [
  { via: 'par' },
  { via: 'par', client: 'confidential' },
  { via: 'encrypted-request', client: 'confidential' },
];

/** What is wrong with the response to a hidden request, and is found nevertheless or cannot be. */
const broken = dealt<readonly [LoginOptions, failing: readonly string[]]>([
  [{ via: 'request', fault: 'wrong-state' }, ['state-echo']],
  [{ via: 'request', response_mode: 'fragment.jwt', fault: 'sent-in-query' }, ['delivery-mode-match']],
  [{ via: 'request', fault: 'other-callback' }, ['redirect-uri-match']],
  [{ via: 'par', fault: 'wrong-aud' }, ['aud-match']],
  [{ via: 'par', fault: 'flipped-signature' }, ['signature']],
  [{ via: 'par', fault: 'wrong-state' }, []],
]);

beforeAll(async () => {
  session = await startSession();
  await registerSecrets(session, session.site.clients);
  const all = [...readable, ...hidden, ...broken.map(([options]) => options)];
  ({ panel, readings } = await readAll(
    session.browser,
    all.map((options) => session.site.login(options)),
  ));
}, manyLogins);
afterAll(async () => await session.close());

/** Of the checks that say nothing, those on what the request asked for. */
const ofTheRequest = ['delivery-mode-match', 'params-by-type', 'redirect-uri-match', 'state-echo'] as const;

describe('a request that can be read', () => {
  test.each(readable.map((options, index) => ({ ...options, index })))(
    'by $via, $response_mode $error: everything is judged',
    ({ index }) => {
      const { row, detail } = at(readings, index);
      expect(row.verdict).toBe('Valid');
      expect([detail.checks('fail'), detail.checks('warn'), detail.checks('skip')]).toEqual([[], [], []]);
    },
  );
});

describe('a request that is hidden', () => {
  test.each(hidden.map((options, index) => ({ ...options, index })))(
    'by $via of $client: what depends on it is skipped, the rest is judged',
    async ({ via, index }) => {
      const place = readable.length + index;
      expect(at(readings, place).row.verdict).toBe('Valid');
      const detail = await panel.select(place, 'opened');
      expect([detail.checks('fail'), detail.checks('warn')]).toEqual([[], []]);
      expect(detail.checks('skip')).toEqual(expect.arrayContaining([...ofTheRequest]));
      const why = via === 'par' ? 'sent by request_uri' : 'request object';
      for (const check of ofTheRequest) expect(detail.finding(check)).toContain(why);
    },
  );
});

describe('the tab of the request', () => {
  const shown = async (list: 'readable' | 'hidden', via: LoginOptions['via']) => {
    const place = { readable, hidden }[list].findIndex((options) => options.via === via);
    await panel.select((list === 'hidden' ? readable.length : 0) + place);
    return await readTab(panel, 'Request');
  };

  test('shows the claims of a request object, and that they count', async () => {
    const text = await shown('readable', 'request');
    const detail = await panel.detail('opened');
    expect(detail.checks('pass')).toEqual(expect.arrayContaining(['solicited', ...ofTheRequest]));
    expect(text).toContain('Claims of the request object');
    expect(text).toContain('code_challenge');
    expect(text).not.toContain('Not known here');
  });

  test('says what an encrypted one hides', async () => {
    const text = await shown('hidden', 'encrypted-request');
    expect(text).toContain('Encrypted to the server');
    expect(text).toMatch(/Not known here: state, nonce, response_mode/);
  });

  test('says what a pushed request hides, and nothing of request objects where there is none', async () => {
    const text = await shown('hidden', 'par');
    expect(text).toMatch(/Not known here: state, nonce, response_mode/);
    expect(text).not.toContain('Request object');
    expect(await shown('readable', 'get')).not.toContain('Not known here');
  });
});

describe('a fault', () => {
  test.each(broken.map(([options, failing], index) => ({ ...options, failing, index })))(
    '$fault after a request by $via',
    ({ failing, index }) => {
      const { row, detail } = at(readings, readable.length + hidden.length + index);
      expect(detail.checks('fail')).toEqual(failing);
      expect(row.verdict).toBe(failing.length > 0 ? 'Rejected' : 'Valid');
    },
  );
});
