import type { Inspection, inspect } from '../../src/inspect.ts';

/**
 * Judges, as `src/inspect.ts` does. That is loaded with the first call: where a verdict is stored it is not needed, and
 * it is more than all that a list is made of.
 */
export async function judging(...given: Parameters<typeof inspect>): Promise<Inspection> {
  const judge = await import('../../src/inspect.ts');
  return await judge.inspect(...given);
}
