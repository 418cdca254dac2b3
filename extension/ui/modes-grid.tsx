import type { Grid, GridCell } from '../../src/login/grid.ts';
import { gridCellLabel, gridCellReason, leftOutSentence, wantedLabels } from '../../src/wording/grid.ts';
import { Mark, verdictTone } from './mark.tsx';
import { Received } from './received.tsx';

interface ModesGridProps {
  readonly grid: Grid;
  /** Shows the exchange that answered. */
  readonly onShow: (exchange: string) => void;
}

/** All modes by success and error: each cell a verdict with its first reason. */
export function ModesGrid({ grid, onShow }: ModesGridProps) {
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
                  <CellText cell={cell} onShow={onShow} />
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

function CellText({ cell, onShow }: { readonly cell: GridCell; readonly onShow: ModesGridProps['onShow'] }) {
  const { state, answer } = cell;
  const reason = gridCellReason(cell);
  const label = gridCellLabel(cell);
  return (
    <>
      {answer && <Mark tone={verdictTone(answer.verdict)} />}{' '}
      {state.state === 'answered' ? (
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
