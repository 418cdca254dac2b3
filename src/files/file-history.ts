import type { Evidence } from '../evidence.ts';
import { emptyIndex, historyOf, onceValues } from '../history.ts';
import { inspect } from '../inspect.ts';

/**
 * Compares responses of one file with each other, in the order of their arrival: the same code, state or JWT twice is
 * found; what the browser has seen stays out of it.
 */
export async function withFileHistory(all: readonly Evidence[]): Promise<Evidence[]> {
  const index = emptyIndex();
  const compared: Evidence[] = [];
  for (const evidence of all) {
    const { context } = await inspect(evidence);
    const history = await historyOf(evidence, onceValues(context), false, index);
    index.add(history);
    compared.push({ ...evidence, history });
  }
  return compared;
}
