import { setTimeout as pause } from 'node:timers/promises';

/** How long a condition may take to come true, in milliseconds, unless the caller knows better. */
const PATIENCE = 20_000;

type Truthy<T> = Exclude<T, undefined | null | false | 0 | ''>;

function isTruthy<T>(value: T): value is Truthy<T> {
  return Boolean(value);
}

/**
 * Waits until `look` gives something other than `undefined`, `false`, `null`, `''` or `0`, and returns it.
 * An error thrown by `look` means "not yet" (a page that is still loading has nothing to evaluate in); the last
 * one is the cause of the error that is thrown when `patience` milliseconds have passed.
 */
export async function poll<T>(
  what: string,
  look: () => T | Promise<T>,
  patience = PATIENCE,
): Promise<Truthy<T>> {
  const end = Date.now() + patience;
  let last: unknown;
  do {
    try {
      const found = await look();
      if (isTruthy(found)) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await pause(50);
  } while (Date.now() < end);
  throw new Error(`timed out after ${patience} ms: ${what}`, { cause: last });
}
