import type { BrowserName } from '../browsers/browser.ts';
import { readBudget } from '../setup/budget.ts';
import { sizesOf } from '../setup/sizes.ts';
import type { Section } from './measured.ts';

/** What the build weighs, compressed; a kB is 1,000 bytes. */
export async function measureSize(name: BrowserName): Promise<Section> {
  const [sizes, budget] = await Promise.all([sizesOf(`dist/${name}`), readBudget()]);
  const facts = [...sizes].map(([part, { gzip }]) => {
    const { goal, most } = budget[part] ?? {};
    const limit = goal ?? most;
    return {
      what: part,
      value: gzip / 1000,
      unit: 'kB',
      ...(limit !== undefined && { limit: limit / 1000 }),
    };
  });
  return { title: 'Size, compressed', measured: [], facts };
}
