import { captureId } from '../../src/records.ts';

/** By how much later, in milliseconds, an event may be heard than one that came after it. */
const disorder = 10_000;

/**
 * Makes the names of captured navigations, which sort by the moment the browser gives for each. A worker that is just
 * starting is told of them out of order (Chromium 156). A clock that is set back does not disturb the order, unless the
 * worker has started since: a navigation is named before anything is read.
 *
 * @param worker tells the names of one worker from those of another
 */
export function makeIds(worker: string): (at: number) => string {
  let counter = 0;
  let latest = 0;
  return (at) => {
    const moment = at < latest - disorder ? latest : at;
    latest = Math.max(latest, moment);
    counter += 1;
    return captureId(moment, counter, worker);
  };
}
