import { computed, effect, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, summaryOf, verifierOf } from '../../src/recordset.ts';
import { type Summarised, isFinished } from '../../src/summarised.ts';
import { recordKey } from '../../src/records.ts';
import { sameOr } from '../../src/same.ts';
import { summarise } from '../../src/summary.ts';
import { browser, hasApi } from '../browser.ts';
import { onClientsChanged, readClients, watchRecords } from '../store.ts';
import { type Inspected, followInspection } from '../ui/inspected.ts';
import { judgeOnDemand } from '../ui/judged.ts';
import { rowOf } from '../ui/row.ts';
import { type Searched, readFilter } from '../ui/search.ts';
import { awaitedOf, shownIn } from '../ui/shown.ts';
import { type Sorting, byArrival, sortRows } from '../ui/sort.ts';
import { holdBack, throttle } from '../ui/throttle.ts';
import { wakeBackground } from './actions.ts';
import type { Scope, Typed } from './typed.ts';
import { wakeForWork } from './wake.ts';

/** How soon one change after another is shown, in milliseconds: records come in bursts. */
const gap = 16;

/** How long what came waits for its verdict before it is shown without, in milliseconds: to draw it twice takes longer. */
const verdictPatience = 100;

/** Records of what came and of what is learnt about it, before the verdict on it, which is a summary. */
const beforeVerdict = /^(?:request|response|tab|client|lookup|latest|keys|metadata|history|observed)\//;

/** So many responses fill the list, whose rows are 21 pixels high, however much of the window it takes. */
const newestFirst = Math.max(20, Math.ceil(innerHeight / 21));

/** All records as they stand; null until they were read. The set itself is one object that changes. */
const records = signal<{ readonly set: RecordSet } | null>(null);
/** The registered clients; null until they were read. */
export const clients = signal<readonly Client[] | null>(null);
/** The tab that DevTools inspect; null where the panel stands in a tab of its own, and shows the responses of all. */
export const inspectedTab = hasApi('devtools') ? browser.devtools.inspectedWindow.tabId : null;
/** Whether the inspected tab, or the panel's own, is private; undefined until it is known: then its record says. */
const isPrivate = signal(inspectedTab === null ? browser.extension.inIncognitoContext : undefined);
/** Whether other tabs are shown too. */
export const allTabs = signal(inspectedTab === null);
/** The exchange that the user chose; null while the newest one is followed. */
export const chosen = signal<string | null>(null);
let latest: RecordSet | null = null;
/** Shows the records as they are now, the list and the detail at once: neither is ever ahead of the other. */
const show = throttle(() => (records.value = latest && { set: latest }), gap);
const shows = holdBack(show, verdictPatience);
const judge = judgeOnDemand(show);

const shown = computed(() => (records.value ? shownOf(records.value.set, allTabs.value) : null));

function shownOf(set: RecordSet, allTabs: boolean) {
  return shownIn(set, inspectedTab ?? -1, allTabs, isPrivate.value);
}

/** Whether all that is held was read: not so for the moment in which the newest stand there alone. */
export const isWhole = computed(() => records.value?.set.from === '');

/** The exchanges of the list, oldest first; null until they were read. */
export const exchanges = computed(() => shown.value?.summarised.map(({ exchange }) => exchange) ?? null);

/** How many exchanges there are in other tabs, where they are not shown. */
export const elsewhere = computed(() => shown.value?.elsewhere ?? 0);

/** The authorization requests of these tabs that wait for their response. */
export const waiting = computed(() => shown.value?.waiting ?? []);

/** Those whose responses may still come to a callback that is watched. */
export const freshlyWaiting = computed(() =>
  records.value ? awaitedOf(waiting.value, records.value.set, Date.now()) : [],
);

/** What the user typed to see fewer rows. */
export const filter = signal('');

/** What the list is sorted by. */
export const sorting = signal<Sorting>(byArrival);

/** What files brought: it is kept by this panel alone, and as long as that is open. */
export const imported = signal<readonly Inspected[]>([]);

/** The exchanges of the list, oldest first, with what is stored of their verdicts. */
const summarised = computed(() => shown.value?.summarised ?? []);

const searched = new WeakMap<Summarised, Searched>();

/** What the list says of an exchange: the very same as before where nothing of it has changed. */
function searchedOf(set: RecordSet, one: Summarised): Searched {
  const { exchange, summary } = one;
  const judged = summary ?? judge(set, exchange);
  const isPinned = set.pinned.has(exchange.id);
  const before = searched.get(one);
  if (before?.judged === judged && before.isPinned === isPinned) return before;
  const made = { exchange, row: rowOf(exchange), judged, isPinned };
  searched.set(one, made);
  return made;
}

let capturedBefore: readonly Searched[] = [];

/** Every row, oldest first, with its verdict as far as it is known. */
export const allRows = computed((): readonly Searched[] => {
  const set = records.value?.set;
  if (!set) return [];
  const captured = sameOr(
    capturedBefore,
    summarised.value.map((one) => searchedOf(set, one)),
  );
  capturedBefore = captured;
  if (imported.value.length === 0) return captured;
  const brought = imported.value.map((one) => ({
    exchange: one.exchange,
    row: rowOf(one.exchange),
    judged: summarise(one),
    isPinned: false,
  }));
  return [...captured, ...brought].toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));
});

/** The rows that fit the filter, oldest first. */
const fitting = computed(() =>
  filter.value === '' ? allRows.value : allRows.value.filter(readFilter(filter.value)),
);

/** The rows of the list, as they are sorted. */
export const rows = computed(() => sortRows(fitting.value, sorting.value));

/** The row that came last, however they are sorted. */
export const newest = computed(() => fitting.value.at(-1) ?? null);

/** The row that the user chose, where it is listed. */
const chosenRow = computed(() => {
  const id = chosen.value;
  return id === null ? null : (fitting.value.find(({ exchange }) => exchange.id === id) ?? null);
});

/** The row whose detail is shown: the chosen one, else the newest. */
const selectedRow = computed(() => chosenRow.value ?? newest.value);

/** Whether the newest row is shown because no other was chosen, or the one that was is listed no more. */
export const isFollowing = computed(() => chosenRow.value === null);

/** The exchange whose detail is shown. */
export const selected = computed(() => selectedRow.value?.exchange ?? null);

const following = followInspection(() => records.value?.set, imported, selected);
/** What was found of the selected exchange; of the one before for the moment that judging takes. */
export const { inspection } = following;

/** The exchange that others are compared with; null where none is. */
export const compared = signal<string | null>(null);
const comparing = followInspection(
  () => records.value?.set,
  imported,
  computed(() => allRows.value.find(({ row }) => row.id === compared.value)?.exchange ?? null),
);
/** What was found of the exchange that others are compared with. */
export const comparedInspection = comparing.inspection;

/** What the tester typed for the exchange whose detail is shown, and for its client. */
export const typed = computed((): Typed => {
  const set = records.value?.set;
  const exchange = inspection.value?.exchange;
  const recordOf = (scope: Scope, id = '') => set?.typed.get(recordKey.typed(scope, id)) ?? null;
  return { exchange: recordOf('exchange', exchange?.id), client: recordOf('client', exchange?.client.id) };
});

/** Whether the user has asked for another look at the issuer that is still to come. */
export const isWanted = computed(() => records.value?.set.wants.has(selected.value?.id ?? '') ?? false);

/** Whether an exchange is pinned. */
export function hasPin({ id }: Exchange): boolean {
  return records.value?.set.pinned.has(id) ?? false;
}

/** Whether capture is paused. */
export const isPaused = computed(() => records.value?.set.paused ?? false);

/** The run that is on, else the last one; null where there was none. */
export const run = computed(() => records.value?.set.run ?? null);

/** What was captured during that run, of the tabs that are shown here. */
export const runExchanges = computed(() => {
  if (!run.value) return [];
  const { at, to } = run.value;
  return (exchanges.value ?? []).filter(
    ({ response }) => response.at >= at && (to === null || response.at <= to),
  );
});

/** How many logins of a run through all modes have ended; null where none was started. */
export const modesProgress = signal<{ readonly ended: number; readonly all: number } | null>(null);

/** How many responses were dropped because the store was full. */
export const dropped = computed(() => records.value?.set.dropped ?? 0);

/** How many responses are held, of all tabs, sightings of the same one too; null until they were read. */
export const held = computed(() => (isWhole.value ? (records.value?.set.responses.size ?? null) : null));

/** Whether what is shown of the selected exchange may still change by itself. */
export const isBusy = computed(() => {
  const set = records.value?.set;
  const exchange = selected.value;
  if (exchange?.response.from) return false;
  return following.isInspecting.value || (set && exchange ? !isFinished(summaryOf(set, exchange)) : false);
});

/** What the background has not done yet, by its ids. */
const undone = computed(() => {
  const set = records.value?.set;
  if (!set) return '';
  const incomplete = summarised.value.filter(({ summary }) => !isFinished(summary));
  return [...incomplete.map(({ exchange }) => exchange.id), ...set.wants.keys(), ...set.removed.keys()].join(
    ' ',
  );
});

/** Starts to follow the store. Call once. */
export function startWatching(): void {
  void readPrivacy();
  const readAll = () => void readClients().then((read) => (clients.value = read));
  onClientsChanged(readAll);
  readAll();
  watchRecords((set, changed) => {
    latest = set;
    if (changed?.every((key) => beforeVerdict.test(key))) shows.soon();
    else shows.now();
  }, newestFirst);
  following.start();
  comparing.start();
  const lookForWork = wakeForWork(wakeBackground);
  effect(() => lookForWork(undone.value));
}

async function readPrivacy(): Promise<void> {
  if (inspectedTab === null) return;
  // Firefox's panel cannot ask about its tab, but is itself as private as the window around it. Chromium's never is.
  isPrivate.value = hasApi('tabs')
    ? (await browser.tabs.get(inspectedTab)).incognito
    : browser.extension.inIncognitoContext;
}

/** The records as they are now; null until they were read. */
export function recordsNow(): RecordSet | null {
  return records.peek()?.set ?? null;
}

/** The PKCE verifier of an exchange whose login was started here; null where another did. */
export function verifierFor(exchange: Exchange): string | null {
  const set = recordsNow();
  return set && verifierOf(set, exchange);
}
