import { useSignal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { isManaged } from '../../src/managed.ts';
import { focusLater } from './focus.ts';
import { move, moveId, setEnabled } from './listed.ts';
import type { Page } from './page.ts';

interface Props {
  readonly page: Page;
  readonly client: Client;
}

/** What can be done with a client of the list. Deleting is asked back. */
export function ClientActs({ page, client }: Props) {
  const isAsked = useSignal(false);
  const confirm = `confirm-${client.id}`;
  const keep = () => {
    isAsked.value = false;
    focusLater(`delete-${client.id}`);
  };
  if (isManaged(client))
    return (
      <span class="acts">
        <MoveButton page={page} client={client} by={-1} />
        <MoveButton page={page} client={client} by={1} />
        <button
          type="button"
          aria-label={`Keys and secret of ${client.client_id}`}
          onClick={() => page.open(client)}
        >
          Keys and secret
        </button>
      </span>
    );
  if (!isAsked.value)
    return (
      <span class="acts">
        <EnabledSwitch client={client} />
        <MoveButton page={page} client={client} by={-1} />
        <MoveButton page={page} client={client} by={1} />
        <button type="button" aria-label={`Edit ${client.client_id}`} onClick={() => page.open(client)}>
          Edit
        </button>
        <button
          type="button"
          id={`delete-${client.id}`}
          aria-label={`Delete ${client.client_id}`}
          onClick={() => {
            isAsked.value = true;
            focusLater(confirm);
          }}
        >
          Delete
        </button>
      </span>
    );
  return (
    <span class="acts" role="group" aria-label={`Delete ${client.client_id}?`}>
      <span>
        Delete? Responses already captured stay
        {page.secrets.value.has(client.id) && ', its keys and secret go'}.
      </span>
      <button type="button" id={confirm} onClick={keep}>
        Keep
      </button>
      <button type="button" class="danger" onClick={() => void page.remove(client)}>
        Delete this client
      </button>
    </span>
  );
}

function EnabledSwitch({ client }: { readonly client: Client }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        role="switch"
        aria-label={`Capture for ${client.client_id}`}
        checked={client.enabled}
        onChange={({ currentTarget }) => void setEnabled(client, currentTarget.checked)}
      />
      {client.enabled ? 'On' : 'Off'}
    </label>
  );
}

/** Moves a client one place. There is none where nothing could be moved. */
function MoveButton({ page, client, by }: Props & { readonly by: -1 | 1 }) {
  const clients = page.clients.value ?? [];
  if (clients.length < 2) return null;
  const end = by < 0 ? clients.at(0) : clients.at(-1);
  return (
    <button
      type="button"
      id={moveId(client, by)}
      aria-label={`Move ${client.client_id} ${by < 0 ? 'up' : 'down'}`}
      disabled={end?.id === client.id}
      onClick={() => void move(clients, client, by)}
    >
      {by < 0 ? '↑' : '↓'}
    </button>
  );
}
