import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Client } from '../../src/client.ts';
import { type FileProblem, isProblem, problem } from '../../src/files/problem.ts';
import { fileSentence } from '../../src/wording/files.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { Inspected } from '../ui/inspected.ts';
import { Received } from '../ui/received.tsx';
import { type Brought, importText } from './import.ts';

interface ImportDialogProps {
  readonly clients: readonly Client[];
  readonly onImported: (inspected: readonly Inspected[]) => void;
  readonly onClose: () => void;
}

/** Takes responses in from a file or from what is pasted: they are shown beside what was captured, and stored nowhere. */
export function ImportDialog({ clients, onImported, onClose }: ImportDialogProps) {
  const pasted = useSignal('');
  const file = useSignal<File | null>(null);
  const passphrase = useSignal('');
  const client = useSignal('');
  const outcome = useSignal<Brought | FileProblem | null>(null);
  const progress = useSignal<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);

  const needs = outcome.value && isProblem(outcome.value) ? outcome.value.problem : null;
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (progress.value !== null) return;
    const form = event.target;
    progress.value = 'Reading';
    // Chromium refuses one that was saved anew since.
    const text = file.value ? await file.value.text().catch(() => null) : pasted.value;
    if (text === null) {
      [outcome.value, progress.value, file.value] = [problem('unreadable'), null, null];
      // To choose the same name again would be no change.
      if (chooser.current) chooser.current.value = '';
      return;
    }
    outcome.value = await importText(text, {
      clients,
      passphrase: passphrase.value,
      client: clients.find(({ id }) => id === client.value),
      onProgress: (done, all) => (progress.value = `Judged ${done} of ${all}`),
    });
    progress.value = null;
    if (isProblem(outcome.value)) return;
    onImported(outcome.value.inspected);
    // Once more would be twice.
    [pasted.value, file.value] = ['', null];
    if (form instanceof HTMLFormElement) form.reset();
  };
  return (
    <Dialog title="Import" onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)}>
        <p class="dim">
          An evidence bundle, a HAR of any browser or tool, or a response: its URL, form body or JWT. What was
          recorded is judged at its own time; of what is pasted none is known. Nothing of it is stored.
        </p>
        <label>
          File{' '}
          <input
            ref={chooser}
            type="file"
            accept=".json,.har,.jwe,.txt,application/json"
            onChange={({ currentTarget }) => (file.value = currentTarget.files?.[0] ?? null)}
          />
        </label>
        <label>
          Or paste
          <textarea
            rows={4}
            spellcheck={false}
            disabled={file.value !== null}
            value={pasted.value}
            onInput={({ currentTarget }) => (pasted.value = currentTarget.value)}
          />
        </label>
        {(needs === 'sealed' || needs === 'passphrase') && (
          <label>
            Passphrase
            <input
              type="password"
              autocomplete="off"
              value={passphrase.value}
              onInput={({ currentTarget }) => (passphrase.value = currentTarget.value)}
            />
          </label>
        )}
        {needs === 'which-client' && (
          <label>
            Client{' '}
            <select
              value={client.value}
              onChange={({ currentTarget }) => (client.value = currentTarget.value)}
            >
              <option value="">choose one</option>
              {clients.map(({ id, client_id, issuer }) => (
                <option key={id} value={id}>
                  {client_id} at {issuer}
                </option>
              ))}
            </select>
          </label>
        )}
        <Outcome outcome={outcome.value} />
        <p class="acts">
          <button
            type="submit"
            class="primary"
            disabled={progress.value !== null || (!file.value && pasted.value.trim() === '')}
          >
            Import
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

function Outcome({ outcome }: { readonly outcome: Brought | FileProblem | null }) {
  if (!outcome) return null;
  if (isProblem(outcome))
    return (
      <p class="tone-fail" role="alert">
        {fileSentence(outcome)}.
      </p>
    );
  const { inspected, strangers, unread } = outcome;
  return (
    <div role="status" data-imported>
      <p>
        {inspected.length === 1 ? '1 response' : `${inspected.length} responses`} imported.
        {unread > 0 && ` ${unread} entries could not be read or were too many.`}
      </p>
      {strangers.map(({ callback, client_id, issuer, count }, index) => (
        <p key={index} class="dim">
          {count} at <Received text={callback} /> belong to no registered client
          {client_id !== null && (
            <>
              : client_id <Received text={client_id} />
            </>
          )}
          {issuer !== null && (
            <>
              , issuer <Received text={issuer} />
            </>
          )}
        </p>
      ))}
    </div>
  );
}
