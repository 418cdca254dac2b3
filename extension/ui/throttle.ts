/**
 * Runs a piece of work at once, and then at most once within the gap, the last time after the last call.
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
    work();
    setTimeout(() => {
      resting = false;
      if (again) run();
    }, gap);
  };
  return run;
}
