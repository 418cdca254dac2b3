import { batch, computed, effect, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { type Exchange, pairingWindow } from '../../src/exchange.ts';
import { type Inspection, inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, judgementName, secretsOf, summaryOf } from '../../src/recordset.ts';
import { recordKey } from '../../src/records.ts';
import { browser, hasApi } from '../browser.ts';
import { onClientsChanged, readClients, watchRecords } from '../store.ts';
import { judgeOnDemand } from '../ui/judged.ts';
import { rowOf } from '../ui/row.ts';
import { type Searched, readFilter } from '../ui/search.ts';
import { shownIn } from '../ui/shown.ts';
import { throttle } from '../ui/throttle.ts';
import { wakeBackground } from './actions.ts';
import type { Scope, Typed } from './typed.ts';
import { wakeForWork } from './wake.ts';

/** An exchange with what was found of it. */
export interface Inspected extends Inspection {
  readonly exchange: Exchange;
}

/** How soon one change after another is shown, in milliseconds: records come in bursts. */
const gap = 40;

/** All records as they stand; null until they were read. The set itself is one object that changes. */
const records = signal<{ readonly set: RecordSet } | null>(null);
/** The registered clients; null until they were read. */
export const clients = signal<readonly Client[] | null>(null);
/** Whether the inspected tab is private; undefined until it is known: then its record says. */
const isPrivate = signal<boolean | undefined>(undefined);
/** Whether other tabs are shown too. */
export const allTabs = signal(false);
/** The exchange that the user chose; null while the newest one is followed. */
export const chosen = signal<string | null>(null);
/** What was found of the selected exchange; of the one before for the moment that judging takes. */
export const inspection = signal<Inspected | null>(null);
/** Whether the selected exchange is just being judged: what is shown is of another one, or of less evidence. */
const isInspecting = signal(false);

let latest: RecordSet | null = null;
/** Shows the records as they are now, the list and the detail at once: neither is ever ahead of the other. */
const show = throttle(() => (records.value = latest && { set: latest }), gap);
const judge = judgeOnDemand(show);

const shown = computed(() => (records.value ? shownOf(records.value.set, allTabs.value) : null));

function shownOf(set: RecordSet, allTabs: boolean) {
  return shownIn(set, browser.devtools.inspectedWindow.tabId, allTabs, isPrivate.value);
}

/** The exchanges of the list, oldest first; null until they were read. */
export const exchanges = computed(() => shown.value?.exchanges ?? null);

/** How many exchanges there are in other tabs, where they are not shown. */
export const elsewhere = computed(() => shown.value?.elsewhere ?? 0);

/** The authorization requests of these tabs that wait for their response. */
export const waiting = computed(() => shown.value?.waiting ?? []);

/** Those of the last hour: an older one will not be answered any more. */
export const freshlyWaiting = computed(() => {
  const since = Date.now() - pairingWindow;
  return waiting.value.filter(({ at }) => at > since);
});

/** What the user typed to see fewer rows. */
export const filter = signal('');

/** The rows of the list that fit the filter, with their verdicts as far as they are known. */
export const rows = computed((): readonly Searched[] => {
  const set = records.value?.set;
  if (!set) return [];
  const all = (exchanges.value ?? []).map((exchange) => ({
    exchange,
    row: rowOf(exchange),
    judged: judge(set, exchange),
  }));
  return all.filter(readFilter(filter.value));
});

/** The exchange whose detail is shown: the chosen one, else the newest. */
export const selected = computed(
  () =>
    (rows.value.find(({ exchange }) => exchange.id === chosen.value) ?? rows.value.at(-1))?.exchange ?? null,
);

/** What the tester typed for the exchange whose detail is shown, and for its client. */
export const typed = computed((): Typed => {
  const set = records.value?.set;
  const exchange = inspection.value?.exchange;
  const recordOf = (scope: Scope, id = '') => set?.typed.get(recordKey.typed(scope, id)) ?? null;
  return { exchange: recordOf('exchange', exchange?.id), client: recordOf('client', exchange?.client.id) };
});

/** Whether the user has asked for another look at the issuer that is still to come. */
export const isWanted = computed(() => records.value?.set.wants.has(selected.value?.id ?? '') ?? false);

/** How many responses were dropped because the store was full. */
export const dropped = computed(() => records.value?.set.dropped ?? 0);

/** Whether the background has learnt all there is about an exchange: its summary is the last thing it writes. */
function isComplete(set: RecordSet, exchange: Exchange): boolean {
  return summaryOf(set, exchange)?.askAgain === false;
}

/** Whether what is shown of the selected exchange may still change by itself. */
export const isBusy = computed(() => {
  const set = records.value?.set;
  const exchange = selected.value;
  return isInspecting.value || (set && exchange ? !isComplete(set, exchange) : false);
});

/** What the background has not done yet, by its ids. */
const undone = computed(() => {
  const set = records.value?.set;
  if (!set) return '';
  const incomplete = (exchanges.value ?? []).filter((exchange) => !isComplete(set, exchange));
  return [...incomplete.map(({ id }) => id), ...set.wants.keys(), ...set.removed.keys()].join(' ');
});

/** Starts to follow the store. Call once. */
export function startWatching(): void {
  void readPrivacy();
  const readAll = () => void readClients().then((read) => (clients.value = read));
  onClientsChanged(readAll);
  readAll();
  watchRecords((set) => {
    latest = set;
    show();
  });
  effect(inspectSelected);
  const lookForWork = wakeForWork(wakeBackground);
  effect(() => lookForWork(undone.value));
}

async function readPrivacy(): Promise<void> {
  const { tabId } = browser.devtools.inspectedWindow;
  // Firefox's panel cannot ask about its tab, but is itself as private as the window around it. Chromium's never is.
  isPrivate.value = hasApi('tabs')
    ? (await browser.tabs.get(tabId)).incognito
    : browser.extension.inIncognitoContext;
}

let inspected = '';

function inspectSelected(): void {
  const set = records.value?.set;
  const exchange = selected.value;
  if (!set || !exchange) {
    inspected = '';
    inspection.value = null;
    isInspecting.value = false;
    return;
  }
  const name = judgementName(set, exchange);
  if (name === inspected) {
    // A further sighting changes no evidence, but is shown.
    const before = inspection.peek();
    if (before?.exchange.id === exchange.id && before.exchange !== exchange)
      inspection.value = { ...before, exchange };
    return;
  }
  inspected = name;
  isInspecting.value = true;
  void inspect(evidenceOf(set, exchange), secretsOf(set, exchange)).then((made) => {
    if (inspected !== name) return;
    batch(() => {
      inspection.value = { ...made, exchange };
      isInspecting.value = false;
    });
  });
}
