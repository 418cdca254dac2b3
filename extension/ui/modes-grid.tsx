import type { Grid, GridCell } from '../../src/login/grid.ts';
import { gridCellLabel, gridCellReason, leftOutSentence, wantedLabels } from '../../src/wording/grid.ts';
import { Mark, verdictTone } from './mark.tsx';
import { Received } from './received.tsx';

interface ModesGridProps {
  readonly grid: Grid;
  /** Whether the exchange that answered is there to be shown: it may have been removed. */
  readonly isListed: (exchange: string) => boolean;
  /** Shows it. */
  readonly onShow: (exchange: string) => void;
}

/** All modes by success and error: each cell a verdict with its first reason. */
export function ModesGrid({ grid, ...links }: ModesGridProps) {
  return (
    <>
      <table class="modes" aria-label={`All modes of ${grid.issuer}`}>
        <thead>
          <tr>
            <th scope="col">response_mode</th>
            {grid.wanted.map((wanted) => (
              <th key={wanted} scope="col">
                {wantedLabels[wanted]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.map(({ response_mode, cells }) => (
            <tr key={response_mode}>
              <th scope="row">
                <code>
                  <Received text={response_mode} />
                </code>
              </th>
              {cells.map((cell) => (
                <td key={cell.wanted} data-cell={`${response_mode} ${cell.wanted}`}>
                  <CellText cell={cell} {...links} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {grid.leftOut.map((one) => (
        <p key={one.response_mode} class="dim">
          Left out: {leftOutSentence(one)}.
        </p>
      ))}
    </>
  );
}

interface CellTextProps extends Omit<ModesGridProps, 'grid'> {
  readonly cell: GridCell;
}

function CellText({ cell, isListed, onShow }: CellTextProps) {
  const { state, answer } = cell;
  const reason = gridCellReason(cell);
  const label = gridCellLabel(cell);
  return (
    <>
      {answer && <Mark tone={verdictTone(answer.verdict)} />}{' '}
      {state.state === 'answered' && isListed(state.exchange) ? (
        <button type="button" class="quiet" onClick={() => onShow(state.exchange)}>
          {label}
        </button>
      ) : (
        <span class={state.state === 'waiting' ? 'dim' : ''}>{label}</span>
      )}
      {reason !== null && <p class="note">{reason}</p>}
    </>
  );
}
