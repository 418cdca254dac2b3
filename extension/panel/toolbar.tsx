import { setPaused } from '../store.ts';
import { Waiting } from '../ui/empty.tsx';
import { PauseSwitch } from '../ui/pause-switch.tsx';
import { clear, openOptions } from './actions.ts';
import { openExport, openImport, openModes, openStart } from './dialogs.tsx';
import { filterElementId, focusList, takeKey } from './moves.ts';
import { FilterBar } from './filter-bar.tsx';
import { RunSwitch } from './run-switch.tsx';
import {
  allRows,
  allTabs,
  chosen,
  clients,
  elsewhere,
  filter,
  freshlyWaiting,
  imported,
  isFollowing,
  isWhole,
  inspectedTab,
  isPaused,
  modesProgress,
  rows,
  selected,
  waiting,
} from './state.ts';

/** What can be done with the list as a whole. */
export function Toolbar() {
  const hasAny = allRows.value.length > 0;
  const hasClients = (clients.value ?? []).some(({ enabled }) => enabled);
  const onClear = () => {
    chosen.value = null;
    const listed = rows.value.flatMap(({ exchange, isPinned }) => (isPinned ? [] : [exchange]));
    imported.value = imported.value.filter(({ exchange }) => !listed.includes(exchange));
    // What a file brought may have the ids of what was captured here.
    const captured = listed.filter(({ response }) => response.from === undefined);
    // Whoever filters sees no request that waits go.
    void clear(captured, filter.value.trim() === '' ? waiting.value : []);
  };
  return (
    <>
      <h1 class="unseen">OAuth Response Inspector</h1>
      <div class="toolbar" role="toolbar" aria-label="Responses">
        <button
          type="button"
          class="quiet"
          disabled={!isWhole.value}
          onClick={onClear}
          title="Remove what is listed and not pinned"
        >
          <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path
              d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM3 8a5 5 0 0 1 8-4L4 11a5 5 0 0 1-1-3Zm5 5a5 5 0 0 1-3-1l7-7a5 5 0 0 1-4 8Z"
              fill="currentColor"
              fill-rule="evenodd"
            />
          </svg>
          Clear
        </button>
        <AllTabs />
        <PauseSwitch isPaused={isPaused.value} onPause={(paused) => void setPaused(paused)} />
        {hasClients && (
          <button
            type="button"
            class="quiet"
            onClick={() => void openStart()}
            title="Send an authorization request of a registered client"
          >
            Log in …
          </button>
        )}
        <RunSwitch />
        <ModesChip />
        {hasAny && <Filter />}
        {hasAny && <Waiting waiting={freshlyWaiting.value} />}
        <span class="space" />
        <Newer />
        <button
          type="button"
          class="quiet"
          onClick={() => void openImport()}
          title="Judge a file, or what is pasted"
        >
          Import
        </button>
        {rows.value.length > 0 && (
          <button
            type="button"
            class="quiet"
            disabled={!isWhole.value}
            onClick={() => void openExport()}
            title="Save responses as a file"
          >
            Export
          </button>
        )}
        <button type="button" class="quiet" onClick={() => openOptions()} title="Register and change clients">
          Clients
        </button>
      </div>
      {allRows.value.length > 1 && <FilterBar />}
    </>
  );
}

/** The way back to the run through all modes, and how far it is. */
function ModesChip() {
  const progress = modesProgress.value;
  if (!progress) return null;
  return (
    <button type="button" class="chip" onClick={() => void openModes()} title="Show the grid of all modes">
      All modes {progress.ended}/{progress.all}
    </button>
  );
}

/** Whether other tabs are shown too: always where no tab is inspected. */
function AllTabs() {
  if (inspectedTab === null) return <span class="dim">Responses of all tabs</span>;
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={allTabs.value}
      title="Show the responses of other tabs too"
      onClick={() => (allTabs.value = !allTabs.value)}
    >
      All tabs{elsewhere.value > 0 && ` (${elsewhere.value.toLocaleString('en')} more)`}
    </button>
  );
}

/** What makes the list shorter. Escape empties it, and then goes back to the list; so does Enter. */
function Filter() {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && filter.value !== '') filter.value = '';
    else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') focusList();
    else return;
    takeKey(event);
  };
  return (
    <input
      type="text"
      class="filter"
      id={filterElementId}
      aria-label="Filter"
      placeholder="Filter"
      title="Words that must be there: in parameters, claims, verdict or request; -word must not; mode:query.jwt for one thing ( / )"
      spellcheck={false}
      value={filter.value}
      onInput={({ currentTarget }) => (filter.value = currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** The way back to the newest response, where the user is looking at an older one. */
function Newer() {
  const seen = selected.value?.id;
  if (seen === undefined || isFollowing.value) return null;
  const newer = rows.value.filter(({ row }) => row.id > seen).length;
  if (newer === 0) return null;
  return (
    <button type="button" class="chip" onClick={() => (chosen.value = null)}>
      {newer} newer ↓
    </button>
  );
}
