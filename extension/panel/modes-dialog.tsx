import { gridOf } from '../../src/login/grid.ts';
import { gridHtml, gridJson, gridMarkdown } from '../../src/report/grid.ts';
import { wantedLabels } from '../../src/wording/grid.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ModesGrid } from '../ui/modes-grid.tsx';
import { save } from './export.ts';
import { answers, endedOf, hindrance, modes, resumeModes, stopModes, waitsFor } from './modes.ts';
import { allRows, chosen, filter, rows } from './state.ts';

const forms = [
  { label: 'Markdown', extension: 'md', type: 'text/markdown', write: gridMarkdown },
  { label: 'HTML', extension: 'html', type: 'text/html', write: gridHtml },
  { label: 'JSON', extension: 'json', type: 'application/json', write: gridJson },
] as const;

/** The run through all modes: how far it is, and its grid, which can be saved. */
export function ModesDialog({ onClose }: { readonly onClose: () => void }) {
  const running = modes.value;
  if (!running) return null;
  const { client, run } = running;
  const grid = gridOf(run, client, answers.value);
  const { cells } = run.plan;
  const done = endedOf(run);
  const isDone = done === cells.length;
  const listed = new Set(allRows.value.map(({ row }) => row.id));
  const show = (exchange: string) => {
    chosen.value = exchange;
    // In the place of one that the filter hides the newest would be shown.
    if (!rows.value.some(({ row }) => row.id === exchange)) filter.value = '';
    onClose();
  };
  return (
    <Dialog title="All modes" onClose={onClose} wide>
      <p class="dim">
        {client.client_id} at {client.issuer}
      </p>
      <p role="status" data-modes={isDone ? 'done' : run.isStopped ? 'stopped' : 'running'}>
        {done} of {cells.length} logins. <Waiting />
      </p>
      {hindrance.value !== null && (
        <p role="alert" class="tone-fail">
          Stopped: {hindrance.value}.
        </p>
      )}
      <ModesGrid grid={grid} isListed={(exchange) => listed.has(exchange)} onShow={show} />
      <p class="acts">
        {!isDone &&
          (run.isStopped ? (
            <button type="button" class="primary" onClick={resumeModes}>
              Resume
            </button>
          ) : (
            <button type="button" onClick={stopModes}>
              Stop
            </button>
          ))}
        <CopyButton label="Copy as Markdown" text={() => gridMarkdown(grid)} />
        {forms.map(({ label, extension, type, write }) => (
          <button
            key={label}
            type="button"
            onClick={() => save({ name: `all-modes.${extension}`, type, text: write(grid), removed: null })}
          >
            Save {label}
          </button>
        ))}
        <button type="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Dialog>
  );
}

function Waiting() {
  const wait = waitsFor.value;
  if (!wait) return null;
  const { response_mode, wanted } = wait.cell;
  const what = `${response_mode}, ${wantedLabels[wanted].toLowerCase()}`;
  return wait.for === 'login' ? (
    <strong>The server shows a page in the tab: log in there ({what}).</strong>
  ) : (
    <>Waiting for {what}.</>
  );
}
