import { type ReadonlySignal, signal } from '@preact/signals';
import { writeClientFile } from '../../src/client-file.ts';
import type { Client } from '../../src/client.ts';
import { isManaged } from '../../src/managed.ts';
import { readClients, saveClients } from '../store.ts';
import { focusLater } from './focus.ts';
import { type Choice, type Entry, entriesAnew, importedClients, readImport } from './import.ts';
import { transferWords } from './transfer-words.ts';

const entries = signal<readonly Entry[] | null>(null);
/** The clients of the file that the user chose; null while there is none to decide about. */
export const importing: ReadonlySignal<readonly Entry[] | null> = entries;

const outcome = signal('');
/** What became of the last file. */
export const imported: ReadonlySignal<string> = outcome;

/** Reads a file and shows what is in it. */
export async function openFile(file: File, registered: readonly Client[]): Promise<void> {
  const read = await readImport(file, registered);
  entries.value = 'code' in read ? null : read;
  outcome.value = 'code' in read ? transferWords.refused(file.name, read) : '';
  focusLater('code' in read ? 'imported' : 'import-title');
}

/** Decides what becomes of a client that is registered already. */
export function choose(entry: Entry, choice: Choice): void {
  entries.value = (entries.peek() ?? []).map((one) => (one === entry ? { ...one, choice } : one));
}

/** Registers what was decided on, unless it was decided about clients that another page has changed since. */
export async function importAll(): Promise<void> {
  const decided = entries.peek() ?? [];
  const clients = importedClients(decided, () => crypto.randomUUID());
  try {
    const anew = entriesAnew(decided, await readClients());
    if (!anew) await saveClients(clients);
    outcome.value = anew ? transferWords.changed : transferWords.imported(clients.length);
    entries.value = anew;
  } catch (error) {
    outcome.value = transferWords.notStored(error instanceof Error ? error.message : String(error));
  }
  focusLater('imported');
}

/** Leaves the file alone. */
export function cancelImport(): void {
  entries.value = null;
  focusLater('import');
}

/** Gives the user a file with the clients that are registered here; those of a policy are not. */
export function exportClients(clients: readonly Client[]): void {
  const text = writeClientFile(clients.filter((client) => !isManaged(client)));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'oauth-clients.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
