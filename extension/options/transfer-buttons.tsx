import type { Client } from '../../src/client.ts';
import { isManaged } from '../../src/managed.ts';
import { exportClients, imported, openFile } from './transfer.ts';

/** The buttons that take clients out to a file, and in from one. */
export function TransferButtons({ clients }: { readonly clients: readonly Client[] }) {
  return (
    <>
      <input
        type="file"
        id="import-file"
        hidden
        accept=".json,application/json"
        aria-label="File with clients"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void openFile(file, clients);
          // The same file can then be chosen again.
          currentTarget.value = '';
        }}
      />
      <button type="button" id="import" onClick={() => document.getElementById('import-file')?.click()}>
        Import
      </button>
      {clients.some((client) => !isManaged(client)) && (
        <button type="button" onClick={() => exportClients(clients)}>
          Export
        </button>
      )}
    </>
  );
}

/** What became of the file that was chosen last. */
export function Imported() {
  return (
    <div role="status">
      {imported.value !== '' && (
        <p class="saved" id="imported" tabIndex={-1}>
          {imported.value}
        </p>
      )}
    </div>
  );
}
