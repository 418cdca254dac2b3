import { computed, signal } from '@preact/signals';
import { readEntry } from '../../src/notice/entry.ts';
import { type Confirmed, noticedClient, watchedUrls } from '../../src/notice/noticed-client.ts';
import { type Sighting, sightingsOf } from '../../src/notice/sighting.ts';
import { type Suggestion, addSightings, suggestionsFrom } from '../../src/notice/suggestions.ts';
import { browser, hasApi } from '../browser.ts';
import { watchClient } from './actions.ts';
import { clients, exchanges, isPaused } from './state.ts';

/** What the inspected tab showed of logins. It is in this page alone, and goes with it. */
const seen = signal<readonly Sighting[]>([]);
const dismissed = signal<ReadonlySet<string>>(new Set());
/** The suggestion that the user chose, opened or began to change; null while the newest is shown. */
export const picked = signal<string | null>(null);
/** The suggestion for which the user refused the access that the last click asked for; null where none was refused. */
export const refused = signal<string | null>(null);
/** The client that the last click registers. */
const watched = signal<string | null>(null);

/** The callbacks that could be watched, newest first. */
export const suggestions = computed((): readonly Suggestion[] =>
  clients.value === null
    ? []
    : suggestionsFrom(seen.value, clients.value).filter(({ id }) => !dismissed.value.has(id)),
);

/** The suggestion that is shown; null where there is none. */
export const suggestion = computed(
  () => suggestions.value.find(({ id }) => id === picked.value) ?? suggestions.value[0] ?? null,
);

/** Whether a client that was just registered waits for its first response. */
export const isWatching = computed(
  () =>
    (clients.value ?? []).some(({ id }) => id === watched.value) &&
    !(exchanges.value ?? []).some(({ client }) => client.id === watched.value),
);

/**
 * Listens to what DevTools tell of the inspected tab's requests, which takes no access: never to what answers contain.
 * While capture is paused nothing is noticed either. In a tab of its own the panel inspects none. Call once.
 */
export function startNoticing(): void {
  if (!hasApi('devtools')) return;
  browser.devtools.network.onRequestFinished.addListener((given) => {
    if (isPaused.peek()) return;
    const entry = readEntry(given);
    const sightings = entry ? sightingsOf(entry) : [];
    if (sightings.length > 0) seen.value = addSightings(seen.peek(), sightings);
  });
}

/** What a click on "Watch this callback" does. Call first thing in it. An issuer that is none registers nothing. */
export function watch(suggestion: Suggestion, confirmed: Confirmed): void {
  const draft = noticedClient(suggestion, confirmed);
  if (!draft) return;
  const client = { ...draft, id: crypto.randomUUID(), revision: crypto.randomUUID() };
  watched.value = client.id;
  picked.value = suggestion.id;
  watchClient(
    client,
    watchedUrls(suggestion, confirmed),
    (granted) => (refused.value = granted ? null : suggestion.id),
  );
}

/** Shows a suggestion no more, until the panel is opened anew. */
export function dismiss({ id }: Suggestion): void {
  dismissed.value = new Set([...dismissed.peek(), id]);
}
