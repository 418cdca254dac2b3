/** The most that a piece of work is taken to have lasted, in milliseconds: a computer that slept was not busy. */
const longest = 100;
/**
 * Runs a piece of work at once, and then at most once within the gap, the last time after the last call. What takes longer
 * is given more time: at most half of it goes into the work and what it sets off at once.
 *
 * @param gap in milliseconds
 */
export function throttle(work: () => void, gap: number): () => void {
  let resting = false;
  let again = false;
  const run = () => {
    if (resting) {
      again = true;
      return;
    }
    resting = true;
    again = false;
    const began = performance.now();
    work();
    setTimeout(() => {
      const busy = Math.min(performance.now() - began, longest);
      setTimeout(wake, Math.max(gap - busy, busy));
    });
  };
  const wake = () => {
    resting = false;
    if (again) run();
  };
  return run;
}

/**
 * Lets a piece of work wait for what is about to come: for that, or until it has waited long enough.
 *
 * @param patience in milliseconds
 */
export function holdBack(work: () => void, patience: number): Readonly<Record<'now' | 'soon', () => void>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  return { now, soon: () => void (timer ??= setTimeout(now, patience)) };
}
