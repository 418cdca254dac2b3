import { saveRun } from './actions.ts';
import { openExport, openRun } from './dialogs.tsx';
import { run, runExchanges } from './state.ts';

/** Starts a run, and ends it with its report. */
export function RunSwitch() {
  const going = run.value;
  if (!going || going.to !== null)
    return (
      <button
        type="button"
        class="quiet"
        title="Give the logins that come a name, and save them as one report"
        onClick={() => void openRun()}
      >
        Start run
      </button>
    );
  const count = runExchanges.value.length;
  const onStop = async () => {
    const ended = { ...going, to: Date.now() };
    await saveRun(ended);
    await openExport(ended);
  };
  return (
    <button
      type="button"
      class="chip run"
      title={`End the run “${going.name}” and save its report`}
      onClick={() => void onStop()}
    >
      Stop run <span class="run-name">{going.name}</span> ({count.toLocaleString('en')})
    </button>
  );
}
