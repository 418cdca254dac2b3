import type { Exchange } from '../exchange.ts';
import type { Cell, Plan, Wanted } from './plan.ts';
import type { LoginProblem } from './problem.ts';
import type { ServerError } from './server-error.ts';

/** How far one login of a run is. */
export type CellState =
  | { readonly state: 'waiting' }
  /** The browser was sent there, at this time in milliseconds since 1970. */
  | { readonly state: 'open' | 'lost'; readonly url: string; readonly at: number }
  | { readonly state: 'answered'; readonly exchange: string }
  /** The server refused what was pushed. */
  | { readonly state: 'refused'; readonly error: ServerError }
  | { readonly state: 'unsent'; readonly problems: readonly LoginProblem[] };

/** A run through all modes, as data: every function here gives the next one. */
export interface Run {
  readonly plan: Plan;
  /** The tab that is sent from login to login. */
  readonly tabId: number;
  readonly isStopped: boolean;
  /** By the cell's id; what is not there waits. */
  readonly states: Readonly<Record<string, CellState>>;
}

/** What is to be done next. */
export type Step =
  | { readonly do: 'start'; readonly cell: Cell }
  /**
   * Nothing but waiting: for the answer, or, where that takes long, for the person to log in. `until` in milliseconds
   * since 1970 is when to ask again; null where only the person ends it.
   */
  | {
      readonly do: 'wait';
      readonly for: 'answer' | 'login';
      readonly cell: Cell;
      readonly until: number | null;
    }
  /** The answer never came: `lost` says so. */
  | { readonly do: 'give-up'; readonly cell: Cell }
  | { readonly do: 'nothing'; readonly why: 'stopped' | 'done' };

/** After so long the server most likely shows a page, in milliseconds. */
const patience = 5_000;

/** How long an answer is waited for, in milliseconds; null where a login may take as long as it takes. */
const longest: Readonly<Record<Wanted, number | null>> = {
  login_required: 15_000,
  // A server that takes no offence may ask for a login here too.
  invalid_scope: 60_000,
  invalid_request_object: 60_000,
  success: null,
};

export function newRun(plan: Plan, tabId: number): Run {
  return { plan, tabId, isStopped: false, states: {} };
}

export function stateOf({ states }: Run, { id }: Pick<Cell, 'id'>): CellState {
  return (Object.hasOwn(states, id) ? states[id] : undefined) ?? { state: 'waiting' };
}

/** Notes what became of a login: `open`, `refused`, or `unsent`. */
export function noted(run: Run, { id }: Pick<Cell, 'id'>, state: CellState): Run {
  return { ...run, states: { ...run.states, [id]: state } };
}

/** Stops after the login that is open, whose answer still counts. */
export function stopped(run: Run): Run {
  return { ...run, isStopped: true };
}

/** Goes on, with the login that was open when it was stopped once more. */
export function resumed(run: Run): Run {
  const open = run.plan.cells.find((cell) => stateOf(run, cell).state === 'open');
  return { ...(open ? noted(run, open, { state: 'waiting' }) : run), isStopped: false };
}

/** Gives up waiting for an answer. One that comes nevertheless counts. */
export function lost(run: Run, cell: Pick<Cell, 'id'>): Run {
  const state = stateOf(run, cell);
  return state.state === 'open' ? noted(run, cell, { ...state, state: 'lost' }) : run;
}

/**
 * What is to be done next: one login after the other, each when the one before has its answer.
 *
 * @param now in milliseconds since 1970
 */
export function nextStep(run: Run, now: number): Step {
  const cellIn = (wanted: CellState['state']) =>
    run.plan.cells.find((cell) => stateOf(run, cell).state === wanted);
  if (run.isStopped) return { do: 'nothing', why: 'stopped' };
  const cell = cellIn('open');
  const state = cell && stateOf(run, cell);
  if (!cell || state?.state !== 'open') {
    const next = cellIn('waiting');
    return next ? { do: 'start', cell: next } : { do: 'nothing', why: 'done' };
  }
  const limit = longest[cell.wanted];
  const end = limit === null ? null : state.at + limit;
  if (end !== null && now >= end) return { do: 'give-up', cell };
  const isLong = now >= state.at + patience;
  return { do: 'wait', for: isLong ? 'login' : 'answer', cell, until: isLong ? end : state.at + patience };
}

type Answer = Pick<Exchange, 'id' | 'request' | 'response'>;

/**
 * Takes in the answers that have come. An exchange belongs to a login by the URL that was opened for it; one whose
 * request was not seen, by where and when it came: to the open login, if it came later in the run's own tab.
 */
export function withAnswers(run: Run, exchanges: readonly Answer[]): Run {
  const taken = new Set(
    Object.values(run.states).flatMap((one) => (one.state === 'answered' ? [one.exchange] : [])),
  );
  const free = exchanges.filter(({ id }) => !taken.has(id));
  let after = run;
  for (const cell of run.plan.cells) {
    const state = stateOf(run, cell);
    if (state.state !== 'open' && state.state !== 'lost') continue;
    const { url, at } = state;
    const found =
      free.find(({ request }) => request?.url === url) ??
      free.find(
        ({ request, response }) =>
          state.state === 'open' && request === null && response.tabId === run.tabId && response.at >= at,
      );
    if (found) after = noted(after, cell, { state: 'answered', exchange: found.id });
  }
  return after;
}
