import { expect, test } from 'vitest';
import { client, issuer, request, response } from '../fixture.ts';
import { Metadata } from '../issuer/metadata.ts';
import * as v from 'valibot';
import { type Cell, planOf, usualType } from './plan.ts';
import {
  type CellState,
  type Run,
  lost,
  newRun,
  nextStep,
  noted,
  resumed,
  stateOf,
  stopped,
  withAnswers,
} from './run.ts';

const metadata = v.parse(Metadata, {
  issuer,
  response_modes_supported: ['query', 'jwt', 'web_message'],
  request_parameter_supported: false,
});
const base = { response_type: 'code', scope: 'openid', via: 'parameters' } as const;
const plan = planOf(metadata, client, base);
const at = 1_800_000_000_000;

const urlOf = (cell: Cell) => `${issuer}/authorize?${cell.id}`;
const open = (run: Run, cell: Cell, when = at) =>
  noted(run, cell, { state: 'open', url: urlOf(cell), at: when });
/** The run when everything before this cell has an answer, and the cell itself. */
function upTo(id: string): readonly [Run, Cell] {
  const index = plan.cells.findIndex((cell) => cell.id === id);
  const cell = plan.cells[index];
  if (!cell) throw new Error(id);
  const answered: CellState = { state: 'answered', exchange: 'e' };
  const before = plan.cells.slice(0, index);
  return [before.reduce((run, one) => noted(run, one, answered), newRun(plan, 1)), cell];
}
const exchange = (id: string, url: string | null, changes: object = {}) => ({
  id,
  request: url === null ? null : request({}, { url }),
  response: response('https://app.example.com/cb?code=1', { at: at + 10, ...changes }),
});

test('errors that need nobody logged in come first, and what no server has or may use is left out', () => {
  expect(plan.cells.map(({ id }) => id)).toEqual([
    'query login_required',
    'jwt login_required',
    'query invalid_scope',
    'jwt invalid_scope',
    'query success',
    'jwt success',
  ]);
  expect(plan.leftOut).toEqual([{ response_mode: 'web_message', why: 'unknown' }]);
  expect(plan.cells[0]?.options).toMatchObject({ prompt: 'none', response_mode: 'query' });
  expect(plan.cells[2]?.options.scope).toBe('openid no-such-scope');
});

test('a token is not tried in the query, but in an encrypted JWT it is', () => {
  const hybrid = { ...base, response_type: 'code id_token' };
  const more = { ...metadata, response_modes_supported: ['query', 'query.jwt', 'fragment'] };
  const why = (own: typeof client) =>
    planOf(more, own, hybrid).leftOut.map(({ response_mode }) => response_mode);
  expect(why(client)).toEqual(['query', 'query.jwt']);
  expect(why({ ...client, authorization_encrypted_response_alg: 'RSA-OAEP' })).toEqual(['query']);
});

test('without a list a server has query and fragment; bad request objects are tried where it takes any', () => {
  const { cells } = planOf({ issuer }, client, { ...base, via: 'pushed' });
  expect([...new Set(cells.map(({ response_mode }) => response_mode))]).toEqual(['query', 'fragment']);
  expect(cells.find((cell) => cell.wanted === 'invalid_request_object')?.options).toMatchObject({
    via: 'pushed-request',
    spoilt: true,
  });
});

test.each([
  [undefined, 'code'],
  [['id_token', 'code'], 'code'],
  [['id_token'], 'id_token'],
  [[], 'code'],
])('of the response types %j the usual one is %s', (response_types_supported, expected) => {
  expect(usualType({ issuer, response_types_supported })).toBe(expected);
});

test('one login is started after the other, and the next one only when there is an answer', () => {
  const [first, second] = plan.cells;
  if (!first || !second) throw new Error('no cells');
  const run = newRun(plan, 1);
  expect(nextStep(run, at)).toEqual({ do: 'start', cell: first });
  const opened = open(run, first);
  expect(nextStep(opened, at + 10)).toMatchObject({ do: 'wait', for: 'answer', until: at + 5000 });
  expect(nextStep(withAnswers(opened, [exchange('e1', urlOf(first))]), at)).toEqual({
    do: 'start',
    cell: second,
  });
});

test('what the server refused, or could not be sent, is done with', () => {
  const error = { status: 400, error: 'invalid_request', error_description: null, body: '' };
  let run = newRun(plan, 1);
  for (const cell of plan.cells)
    run = noted(
      run,
      cell,
      cell.wanted === 'success' ? { state: 'unsent', problems: [] } : { state: 'refused', error },
    );
  expect(nextStep(run, at)).toEqual({ do: 'nothing', why: 'done' });
});

test('a server that asks for a login in between is waited for as long as it takes', () => {
  const [run, cell] = upTo('query success');
  const opened = open(run, cell);
  expect(nextStep(opened, at + 6000)).toMatchObject({ do: 'wait', for: 'login', until: null });
  expect(nextStep(opened, at + 86_400_000)).toMatchObject({ do: 'wait', for: 'login' });
  const after = withAnswers(opened, [exchange('e1', urlOf(cell), { at: at + 86_400_000 })]);
  expect(stateOf(after, cell)).toEqual({ state: 'answered', exchange: 'e1' });
});

test('an answer that never comes is given up, the run goes on, and one that comes late counts', () => {
  const [run, cell] = upTo('jwt login_required');
  const opened = open(run, cell);
  expect(nextStep(opened, at + 14_999).do).toBe('wait');
  expect(nextStep(opened, at + 15_000)).toEqual({ do: 'give-up', cell });
  const given = lost(opened, cell);
  expect(nextStep(given, at + 15_000).do).toBe('start');
  const late = withAnswers(given, [exchange('e1', urlOf(cell))]);
  expect(stateOf(late, cell)).toEqual({ state: 'answered', exchange: 'e1' });
});

test('it stops after the login that is open, whose answer counts, and resumes with the one that had none', () => {
  const [run, cell] = upTo('query success');
  const halted = stopped(open(run, cell));
  expect(nextStep(halted, at)).toEqual({ do: 'nothing', why: 'stopped' });
  expect(stateOf(withAnswers(halted, [exchange('e1', urlOf(cell))]), cell).state).toBe('answered');
  expect(nextStep(resumed(halted), at)).toEqual({ do: 'start', cell });
});

test('an exchange belongs to a login by the URL that was opened, or else by where and when it came', () => {
  const [run, cell] = upTo('query success');
  const opened = open(run, cell);
  const stateAfter = (...exchanges: ReturnType<typeof exchange>[]) =>
    stateOf(withAnswers(opened, exchanges), cell);
  expect(stateAfter(exchange('e1', `${issuer}/authorize?another`)).state).toBe('open');
  expect(stateAfter(exchange('e1', null)).state).toBe('answered');
  expect(stateAfter(exchange('e1', null, { tabId: 2 })).state).toBe('open');
  expect(stateAfter(exchange('e1', null, { at: at - 1 })).state).toBe('open');
  expect(stateAfter(exchange('e1', null), exchange('e2', urlOf(cell)))).toEqual({
    state: 'answered',
    exchange: 'e2',
  });
  // One that answered a login before does not answer this one too.
  expect(stateAfter(exchange('e', null)).state).toBe('open');
});
