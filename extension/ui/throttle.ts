/** The longest rest, in milliseconds: a computer that slept was not busy. */
const longest = 1000;

/**
 * Runs a piece of work at once, and then at most once within the gap, the last time after the last call. What takes longer
 * is given more time: at most half of it goes into the work and what it sets off.
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
