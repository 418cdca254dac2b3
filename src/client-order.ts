import * as v from 'valibot';
import type { Client } from './client.ts';

/** The ids of clients in the order that the user gave them. */
const Order = v.fallback(v.array(v.string()), []);

/**
 * Clients in the order that the user gave them; those that have no place yet come last, by their `client_id`.
 *
 * @param order ids, as stored; anything else counts as no order
 */
export function inOrder(clients: readonly Client[], order: unknown): Client[] {
  const places = new Map(v.parse(Order, order).map((id, index) => [id, index]));
  const place = ({ id }: Client) => places.get(id) ?? Infinity;
  return clients.toSorted((one, other) =>
    place(one) === place(other)
      ? one.client_id.localeCompare(other.client_id)
      : place(one) < place(other)
        ? -1
        : 1,
  );
}

/** The ids with one of them a place further up (`-1`) or down (`1`); as they were where there is no such place. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
