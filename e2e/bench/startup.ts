import type { BrowserContext } from 'playwright';
import type { Browser, BrowserName, LaunchOptions } from '../browsers/browser.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { poll } from '../poll.ts';
import { listen } from '../site/listener.ts';
import { listening, writeEmptyExtension } from './empty-extension.ts';
import { type Effort, type Section, ratioOf, rounds } from './measured.ts';
import { quantile } from './statistics.ts';

/** How many starts, and how long they may take, in seconds. */
const starts = { count: 20, seconds: 10 };

/** How long the background takes from its start until it listens, beside one that does nothing but listen. */
export async function measureStartup(
  options: LaunchOptions,
  name: BrowserName,
  effort: Effort,
): Promise<Section> {
  const scratch = await temporaryFolder('empty');
  const site = await listen();
  site.serve((_heard, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Page</title>'),
  );
  await writeEmptyExtension(scratch.path, name);
  // Firefox tells of no other extension's background.
  const beside = name === 'chromium' ? [scratch.path] : [];
  const browser = await launchBrowser({ ...options, beside }, name);
  try {
    const page = await browser.open();
    const ours: number[] = [];
    const others: number[] = [];
    for (const _ of rounds(starts.count, starts.seconds, effort)) {
      await browser.stopBackground();
      if (beside.length > 0) await stopOther(browser.context);
      await page.goto(site.origin);
      ours.push(
        await poll('a background that listens', () => browser.inBackground(listeningAfter, listening)),
      );
      if (beside.length > 0) others.push(await poll('the other', () => otherListens(browser.context)));
    }
    const facts = [
      { what: 'from its start until it listens, median', value: quantile(ours, 0.5), unit: 'ms' },
      { what: 'from its start until it listens, p95', value: quantile(ours, 0.95), unit: 'ms' },
    ];
    const measured = ratioOf('from its start until it listens', 'ours', ours, 'an empty one', others);
    return {
      title: 'Startup of the background',
      measured: others.length > 0 ? [measured] : [],
      facts: others.length > 0 ? [] : facts,
    };
  } finally {
    await browser.close();
    await site.close();
    await scratch.remove();
  }
}

/** In a background. @returns when it began to listen, in milliseconds after its start */
function listeningAfter(mark: string): number | undefined {
  return performance.getEntriesByName(mark)[0]?.startTime;
}

function otherWorker(context: BrowserContext) {
  return context.serviceWorkers().find((worker) => worker.url().endsWith('/empty.js'));
}

async function otherListens(context: BrowserContext): Promise<number | undefined> {
  return await otherWorker(context)?.evaluate(listeningAfter, listening);
}

async function stopOther(context: Browser['context']): Promise<void> {
  const [page] = context.pages();
  if (!page) return;
  const session = await context.newCDPSession(page);
  const running = new Map<string, string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { scriptURL, versionId, runningStatus } of versions)
      if (scriptURL.endsWith('/empty.js')) running.set(versionId, runningStatus);
  });
  await session.send('ServiceWorker.enable');
  await poll('the end of the other background', async () => {
    if (running.size === 0) return false;
    for (const [versionId, status] of running)
      if (status === 'running') await session.send('ServiceWorker.stopWorker', { versionId });
    return [...running.values()].every((status) => status === 'stopped');
  });
  await session.detach();
}
