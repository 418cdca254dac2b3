/** A browser event that would wake the background on every site, and is therefore heard only while it is needed. */
export interface OnlyWhileNeeded {
  need(needed: boolean): void;
}

interface Event<Listener> {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

/**
 * Listens from the first tick, so that an event which woke the worker is not lost, until the store was read and says
 * whether there is a need. Chromium wakes the background for what it listened to last.
 *
 * Firefox (153) wakes it for what it listened to when it had started, whatever was added or removed afterwards. So
 * where the event has a name, what the need was is remembered under it, and decides on the next start: a need that
 * has ended costs one start more, and for one that has come up the background is not woken before its next start.
 *
 * @param name of an event that comes often
 */
export function onlyWhileNeeded<Listener>(
  event: Event<Listener>,
  listener: Listener,
  name?: string,
): OnlyWhileNeeded {
  let listening = name === undefined || !isRememberedAsIdle(name);
  if (listening) event.addListener(listener);
  return {
    need(needed) {
      if (name !== undefined) remember(name, needed);
      if (needed === listening) return;
      listening = needed;
      if (needed) event.addListener(listener);
      else event.removeListener(listener);
    },
  };
}

/** What can be read in the first tick: a page has it, as Firefox's background is, a worker has not. */
function memory(): Storage | undefined {
  return 'localStorage' in globalThis ? localStorage : undefined;
}

const needed = (name: string) => `needed/${name}`;

function isRememberedAsIdle(name: string): boolean {
  const known = memory();
  return known !== undefined && known.getItem(needed(name)) === null;
}

function remember(name: string, isNeeded: boolean): void {
  if (isNeeded) memory()?.setItem(needed(name), 'true');
  else memory()?.removeItem(needed(name));
}
