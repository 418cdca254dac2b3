/**
 * Gives on the first of several things at once, and those that follow within the gap together when it ends.
 *
 * @param show called with what has come, oldest first
 * @param gap in milliseconds
 */
export function collapse<Thing extends {}>(
  show: (things: readonly [Thing, ...Thing[]]) => void,
  gap: number,
): (thing: Thing) => void {
  let waiting: Thing[] = [];
  let resting = false;
  const showWaiting = () => {
    const [first, ...more] = waiting;
    waiting = [];
    resting = first !== undefined;
    if (first === undefined) return;
    setTimeout(showWaiting, gap);
    show([first, ...more]);
  };
  return (thing) => {
    waiting.push(thing);
    if (!resting) showWaiting();
  };
}
