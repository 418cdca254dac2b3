import { useSignal } from '@preact/signals';
import { type Client, clientDefaults } from '../../src/client.ts';
import { AccessRow } from './access-row.tsx';
import { ClientForm } from './client-form.tsx';
import { focusLater } from './focus.ts';
import { HeldView } from './held-view.tsx';
import { clientNeeds } from './needs.ts';
import { clientNotes } from './notes.ts';
import { Notes } from './notes-view.tsx';
import type { Page } from './page.ts';
import { describeKeys } from './pasted-keys.ts';
import { parseJwks } from '../../src/issuer/jwks.ts';
import { profileLabel } from '../../src/wording/profiles.ts';

/** The registered clients, each with what it is granted and what it cannot do; the one that is edited is its form. */
export function ClientList({ page }: { readonly page: Page }) {
  const form = page.form.value;
  return (
    <ul class="clients" aria-labelledby="clients-title">
      {page.clients.value?.map((client) =>
        form?.client?.id === client.id ? (
          <li key={client.id}>
            <ClientForm page={page} form={form} />
          </li>
        ) : (
          <ClientItem key={client.id} page={page} client={client} />
        ),
      )}
    </ul>
  );
}

interface Props {
  readonly page: Page;
  readonly client: Client;
}

function ClientItem({ page, client }: Props) {
  const held = page.secrets.value.get(client.id) ?? null;
  return (
    <li class="client" aria-label={client.client_id}>
      <header>
        <h3>{client.client_id}</h3>
        <Acts page={page} client={client} />
      </header>
      <dl>
        <Fact name="Issuer" values={[client.issuer]} />
        <Fact name={client.callbacks.length === 1 ? 'Callback' : 'Callbacks'} values={client.callbacks} />
        <Fact name="Algorithm" values={[client.authorization_signed_response_alg]} />
        <Fact name="Keys from" values={[keysFrom(client)]} />
        {client.authorization_encrypted_response_alg !== undefined && (
          <Fact name="Encryption" values={[encryptionOf(client)]} />
        )}
        {client.authorization_endpoint !== undefined && (
          <Fact name="Requests at" values={[client.authorization_endpoint]} />
        )}
        {client.profile !== clientDefaults.profile && (
          <Fact name="Judged by" values={[profileLabel(client.profile)]} />
        )}
      </dl>
      {held && <HeldView page={page} client={client} held={held} />}
      <ul class="accesses" aria-label="Access">
        {clientNeeds(client).map((need) => (
          <AccessRow key={need.pattern} need={need} />
        ))}
      </ul>
      <Notes notes={clientNotes(client, held)} />
    </li>
  );
}

function Acts({ page, client }: Props) {
  const isAsked = useSignal(false);
  const confirm = `confirm-${client.id}`;
  const keep = () => {
    isAsked.value = false;
    focusLater(`delete-${client.id}`);
  };
  if (!isAsked.value)
    return (
      <span class="acts">
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

function Fact({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>
          <code>{value}</code>
        </dd>
      ))}
    </div>
  );
}

function encryptionOf(client: Client): string {
  const { authorization_encrypted_response_alg: alg, authorization_encrypted_response_enc: enc } = client;
  return [alg, enc].filter((name) => name !== undefined).join(', ');
}

function keysFrom({ keys }: Client): string {
  switch (keys.from) {
    case 'metadata':
      return keys.jwks_uri ?? keys.metadata_url;
    case 'jwks_uri':
      return keys.jwks_uri;
    case 'jwks':
      return `pasted: ${describeKeys(parseJwks(keys.jwks) ?? [])}`;
  }
}
