import { computed, effect, signal } from '@preact/signals';
import type * as Later from './later.ts';
import { exchanges } from './state.ts';

/** What the list does without; null until it is loaded. */
export const later = signal<typeof Later | null>(null);

/** Whether a file of the extension could not be loaded, as after an update while the panel was open. */
export const isIncomplete = signal(false);

const isListed = computed(() => exchanges.value !== null);

/** How long the list may keep the rest waiting, in milliseconds. */
const patience = 100;

/** Loads the rest as soon as the list stands there. Call once. */
export function loadAfterList(): void {
  // Vite's event, for whatever is imported late.
  addEventListener('vite:preloadError', () => (isIncomplete.value = true));
  const load = async () => (later.value = await import('./later.ts'));
  effect(() => {
    if (isListed.value) requestIdleCallback(() => void load(), { timeout: patience });
  });
}

/** Does a piece of work once it is known what is listed first, or has not become known soon. */
export function whenListed(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    work();
  };
  effect(() => {
    if (isListed.value) queueMicrotask(once);
  });
  setTimeout(once, patience);
}
