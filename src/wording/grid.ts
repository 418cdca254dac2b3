import { type GridCell, errorCode } from '../login/grid.ts';
import type { LeftOut, Wanted } from '../login/plan.ts';
import { loginProblemSentence } from './login.ts';
import { findingTitle } from './titles.ts';
import { verdictLabel } from './verdict.ts';

/** What a column of the grid is called. */
export const wantedLabels: Readonly<Record<Wanted, string>> = {
  success: 'Success',
  login_required: 'Error: nobody logged in',
  invalid_scope: 'Error: unknown scope',
  invalid_request_object: 'Error: bad request object',
};

/** A cell in one or two words. */
export function gridCellLabel({ state, answer }: GridCell): string {
  switch (state.state) {
    case 'waiting':
      return 'Not run';
    case 'open':
      return 'Running';
    case 'lost':
      return 'No answer';
    case 'refused':
      return 'Refused';
    case 'unsent':
      return 'Not sent';
    case 'answered':
      return answer ? verdictLabel(answer.verdict.kind) : 'Checking';
  }
}

/** Why a cell is what it is, in one sentence without full stop; null where there is no more to say. No secret is in it. */
export function gridCellReason({ state, answer, wanted }: GridCell): string | null {
  switch (state.state) {
    case 'lost':
      return 'The server did not send the browser back';
    case 'refused':
      return `The pushed request was answered with status ${state.error.status}${state.error.error === null ? '' : `, ${errorCode(state.error.error)}`}`;
    case 'unsent':
      return state.problems.map(loginProblemSentence).join('; ');
    case 'answered': {
      if (!answer) return null;
      const { verdict, came } = answer;
      const why = came === 'success' ? excuses[wanted] : '';
      const isError = came === wanted && wanted !== 'success';
      const other = isError
        ? [came]
        : came === wanted
          ? []
          : [`Answered with ${came} instead of ${wanted}${why}`];
      const reason = verdict.reason ? [findingTitle(verdict.reason)] : [];
      return [...reason, ...other].join('; ') || null;
    }
    default:
      return null;
  }
}

/** Why a server may answer with success where an error was to be provoked. */
const excuses: Readonly<Record<Wanted, string>> = {
  success: '',
  login_required: ': somebody may be logged in already',
  invalid_scope: ': a server may ignore a scope (RFC 6749 3.3)',
  invalid_request_object: '',
};

/**
 * Why a mode is not in the grid.
 *
 * @param quoted how the mode is written, which is a word of the server
 */
export function leftOutSentence(
  { response_mode, why }: LeftOut,
  quoted: (mode: string) => string = (mode) => mode,
): string {
  return why === 'unknown'
    ? `${quoted(response_mode)} is no mode of OAuth or JARM`
    : `${quoted(response_mode)} must not bring tokens in the query`;
}
