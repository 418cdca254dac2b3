import { secretsFor } from '../../src/secrets.ts';
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import type { RunRecord } from '../../src/records.ts';
import type { Inspected } from '../ui/inspected.ts';
import {
  allRows,
  chosen,
  clients,
  imported,
  inspectedTab,
  recordsNow,
  rows,
  run,
  runExchanges,
  selected,
} from './state.ts';

/** What stands before the panel; null where nothing does. */
export const dialog = signal<VNode | null>(null);

const close = () => (dialog.value = null);

/** Asks for the name of a run. The dialogs are loaded when they are asked for. */
export async function openRun(): Promise<void> {
  const { RunDialog } = await import('./all-dialogs.ts');
  dialog.value = <RunDialog onClose={close} />;
}

/** Asks what is to be saved as a file, and how: a run to begin with, where it has just ended. */
export async function openExport(ended?: RunRecord): Promise<void> {
  const { ExportDialog } = await import('./all-dialogs.ts');
  const set = recordsNow();
  if (!set) return;
  const own = selected.value;
  const choices = [
    { label: 'The selected response', exchanges: own ? [own] : [] },
    { label: 'What is listed', exchanges: rows.value.map(({ exchange }) => exchange) },
    { label: 'All', exchanges: allRows.value.map(({ exchange }) => exchange) },
  ];
  const last = ended ?? run.value;
  const ofRun = last && { label: `Run “${last.name}”`, exchanges: runExchanges.value, run: last };
  const all = ofRun === null ? choices : ended ? [ofRun, ...choices] : [...choices, ofRun];
  dialog.value = <ExportDialog set={set} imported={imported.value} choices={all} onClose={close} />;
}

/** Asks what a login is to be like, and starts it. */
export async function openStart(): Promise<void> {
  const { StartDialog } = await import('./all-dialogs.ts');
  const enabled = (clients.value ?? []).filter((client) => client.enabled);
  const own = enabled.find(({ id }) => id === selected.value?.client.id);
  const ordered = own ? [own, ...enabled.filter((one) => one !== own)] : enabled;
  dialog.value = (
    <StartDialog
      clients={ordered}
      secretsOf={(client) => secretsFor(client, recordsNow()?.secrets ?? new Map())}
      inspected={inspectedTab}
      onClose={close}
    />
  );
}

/** Shows the run through all modes. */
export async function openModes(): Promise<void> {
  const { ModesDialog } = await import('./all-dialogs.ts');
  dialog.value = <ModesDialog onClose={close} />;
}

/** Asks before the code of a response is redeemed. */
export async function openRedeem(inspected: Inspected): Promise<void> {
  const { RedeemDialog } = await import('./all-dialogs.ts');
  dialog.value = <RedeemDialog inspected={inspected} onClose={close} />;
}

/** Asks for a file, or what is to be pasted. */
export async function openImport(): Promise<void> {
  const { ImportDialog } = await import('./all-dialogs.ts');
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
