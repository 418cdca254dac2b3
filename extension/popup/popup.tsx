import { verdictSentence } from '../../src/wording/verdict.ts';
import { browser } from '../browser.ts';
import { setPaused } from '../store.ts';
import { Empty, Waiting } from '../ui/empty.tsx';
import { type Judged, resultOf } from '../ui/judged.ts';
import { Mark, verdictTone } from '../ui/mark.tsx';
import { PauseSwitch } from '../ui/pause-switch.tsx';
import { Received } from '../ui/received.tsx';
import type { Row } from '../ui/row.ts';
import { clockTime } from '../ui/time.ts';
import { clients, entries, hasFullView, isPaused, unseen, waiting } from './state.ts';

/** How many responses the popup shows; the panel shows all. */
const shown = 10;

/** What the toolbar button opens: this tab's verdicts, and the way to the panel. */
export function Popup() {
  const listed = entries.value;
  if (!listed || !clients.value) return null;
  const openOptions = () => void browser.runtime.openOptionsPage().then(() => window.close());
  return (
    <main class="popup">
      <h1 class="unseen">OAuth Response Inspector</h1>
      {isPaused.value && (
        <p class="notice" role="status">
          Paused: nothing new is captured.
        </p>
      )}
      <Unseen onOptions={openOptions} />
      {listed.length === 0 ? (
        !isPaused.value && <Empty clients={clients.value} waiting={waiting.value} onOptions={openOptions} />
      ) : (
        <>
          <Waiting waiting={waiting.value} />
          <ul class="entries" aria-label="Responses of this tab, newest first">
            {listed.slice(0, shown).map(({ row, judged }) => (
              <Entry key={row.id} row={row} judged={judged} />
            ))}
          </ul>
          {listed.length > shown && <p class="dim more">and {listed.length - shown} earlier ones</p>}
        </>
      )}
      <footer>
        <p class="dim">Details: open DevTools (F12), tab OAuth.</p>
        <PauseSwitch isPaused={isPaused.value} onPause={(paused) => void setPaused(paused)} />
        {hasFullView.value && (
          <button type="button" class="quiet" title="All tabs, without DevTools" onClick={openFullView}>
            Open full view
          </button>
        )}
        <span class="space" />
        <button type="button" class="quiet" onClick={openOptions}>
          Clients
        </button>
      </footer>
    </main>
  );
}

/** The panel in a tab of its own, for those who have no DevTools. */
function openFullView(): void {
  const url = browser.runtime.getURL('extension/panel/index.html');
  void browser.tabs.create({ url }).then(() => window.close());
}

/** Says of which clients nothing can be seen for want of access: one that was rolled out by policy begins so. */
function Unseen({ onOptions }: { readonly onOptions: () => void }) {
  const [first, ...more] = unseen.value;
  if (!first) return null;
  return (
    <div class="notice">
      <p>
        No response of <Received text={first.client_id} />
        {more.length > 0 && ` and ${more.length} more`} is seen: access to{' '}
        {more.length > 0 ? 'their callbacks' : 'its callback'} is not granted.
      </p>
      <button type="button" onClick={onOptions}>
        Allow access
      </button>
    </div>
  );
}

function Entry({ row, judged }: { readonly row: Row; readonly judged: Judged | null }) {
  if (!judged) return null;
  const tone = verdictTone(judged);
  return (
    <li data-verdict={judged.kind}>
      <Mark tone={tone} />
      <div>
        <p class={tone === 'fail' ? 'sentence tone-fail' : 'sentence'}>{verdictSentence(judged)}</p>
        <p class="dim">
          {clockTime(row.at)} · {row.server} · <Received text={row.mode} /> ·{' '}
          <Received text={resultOf({ row, judged }).text} />
        </p>
      </div>
    </li>
  );
}
