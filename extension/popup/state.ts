import { computed, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { clientNeeds } from '../../src/needs.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { browser } from '../browser.ts';
import { readClients, watchRecords } from '../store.ts';
import { judgeOnDemand } from '../ui/judged.ts';
import { rowOf } from '../ui/row.ts';
import { awaitedOf, shownIn } from '../ui/shown.ts';

/** The registered clients; null until they were read. */
export const clients = signal<readonly Client[] | null>(null);

/** The clients whose callbacks the browser was not allowed to show: no response of theirs is seen. */
export const unseen = signal<readonly Client[]>([]);

const records = signal<{ readonly set: RecordSet; readonly tabId: number } | null>(null);
/** Whether capture is paused. */
export const isPaused = computed(() => records.value?.set.paused ?? false);

/** Whether the full view would show this tab: where extension pages open in normal windows only, no private one. */
export const hasFullView = signal(false);

const judgedHere = signal(0);
const judge = judgeOnDemand(() => (judgedHere.value += 1));

const shown = computed(() => (records.value ? shownIn(records.value.set, records.value.tabId, false) : null));

/** This tab's responses with their verdicts, newest first; null until they were read. */
export const entries = computed(() => {
  if (!records.value || !shown.value || judgedHere.value < 0) return null;
  const { set } = records.value;
  return shown.value.summarised
    .map(({ exchange, summary }) => ({ row: rowOf(exchange), judged: summary ?? judge(set, exchange) }))
    .toReversed();
});

/** Authorization requests of this tab that wait for their response. */
export const waiting = computed(() =>
  records.value && shown.value ? awaitedOf(shown.value.waiting, records.value.set, Date.now()) : [],
);

/** Starts to follow the store for the tab that the popup was opened over. */
export async function startWatching(): Promise<void> {
  const read = await readClients();
  clients.value = read;
  void findUnseen(read);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const tabId = tab?.id ?? -1;
  hasFullView.value = tab?.incognito === browser.extension.inIncognitoContext;
  watchRecords((set) => (records.value = { set, tabId }));
}

async function findUnseen(clients: readonly Client[]): Promise<void> {
  const isSeen = await Promise.all(clients.map(areResponsesSeen));
  unseen.value = clients.filter(({ enabled }, index) => enabled && !isSeen[index]);
}

async function areResponsesSeen(client: Client): Promise<boolean> {
  const needs = clientNeeds(client).filter(({ reasons }) => reasons.includes('responses'));
  return await browser.permissions.contains({ origins: needs.map(({ pattern }) => pattern) });
}
