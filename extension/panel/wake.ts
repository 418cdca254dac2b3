/** How long the background may take before it is woken, in milliseconds: at first, and at most. It doubles each time. */
const [firstWait, lastWait] = [1000, 64_000];

/**
 * Wakes the background while work of its is left undone. A background that was stopped in the middle takes its work up
 * when it starts again, but it starts with an event only, and behind the last response there may be none.
 *
 * @param wake makes an event for the background
 * @returns to be called with what is undone, as a text: empty where nothing is, another one after any progress
 */
export function wakeForWork(wake: () => void): (undone: string) => void {
  let before = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (length: number) => {
    timer = setTimeout(() => {
      wake();
      if (length < lastWait) wait(length * 2);
    }, length);
  };
  return (undone) => {
    if (undone === before) return;
    before = undone;
    clearTimeout(timer);
    if (undone !== '') wait(firstWait);
  };
}
