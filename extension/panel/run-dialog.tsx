import { useSignal } from '@preact/signals';
import { Dialog } from '../ui/dialog.tsx';
import { saveRun } from './actions.ts';

/** Asks for the name of a run, and starts it. */
export function RunDialog({ onClose }: { readonly onClose: () => void }) {
  const name = useSignal('');
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void saveRun({ name: name.value.trim(), at: Date.now(), to: null });
    onClose();
  };
  return (
    <Dialog title="Start a run" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <p class="dim">
          All that comes back here until you stop the run is one report, with its name and what it ran in.
        </p>
        <label>
          Name
          <input
            type="text"
            required
            pattern=".*\S.*"
            maxLength={200}
            placeholder="Release 4.2, staging"
            value={name.value}
            onInput={({ currentTarget }) => (name.value = currentTarget.value)}
          />
        </label>
        <p class="acts">
          <button type="submit" class="primary">
            Start
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </p>
      </form>
    </Dialog>
  );
}
