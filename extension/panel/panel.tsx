import { verdictSentence } from '../../src/wording/verdict.ts';
import { Empty } from '../ui/empty.tsx';
import { termNames, unknownTerms } from '../ui/filter-terms.ts';
import { openOptions } from './actions.ts';
import { Footer } from './footer.tsx';
import { List } from './list.tsx';
import { dialog } from './dialogs.tsx';
import { later } from './loaded.ts';
import { focusFilter } from './moves.ts';
import {
  allRows,
  allTabs,
  clients,
  elsewhere,
  filter,
  freshlyWaiting,
  inspection,
  isPaused,
  isWhole,
  newest,
  rows,
} from './state.ts';
import { NoticedLine } from './noticed-line.tsx';
import { isWatching, suggestion } from './noticed.ts';
import { Splitter, listWidth } from './splitter.tsx';
import { Toolbar } from './toolbar.tsx';

/** What stands where the filter leaves nothing. */
function NoMatch() {
  const count = allRows.value.length;
  const unknown = unknownTerms(filter.value);
  return (
    <div class="empty" data-empty="no-match">
      <h2>No response fits the filter</h2>
      <p>
        {count === 1 ? 'There is one response' : `There are ${count.toLocaleString('en')} responses`}. The
        filter looks for each word in parameters, claims, verdict and request.
      </p>
      {unknown.length > 0 && (
        <p>
          <code>{unknown.join(' ')}</code> is looked for as it stands. Terms begin with{' '}
          {termNames.map((name) => `${name}:`).join(', ')}.
        </p>
      )}
      <button type="button" class="primary" onClick={() => (filter.value = '')}>
        Show all
      </button>
    </div>
  );
}

/** Says aloud that the newest response is a rejected one. */
function Announcer() {
  const { judged, row } = newest.value ?? {};
  return (
    <p class="unseen" role="status" data-announced>
      {judged?.kind === 'rejected' && `${verdictSentence(judged)}, for ${row?.client_id}`}
    </p>
  );
}

/** What stands where nothing was captured yet: what was noticed and could be watched, before anything else. */
function Nothing() {
  const shown = suggestion.value;
  const NoticedCard = later.value?.NoticedCard;
  if (!clients.value) return null;
  return (
    <>
      {shown && NoticedCard && <NoticedCard key={shown.id} suggestion={shown} />}
      {(!shown || clients.value.length > 0) && (
        <Empty
          clients={clients.value}
          waiting={freshlyWaiting.value}
          onOptions={() => openOptions()}
          elsewhere={elsewhere.value}
          onAllTabs={() => (allTabs.value = true)}
          isNoticing
          isWatching={isWatching.value}
          isPaused={isPaused.value}
        />
      )}
    </>
  );
}

/** The whole panel. */
export function Panel() {
  const Detail = later.value?.Detail;
  // Of thousands the newest come first, which may all be other tabs'.
  const isEmpty = isWhole.value && allRows.value.length === 0;
  return (
    <div class="panel" onKeyDown={focusFilter}>
      <header>
        <Toolbar />
        {!isEmpty && <NoticedLine />}
      </header>
      {isEmpty ? (
        <main>
          <Nothing />
        </main>
      ) : rows.value.length === 0 && filter.value !== '' ? (
        <main>
          <NoMatch />
        </main>
      ) : (
        <main class="split" style={{ '--list-width': `${listWidth.value}%` }}>
          <List />
          <Splitter />
          {Detail && inspection.value && (
            <Detail key={inspection.value.exchange.id} inspected={inspection.value} />
          )}
        </main>
      )}
      <Footer />
      <Announcer />
      {dialog.value}
    </div>
  );
}
