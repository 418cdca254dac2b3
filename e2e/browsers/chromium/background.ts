import type { BrowserContext } from 'playwright';
import { poll } from '../../poll.ts';
import type { Launched } from './launch.ts';
import { listTargets, type Target } from './targets.ts';

/** The extension's background service worker, which the browser starts and stops as it likes. */
export class Background {
  readonly #context: BrowserContext;
  readonly #port: number;
  readonly #script: string;

  constructor({ context, port, extension }: Launched) {
    this.#context = context;
    this.#port = port;
    this.#script = `/${extension.serviceWorker}`;
  }

  async #find(): Promise<Target | undefined> {
    const targets = await listTargets(this.#port);
    return targets.find(
      ({ type, url }) =>
        type === 'service_worker' && url.startsWith('chrome-extension://') && url.endsWith(this.#script),
    );
  }

  /** The URL of the running worker; waits for one. */
  async url(): Promise<string> {
    return (await poll('the start of the background', () => this.#find())).url;
  }

  async isRunning(): Promise<boolean> {
    return (await this.#find()) !== undefined;
  }

  /**
   * Calls a function in the running worker; waits for one, and wakes none. Playwright's object outlives a stop (the
   * target's id does too) and is of use again once the worker runs: evaluating in it meanwhile never ends.
   */
  async evaluate<Given, Result>(
    call: (given: Given) => Result | Promise<Result>,
    given: Given,
  ): Promise<Result> {
    const worker = await poll('a running background', async () => {
      const target = await this.#find();
      return target && this.#context.serviceWorkers().find((worker) => worker.url() === target.url);
    });
    // Playwright's own type would unwrap handles out of `given`; there are none.
    const evaluate: (call: (given: Given) => Result | Promise<Result>, given: Given) => Promise<Result> =
      worker.evaluate.bind(worker);
    return evaluate(call, given);
  }

  /** Stops the worker, as the browser does with an idle one, and waits until it has stopped. */
  async stop(): Promise<void> {
    const [page] = this.#context.pages();
    if (!page) throw new Error('no page to ask for the state of the background');
    // Any page tells of all workers of its profile.
    const session = await this.#context.newCDPSession(page);
    let version: { versionId: string; runningStatus: string } | undefined;
    let hasStopped = false;
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      version = versions.find(({ scriptURL }) => scriptURL.endsWith(this.#script)) ?? version;
      // It may be woken again at once: that it was stopped is enough.
      hasStopped ||= version?.runningStatus === 'stopped';
    });
    await session.send('ServiceWorker.enable');
    await poll('the end of the background', async () => {
      if (hasStopped || !version) return hasStopped;
      const { versionId, runningStatus } = version;
      if (runningStatus === 'running') await session.send('ServiceWorker.stopWorker', { versionId });
      return hasStopped;
    });
    await session.detach();
  }
}
