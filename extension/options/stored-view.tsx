import type { Client } from '../../src/client.ts';
import { isManaged } from '../../src/managed.ts';
import { isNeeded } from '../../src/needs.ts';
import type { Page } from './page.ts';
import { captured, forgetAllSecrets, forgetCaptured, granted, refusal, takeBack } from './stored.ts';
import { storedWords } from './stored-words.ts';

/** What is stored and what is granted, each with the button that takes it back. */
export function StoredView({ page }: { readonly page: Page }) {
  const clients = page.clients.value ?? [];
  return (
    <section aria-labelledby="stored-title">
      <h2 id="stored-title">What is stored and granted</h2>
      <Stored page={page} clients={clients} />
      <ul class="grants" aria-label="Granted access">
        {granted.value.map((origin) => (
          <Grant key={origin} origin={origin} clients={clients} />
        ))}
      </ul>
      {granted.value.length === 0 && <p>{storedWords.nothingGranted}</p>}
      <p class="hint">{storedWords.always}</p>
      <p class="problem" role="status">
        {refusal.value}
      </p>
    </section>
  );
}

function Stored({ page, clients }: { readonly page: Page; readonly clients: readonly Client[] }) {
  const secrets = page.secrets.value;
  const onDisk = [...secrets.values()].filter(({ remembered }) => remembered).length;
  const managed = clients.filter(isManaged).length;
  const { responses = 0, requests = 0 } = captured.value ?? {};
  return (
    <>
      <p>{storedWords.clients(clients.length - managed, managed)}</p>
      <p class="taken">
        <span>{captured.value && storedWords.captured(captured.value)}</span>
        {responses + requests > 0 && (
          <button type="button" onClick={() => void forgetCaptured()}>
            Forget all that was captured
          </button>
        )}
      </p>
      <p class="taken">
        <span>{storedWords.secrets(secrets.size, onDisk)}</span>
        {secrets.size > 0 && (
          <button type="button" onClick={() => void forgetAllSecrets(secrets.keys())}>
            Forget all secrets
          </button>
        )}
      </p>
    </>
  );
}

function Grant({ origin, clients }: { readonly origin: string; readonly clients: readonly Client[] }) {
  const place = origin.replace(/\/\*$/, '');
  const users = clients.filter((client) => isNeeded(origin, client));
  return (
    <li class="taken">
      <span>
        <code>{place}</code>{' '}
        <span class="dim">{storedWords.usedBy(users.map(({ client_id }) => client_id))}</span>
      </span>
      <button type="button" aria-label={`Take back access to ${place}`} onClick={() => void takeBack(origin)}>
        Take back
      </button>
    </li>
  );
}
