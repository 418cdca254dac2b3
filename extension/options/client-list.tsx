import { isManaged } from '../../src/managed.ts';
import { HeldForm } from './held-form.tsx';
import { ClientForm } from './client-form.tsx';
import { ClientItem } from './client-item.tsx';
import { told } from './listed.ts';
import type { Page } from './page.ts';

/** The registered clients; the one that is edited is its form. */
export function ClientList({ page }: { readonly page: Page }) {
  const form = page.form.value;
  return (
    <>
      <p class="unseen" role="status">
        {told.value}
      </p>
      <ul class="clients" aria-labelledby="clients-title">
        {page.clients.value?.map((client) =>
          form?.client?.id === client.id ? (
            <li key={client.id}>
              {isManaged(client) ? (
                <HeldForm page={page} form={form} client={client} />
              ) : (
                <ClientForm page={page} form={form} />
              )}
            </li>
          ) : (
            <ClientItem key={client.id} page={page} client={client} />
          ),
        )}
      </ul>
    </>
  );
}
