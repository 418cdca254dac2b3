import { type ReadonlySignal, effect, signal } from '@preact/signals';
import { browser } from '../browser.ts';
import type { Need } from '../../src/needs.ts';
import { isOpenToAll } from './public-suffixes.ts';

/** By match pattern, whether the browser grants it; what was not looked up yet is missing. */
export type Grants = ReadonlyMap<string, boolean>;

const known = signal<Grants>(new Map());
/** What is granted, kept up to date. */
export const grants: ReadonlySignal<Grants> = known;

/** Keeps `grants` up to date for these patterns, through changes made in whichever page or in the browser's settings. */
export function watchGrants(patterns: ReadonlySignal<readonly string[]>): void {
  const again = () => void lookUp(patterns.peek());
  browser.permissions.onAdded.addListener(again);
  browser.permissions.onRemoved.addListener(again);
  // Withholding access in the browser's own settings raises no event in every version.
  addEventListener('focus', again);
  effect(() => void lookUp(patterns.value));
}

async function lookUp(patterns: readonly string[]): Promise<void> {
  const found = await Promise.all(
    patterns.map(async (pattern): Promise<[string, boolean]> => {
      const isGranted = await browser.permissions.contains({ origins: [pattern] }).catch(() => false);
      return [pattern, isGranted];
    }),
  );
  known.value = new Map([...known.peek(), ...found]);
}

/**
 * Asks the browser for access. Must be called in a click, before anything is awaited: Firefox refuses it later.
 *
 * @returns whether all of it is granted now; what is too wide is not asked for
 */
export async function ask(needs: readonly Need[]): Promise<boolean> {
  const patterns = needs.map(({ pattern }) => pattern);
  if (patterns.length === 0) return true;
  if (needs.some(isTooWide)) return false;
  try {
    return await browser.permissions.request({ origins: patterns });
  } catch {
    return false;
  } finally {
    await lookUp(patterns);
  }
}

/** The needs that could be granted, and are not known to be. */
export function missing(needs: readonly Need[], grants: Grants): Need[] {
  return needs.filter((need) => grants.get(need.pattern) !== true && !isTooWide(need));
}

/** Whether all hosts under a public suffix would be granted. What is registered by hand is never so wide; a policy may be. */
export function isTooWide({ pattern }: Pick<Need, 'pattern'>): boolean {
  const [, domain] = /:\/\/\*\.(.+)\/\*$/.exec(pattern) ?? [];
  return domain !== undefined && isOpenToAll(domain);
}
