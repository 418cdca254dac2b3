import { copyText } from '../ui/copy-button.tsx';
import type { Searched } from '../ui/search.ts';
import { clear, setPinned } from './actions.ts';
import { later } from './loaded.ts';
import { takeKey } from './moves.ts';
import { chosen, imported, inspection, recordsNow } from './state.ts';

/** What keys do to the selected row: Delete removes it, P pins it, and Ctrl+C or ⌘C copies its bug report. */
const acts: Readonly<Record<string, (at: number, rows: readonly Searched[]) => void>> = {
  Delete: remove,
  Backspace: remove,
  p: pin,
  P: pin,
};

/** Does what a key asks of the selected row. @returns whether it asked anything */
export function onRowKey(
  event: KeyboardEvent,
  rows: readonly Searched[],
  selectedId: string | null,
): boolean {
  const at = rows.findIndex(({ row }) => row.id === selectedId);
  if (at < 0 || event.altKey) return false;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand) {
    // What was selected as text is what is meant to be copied.
    const isCopy = event.key === 'c' && getSelection()?.isCollapsed !== false;
    if (!isCopy || !later.value || inspection.value?.exchange.id !== selectedId) return false;
    void copyText(later.value.reportOf(inspection.value));
  } else {
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act) return false;
    act(at, rows);
  }
  takeKey(event);
  return true;
}

function remove(at: number, rows: readonly Searched[]): void {
  const one = rows[at];
  if (!one) return;
  // Who removes one after the other stays where they are in the list.
  chosen.value = (rows[at + 1] ?? rows[at - 1])?.row.id ?? null;
  if (one.exchange.response.from)
    imported.value = imported.value.filter(({ exchange }) => exchange !== one.exchange);
  else void clear([one.exchange], []);
}

function pin(at: number, rows: readonly Searched[]): void {
  const one = rows[at];
  if (one && !one.exchange.response.from) void setPinned(recordsNow(), one.exchange, !one.isPinned);
}
