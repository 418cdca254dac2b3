import type { Client } from './client.ts';

/** What the id of a client begins with that was rolled out by policy. No client that is typed or imported has it. */
const prefix = 'managed:';

/** Whether a client was rolled out by policy: then it can neither be changed nor deleted here. */
export function isManaged({ id }: Pick<Client, 'id'>): boolean {
  return id.startsWith(prefix);
}
