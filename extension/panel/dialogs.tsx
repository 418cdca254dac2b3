import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { allRows, chosen, clients, imported, recordsNow, rows, selected } from './state.ts';

/** What stands before the panel; null where nothing does. */
export const dialog = signal<VNode | null>(null);

const close = () => (dialog.value = null);

/** Asks what is to be saved as a file, and how. The dialogs are loaded when they are asked for. */
export async function openExport(): Promise<void> {
  const { ExportDialog } = await import('./export-dialog.tsx');
  const set = recordsNow();
  if (!set) return;
  const own = selected.value;
  const choices = [
    { label: 'The selected response', exchanges: own ? [own] : [] },
    { label: 'What is listed', exchanges: rows.value.map(({ exchange }) => exchange) },
    { label: 'All', exchanges: allRows.value.map(({ exchange }) => exchange) },
  ];
  dialog.value = <ExportDialog set={set} imported={imported.value} choices={choices} onClose={close} />;
}

/** Asks for a file, or what is to be pasted. */
export async function openImport(): Promise<void> {
  const { ImportDialog } = await import('./import-dialog.tsx');
  dialog.value = (
    <ImportDialog
      clients={clients.value ?? []}
      onImported={(inspected) => {
        imported.value = [...imported.value, ...inspected];
        chosen.value = inspected.at(-1)?.exchange.id ?? chosen.value;
      }}
      onClose={close}
    />
  );
}
