import { Empty } from '../ui/empty.tsx';
import { openOptions } from './actions.ts';
import { Detail } from './detail.tsx';
import { Footer } from './footer.tsx';
import { List } from './list.tsx';
import { allTabs, clients, elsewhere, exchanges, freshlyWaiting, inspection } from './state.ts';
import { Splitter, listWidth } from './splitter.tsx';
import { Toolbar } from './toolbar.tsx';

/** The whole panel. */
export function Panel() {
  const isEmpty = exchanges.value?.length === 0;
  return (
    <div class="panel">
      <Toolbar />
      {isEmpty ? (
        <main>
          {clients.value && (
            <Empty
              clients={clients.value}
              waiting={freshlyWaiting.value}
              onOptions={() => openOptions()}
              elsewhere={elsewhere.value}
              onAllTabs={() => (allTabs.value = true)}
            />
          )}
        </main>
      ) : (
        <main class="split" style={{ '--list-width': `${listWidth.value}%` }}>
          <List />
          <Splitter />
          {inspection.value && <Detail key={inspection.value.exchange.id} inspected={inspection.value} />}
        </main>
      )}
      <Footer />
    </div>
  );
}
