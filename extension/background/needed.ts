/** A browser event that would wake the background on every site, and is therefore heard only while it is needed. */
export interface OnlyWhileNeeded {
  need(needed: boolean): void;
}

/**
 * Listens from the first tick, so that an event which woke the worker is not lost, until the store was read and says
 * whether there is a need. A browser wakes the background for what it listened to last.
 */
export function onlyWhileNeeded<Listener>(
  event: { addListener(listener: Listener): void; removeListener(listener: Listener): void },
  listener: Listener,
): OnlyWhileNeeded {
  event.addListener(listener);
  let listening = true;
  return {
    need(needed) {
      if (needed === listening) return;
      listening = needed;
      if (needed) event.addListener(listener);
      else event.removeListener(listener);
    },
  };
}
