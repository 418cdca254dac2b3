import type { Frame } from 'playwright';

/** In the page: waits until its document changes, or for a moment. */
export type Changed = () => Promise<void>;

/**
 * Calls a function in a page, which can wait there for a change: each question from outside would cost the browser
 * more than the change itself.
 *
 * @param call is sent as text, so that it knows nothing but what it is given
 * @param given something that JSON can say
 */
export function inPage<Given, Result>(
  frame: Frame,
  call: (given: Given, changed: Changed) => Result | Promise<Result>,
  given: Given,
): Promise<Result> {
  return frame.evaluate<Result>(`(${call})(${JSON.stringify(given)}, ${changed})`);
}

// The timers of a page that is not in front are slow; the observer is not.
function changed(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(done);
    function done() {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    }
    const timer = setTimeout(done, 100);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
