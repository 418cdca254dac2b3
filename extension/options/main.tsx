import { render } from 'preact';
import { missing, grants } from './access.ts';
import { ClientForm } from './client-form.tsx';
import { ClientList } from './client-list.tsx';
import { clientNeeds } from '../../src/needs.ts';
import { ImportView } from './import-view.tsx';
import { Imported, TransferButtons } from './transfer-buttons.tsx';
import { Notes } from './notes-view.tsx';
import { type Page, createPage } from './page.ts';
import { NotifySwitch, followNotifies } from './notify-switch.tsx';
import { followStored } from './stored.ts';
import { StoredView } from './stored-view.tsx';
import { say } from './words.ts';

function Options({ page }: { readonly page: Page }) {
  const clients = page.clients.value;
  const top = (
    <header class="top">
      <h1>OAuth Response Inspector</h1>
    </header>
  );
  // A browser that has just started takes seconds to say what a policy rolls out.
  if (!clients)
    return (
      <main>
        {top}
        <p role="status">Reading what is registered</p>
      </main>
    );
  const form = page.form.value;
  return (
    <main>
      {top}
      <Saved page={page} />
      <Imported />
      <ImportView />
      <section>
        <header>
          <h2 id="clients-title" tabIndex={-1}>
            Clients
          </h2>
          <span class="acts">
            {!form && (
              <button
                type="button"
                class={clients.length === 0 ? 'primary' : ''}
                onClick={() => page.open(null)}
              >
                Register a client
              </button>
            )}
            <TransferButtons clients={clients} />
          </span>
        </header>
        <Notes
          notes={page.policyProblems.value.map((one) => ({ tone: 'warn', text: say.policyProblem(one) }))}
        />
        {clients.length === 0 ? <p class="intro">{say.empty}</p> : <ClientList page={page} />}
      </section>
      {form && !form.client && <ClientForm page={page} form={form} />}
      <NotifySwitch />
      <StoredView page={page} />
    </main>
  );
}

/** What to do next, once a client is registered. */
function Saved({ page }: { readonly page: Page }) {
  const client = page.saved.value;
  const unseen = client ? missing(clientNeeds(client), grants.value) : [];
  const isBlind = unseen.some(({ reasons }) => reasons.includes('responses'));
  return (
    <div role="status">
      {client && (
        <p class="saved" id="saved" tabIndex={-1}>
          {client.client_id} is registered. {isBlind ? `${say.allowFirst} ${say.next}` : say.next}
        </p>
      )}
    </div>
  );
}

const root = document.getElementById('root');
if (root) {
  followStored();
  followNotifies();
  render(<Options page={createPage()} />, root);
}
