import { type FileProblem, type PortableClient, fileLimit, readClientFile } from '../../src/client-file.ts';
import type { Client } from '../../src/client.ts';
import { isManaged } from '../../src/managed.ts';
import { readRegistration } from './registration.ts';
import type { ClientDraft } from './validate.ts';

/** What becomes of a client of the file that is registered already. */
export type Choice = 'skip' | 'replace' | 'both';

/** One client of a file, and what becomes of it. */
export interface Entry {
  readonly client: PortableClient;
  /** What is registered then; null where it cannot be, and `problem` says why. */
  readonly draft: ClientDraft | null;
  readonly problem: string | null;
  /** The registered client that it is, or would take the callback of; null where it is new. */
  readonly same: Client | null;
  /** Of no matter for one that is new or cannot be registered. */
  readonly choice: Choice;
}

/** Reads a file that the user chose: what could be imported, or why nothing can. Nothing is registered by it. */
export async function readImport(
  file: Blob,
  registered: readonly Client[],
): Promise<readonly Entry[] | FileProblem> {
  if (file.size > fileLimit) return { code: 'too-large' };
  // Chromium refuses one that was saved anew since.
  const text = await file.text().catch(() => null);
  if (text === null) return { code: 'unreadable' };
  const read = readClientFile(text);
  return 'code' in read ? read : read.map((client) => entryOf(client, registered));
}

function entryOf(client: PortableClient, registered: readonly Client[]): Entry {
  const read = readRegistration(client);
  const isWrong = 'message' in read;
  return {
    client,
    draft: isWrong ? null : read,
    problem: isWrong ? `${read.member}: ${read.message}` : null,
    same: sameAs(client, registered),
    choice: 'skip',
  };
}

/** The same by its id; else by a callback for the same `client_id` at the same issuer: another's may share both. */
function sameAs(client: PortableClient, registered: readonly Client[]): Client | null {
  return (
    registered.find((one) => one.id === client.id) ?? registered.find((one) => isTwin(one, client)) ?? null
  );
}

function isTwin(one: Client, { issuer, client_id, callbacks }: PortableClient): boolean {
  return (
    one.issuer === issuer &&
    one.client_id === client_id &&
    one.callbacks.some((callback) => callbacks.includes(callback))
  );
}

/**
 * Holds the entries against what is registered by now.
 *
 * @returns null where all is as it was decided about; else the entries anew, those that are not undecided again
 */
export function entriesAnew(
  entries: readonly Entry[],
  registered: readonly Client[],
): readonly Entry[] | null {
  const anew = entries.map((entry): Entry => {
    const same = sameAs(entry.client, registered);
    const isAsItWas = same?.id === entry.same?.id && same?.revision === entry.same?.revision;
    return isAsItWas ? entry : { ...entry, same, choice: 'skip' };
  });
  return anew.some((entry, index) => entry !== entries[index]) ? anew : null;
}

/** What can be chosen for a client that is registered already: what came by policy cannot be replaced. */
export function choicesFor({ same }: Entry): readonly Choice[] {
  return same && isManaged(same) ? ['skip', 'both'] : ['skip', 'replace', 'both'];
}

/** The clients that an import registers, with new identities where they stand beside others. */
export function importedClients(entries: readonly Entry[], newId: () => string): Client[] {
  const used = new Set<string>();
  return entries.flatMap(({ client, draft, same, choice }) => {
    if (!draft || (same && choice === 'skip')) return [];
    const own = same && choice === 'replace' ? same.id : same || used.has(client.id) ? newId() : client.id;
    const id = used.has(own) ? newId() : own;
    used.add(id);
    return [{ ...draft, enabled: client.enabled, id, revision: newId() }];
  });
}
