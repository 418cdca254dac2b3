import type { Client } from '../client.ts';
import type { Inspection } from '../inspect.ts';
import type { WordedVerdict } from '../wording/verdict.ts';
import { type Plan, type Wanted, wanted } from './plan.ts';
import { type CellState, type Run, stateOf } from './run.ts';

/** What is told of a response in a cell: the verdict without its values, and whether a success came or which error. */
export interface JudgedAnswer {
  readonly verdict: WordedVerdict;
  /** `success`, an error code, or `error` where that is no code anybody knows how to read. */
  readonly came: string;
}

/** One cell: how far it is, and what is told of its answer where one was judged. */
export interface GridCell {
  readonly wanted: Wanted;
  readonly state: CellState;
  readonly answer: JudgedAnswer | null;
}

/** All modes by success and error. */
export interface Grid {
  readonly issuer: string;
  readonly client_id: string;
  readonly response_type: string;
  readonly via: Plan['via'];
  /** The columns: what was wanted, success first. */
  readonly wanted: readonly Wanted[];
  readonly rows: readonly { readonly response_mode: string; readonly cells: readonly GridCell[] }[];
  readonly leftOut: Plan['leftOut'];
}

/** What a cell tells of a response that was judged. */
export function judgedAnswer({ context, verdict }: Inspection): JudgedAnswer {
  const error = context.answer?.('error');
  const { kind, reason, counts } = verdict;
  const told = reason && { check: reason.check, outcome: reason.outcome, code: reason.code };
  return {
    verdict: { kind, reason: told, counts },
    came: error === undefined ? 'success' : errorCode(error),
  };
}

/** An error code as it may stand in an export: what is none could be anything, a secret among it. */
export function errorCode(error: unknown): string {
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'error';
}

/**
 * The grid that a run has filled so far.
 *
 * @param answers what is told of each exchange, by its id
 */
export function gridOf(
  run: Run,
  { issuer, client_id }: Pick<Client, 'issuer' | 'client_id'>,
  answers: ReadonlyMap<string, JudgedAnswer>,
): Grid {
  const { cells, response_type, via, leftOut } = run.plan;
  const columns = wanted.filter((one) => cells.some((cell) => cell.wanted === one)).toReversed();
  const modes = [...new Set(cells.map(({ response_mode }) => response_mode))];
  return {
    issuer,
    client_id,
    response_type,
    via,
    wanted: columns,
    leftOut,
    rows: modes.map((response_mode) => ({
      response_mode,
      cells: columns.flatMap((column) => {
        const cell = cells.find((one) => one.response_mode === response_mode && one.wanted === column);
        if (!cell) return [];
        const state = stateOf(run, cell);
        const answer = state.state === 'answered' ? (answers.get(state.exchange) ?? null) : null;
        return [{ wanted: column, state, answer }];
      }),
    })),
  };
}
