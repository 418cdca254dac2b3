import { type Client, clientDefaults } from '../../src/client.ts';
import { parseJwks } from '../../src/issuer/jwks.ts';
import { profileLabel } from '../../src/wording/profiles.ts';
import { isManaged } from '../../src/managed.ts';
import { ask, grants, missing } from './access.ts';
import { readRegistration } from './registration.ts';
import { AccessRow } from './access-row.tsx';
import { ClientActs } from './client-acts.tsx';
import { heldFor } from './held.ts';
import { HeldView } from './held-view.tsx';
import { clientNeeds } from '../../src/needs.ts';
import { clientNotes } from './notes.ts';
import { Notes } from './notes-view.tsx';
import type { Page } from './page.ts';
import { describeKeys } from './pasted-keys.ts';
import { say } from './words.ts';

interface ClientItemProps {
  readonly page: Page;
  readonly client: Client;
}

/** A registered client with what it is granted and what it cannot do. */
export function ClientItem({ page, client }: ClientItemProps) {
  const held = heldFor(client, page.secrets.value);
  return (
    <li class={client.enabled ? 'client' : 'client off'} aria-label={client.client_id}>
      <header>
        <h3>{client.client_id}</h3>
        <ClientActs page={page} client={client} />
      </header>
      {isManaged(client) && <Rollout client={client} />}
      <Facts client={client} />
      {held && <HeldView page={page} client={client} held={held} />}
      {client.enabled ? (
        <>
          <ul class="accesses" aria-label="Access">
            {clientNeeds(client).map((need) => (
              <AccessRow key={need.pattern} need={need} />
            ))}
          </ul>
          <AllowAll client={client} />
          <Notes notes={clientNotes(client, held)} />
        </>
      ) : (
        <p class="dim">{say.off}</p>
      )}
    </li>
  );
}

/** Where a client of a policy comes from, and what is wrong with it. */
function Rollout({ client }: { readonly client: Client }) {
  const read = readRegistration(client);
  return (
    <>
      <p class="dim">{say.managed}</p>
      {'message' in read && <Notes notes={[{ tone: 'warn', text: `${read.member}: ${read.message}` }]} />}
    </>
  );
}

/** One click for all that a policy needs: whoever rolled it out typed it, and it stands listed above. */
function AllowAll({ client }: { readonly client: Client }) {
  const lacking = missing(clientNeeds(client), grants.value);
  if (!isManaged(client) || lacking.length < 2) return null;
  return (
    <button
      type="button"
      class="primary"
      aria-label={`Allow all of ${client.client_id}`}
      onClick={() => void ask(lacking)}
    >
      Allow all {lacking.length}
    </button>
  );
}

function Facts({ client }: { readonly client: Client }) {
  return (
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
