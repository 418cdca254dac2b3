import type { BrowserContext, Frame, Page } from 'playwright';
import type { Browser, BrowserName } from '../browsers/browser.ts';

/** What a page has taken so far. */
interface Taken {
  /** On its main thread, in milliseconds. */
  readonly work: number;
  /** The memory that its scripts hold, in MB. */
  readonly heap: number;
}

/** Reads what a page takes. */
export interface Metrics {
  read(): Promise<Taken>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

/** Begins to count what a page, or a frame in a process of its own, takes. @returns null where the browser does not tell */
export async function metricsOf({ name, context }: Browser, subject: Page | Frame): Promise<Metrics | null> {
  if (name !== 'chromium') return null;
  const session = await context.newCDPSession(subject);
  await session.send('Performance.enable');
  return {
    async read() {
      const { metrics } = await session.send('Performance.getMetrics');
      const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
      return { work: 1000 * metric('TaskDuration'), heap: metric('JSHeapUsedSize') / 1e6 };
    },
    collectGarbage: async () => void (await session.send('HeapProfiler.collectGarbage')),
    close: async () => void (await session.detach()),
  };
}

/** What each process of a browser has spent so far, in milliseconds: by its number. */
export type Spent = ReadonlyMap<number, number>;

/**
 * What the processes of the browser have spent so far; counted in steps of 10 ms in each.
 *
 * @returns null where the browser does not tell
 */
export async function processorTimes(name: BrowserName, context: BrowserContext): Promise<Spent | null> {
  const session = name === 'chromium' ? await context.browser()?.newBrowserCDPSession() : undefined;
  if (!session) return null;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return new Map(processInfo.map(({ id, cpuTime }) => [id, 1000 * cpuTime]));
}

/** What was spent between two readings, in milliseconds; a process that ended in between leaves what it spent last out. */
export function spentBetween(before: Spent, after: Spent): number {
  return [...after].reduce((sum, [id, time]) => sum + time - (before.get(id) ?? 0), 0);
}
