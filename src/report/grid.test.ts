import { expect, test } from 'vitest';
import { client, issuer } from '../fixture.ts';
import { type GridCell, type JudgedAnswer, gridOf } from '../login/grid.ts';
import { planOf } from '../login/plan.ts';
import { type CellState, newRun, noted } from '../login/run.ts';
import { gridHtml, gridJson, gridMarkdown } from './grid.ts';

const counts = { pass: 1, fail: 0, warn: 0, info: 0, skip: 0, unsupported: 0, accepted: 0 };
const hostile = '<img src=x onerror=alert(1)>|`x`\u202E';
const plan = planOf({ issuer, response_modes_supported: ['query', 'jwt', hostile] }, client, {
  response_type: 'code',
  scope: 'openid',
  via: 'parameters',
});
const states: Readonly<Record<string, CellState>> = {
  'query login_required': { state: 'lost', url: `${issuer}/authorize?state=the-state`, at: 1 },
  'jwt login_required': {
    state: 'refused',
    error: { status: 400, error: 'a secret: 1234', error_description: 'another secret', body: 'a third' },
  },
  'query invalid_scope': { state: 'unsent', problems: [{ code: 'no-signing-key', detail: '' }] },
  'jwt invalid_scope': { state: 'answered', exchange: 'e1' },
  'query success': { state: 'answered', exchange: 'e2' },
  'jwt success': { state: 'open', url: `${issuer}/authorize?state=the-state`, at: 1 },
};
const reason = { check: 'state-echo', outcome: 'fail', code: 'missing' } as const;
const answers = new Map<string, JudgedAnswer>([
  ['e1', { verdict: { kind: 'valid', reason: null, counts }, came: 'success' }],
  ['e2', { verdict: { kind: 'rejected', reason, counts: { ...counts, fail: 1 } }, came: 'success' }],
]);
const run = Object.entries(states).reduce((run, [id, state]) => noted(run, { id }, state), newRun(plan, 1));
const grid = gridOf(run, client, answers);

test('as Markdown it is a table with a row for each mode and a column for each outcome', () => {
  expect(gridMarkdown(grid)).toMatchInlineSnapshot(`
    "# All modes of https://id.example.com

    - Client: s6BhdRkqt3
    - Response type: code
    - Sent as: parameters

    | response\\_mode | Success | Error: bad request object | Error: unknown scope | Error: nobody logged in |
    | --- | --- | --- | --- | --- |
    | query | Rejected: State did not come back | Not run | Not sent: The client has no signing key: enter one in the registration | No answer: The server did not send the browser back |
    | jwt | Running | Not run | Valid: Answered with success instead of invalid\\_scope: a server may ignore a scope \\(RFC 6749 3.3\\) | Refused: The pushed request was answered with status 400, error |

    - Left out: \`\`<img src=x onerror=alert(1)>|\`x\`\\u202E\`\` is no mode of OAuth or JARM

    "
  `);
});

test('as HTML it is the same table', () => {
  const text = gridHtml(grid);
  expect(text.match(/<tr>/g)).toHaveLength(3);
  expect(text).toContain('<td>Rejected: ');
  expect(text).toContain('<td>No answer: The server did not send the browser back</td>');
});

test('as JSON each cell has its verdict and its first reason by name', () => {
  const { rows }: { rows: { response_mode: string; cells: object[] }[] } = JSON.parse(gridJson(grid));
  expect(rows.map(({ response_mode }) => response_mode)).toEqual(['query', 'jwt']);
  expect(rows[0]?.cells[0]).toEqual({
    wanted: 'success',
    state: 'answered',
    verdict: 'rejected',
    came: 'success',
    reason: { check: 'state-echo', code: 'missing' },
    text: expect.stringMatching(/^Rejected: /),
  });
});

test.each([gridMarkdown, gridHtml, gridJson])(
  'nothing secret is in it, and nothing that could be run',
  (form) => {
    const text = form({ ...grid, issuer: hostile });
    expect(text).not.toMatch(/secret: |another secret|a third|the-state/);
    if (form !== gridJson) expect(text).not.toMatch(/(?<![\\`])<img|\u202E/);
  },
);

test('a cell of a mode that was not planned is not there', () => {
  const cells: readonly GridCell[] = grid.rows.flatMap((row) => row.cells);
  expect(cells).toHaveLength(plan.cells.length);
});
