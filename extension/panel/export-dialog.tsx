import { useSignal } from '@preact/signals';
import type { Exchange } from '../../src/exchange.ts';
import { liveValues } from '../../src/files/live-values.ts';
import type { Inspection } from '../../src/inspect.ts';
import { type RecordSet, ownSecrets } from '../../src/recordset.ts';
import type { RunRecord } from '../../src/records.ts';
import {
  bundleSentence,
  liveSentence,
  liveValuesSentence,
  receiptSentence,
} from '../../src/wording/files.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Inspected } from '../ui/inspected.ts';
import { type Format, formatWords, formats, inspectAll, makeFile, save } from './export.ts';

/** Which responses are saved. */
interface Choice {
  readonly label: string;
  readonly exchanges: readonly Exchange[];
  /** The run that they are, if they are one. */
  readonly run?: RunRecord;
}

interface ExportDialogProps {
  readonly set: RecordSet;
  readonly imported: readonly Inspected[];
  /** The first one is chosen to begin with. */
  readonly choices: readonly Choice[];
  readonly onClose: () => void;
}

/** Saves responses as a file: without their secrets, unless that is asked for. */
export function ExportDialog({ set, imported, choices, onClose }: ExportDialogProps) {
  const chosen = useSignal(0);
  const format = useSignal<Format>('html');
  const redact = useSignal(true);
  const passphrase = useSignal('');
  const isKnowing = useSignal(false);
  const held = useSignal<readonly Inspection[] | null>(null);
  const progress = useSignal<string | null>(null);

  const { exchanges = [], run } = choices[chosen.value] ?? {};
  const isLive = format.value === 'bundle' || (!redact.value && format.value !== 'json');
  const inspected = async () =>
    await inspectAll(set, imported, exchanges, (done) => {
      progress.value = `Judged ${done} of ${exchanges.length}`;
    });
  /** A bundle says what it holds before it is made. */
  const look = async () => {
    held.value = null;
    if (format.value === 'bundle') held.value = await inspected();
    progress.value = null;
  };
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const inspections = await inspected();
    const file = await makeFile(inspections, {
      format: format.value,
      redact: redact.value,
      passphrase: passphrase.value,
      run,
      own: ownSecrets(set),
    });
    save(file);
    progress.value = `Saved ${file.name}. ${file.removed ? receiptSentence(file.removed) : ''}`;
  };
  return (
    <Dialog title="Export" onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <fieldset>
          <legend>Responses</legend>
          {choices.map(({ label, exchanges }, index) => (
            <label key={label}>
              <input
                type="radio"
                name="export-scope"
                checked={chosen.value === index}
                onChange={() => {
                  chosen.value = index;
                  void look();
                }}
              />{' '}
              {label} ({exchanges.length.toLocaleString('en')})
            </label>
          ))}
          {run && exchanges.length === 0 && <p>Nothing came back during this run.</p>}
        </fieldset>
        <fieldset>
          <legend>As</legend>
          {formats.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="export-format"
                value={one}
                checked={format.value === one}
                onChange={() => {
                  format.value = one;
                  void look();
                }}
              />{' '}
              {formatWords[one].label} <span class="dim">{formatWords[one].use}</span>
            </label>
          ))}
        </fieldset>
        {format.value === 'bundle' ? (
          <>
            <p>{bundleSentence}</p>
            {held.value && <p data-live>{liveValuesSentence(liveValues(held.value))}</p>}
            <label>
              Passphrase <span class="dim">seals the file; leave it empty to write it in clear</span>
              <input
                type="password"
                autocomplete="new-password"
                value={passphrase.value}
                onInput={({ currentTarget }) => (passphrase.value = currentTarget.value)}
              />
            </label>
          </>
        ) : (
          format.value !== 'json' && (
            <label>
              <input
                type="checkbox"
                checked={redact.value}
                onChange={({ currentTarget }) => (redact.value = currentTarget.checked)}
              />{' '}
              Without secret values
            </label>
          )
        )}
        {isLive && (
          <label class="tone-warn">
            <input
              type="checkbox"
              required
              checked={isKnowing.value}
              onChange={({ currentTarget }) => (isKnowing.value = currentTarget.checked)}
            />{' '}
            {format.value === 'bundle' ? 'I know that it holds live values' : `I know: ${liveSentence}`}
          </label>
        )}
        <p class="acts">
          <button type="submit" class="primary" disabled={exchanges.length === 0}>
            Save
          </button>
          <button type="button" onClick={onClose}>
            Close
          </button>
          <span role="status">{progress.value}</span>
        </p>
      </form>
    </Dialog>
  );
}
