import { signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { moved } from '../../src/client-order.ts';
import { saveClients, saveOrder } from '../store.ts';
import { focusLater } from './focus.ts';
import { say } from './words.ts';

/** What a screen reader is told of the last change to the list. */
export const told = signal('');

/** The ids of the buttons that move a client, in the document. */
export const moveId = (client: Client, by: -1 | 1) => `${by < 0 ? 'up' : 'down'}-${client.id}`;

/** Moves a client one place up or down in the list, and keeps the focus on the button, or at an end on the other one. */
export async function move(clients: readonly Client[], client: Client, by: -1 | 1): Promise<void> {
  const order = moved(
    clients.map(({ id }) => id),
    client.id,
    by,
  );
  await saveOrder(order);
  const place = order.indexOf(client.id);
  told.value = say.placed(client.client_id, place + 1, order.length);
  const isAtEnd = place === (by < 0 ? 0 : order.length - 1);
  focusLater(moveId(client, isAtEnd && by < 0 ? 1 : isAtEnd ? -1 : by));
}

/** Switches a client on or off. What it was judged by stays as it was: its revision is the same. */
export async function setEnabled(client: Client, enabled: boolean): Promise<void> {
  await saveClients([{ ...client, enabled }]);
}
