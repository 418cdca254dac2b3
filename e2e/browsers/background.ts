import type { BrowserContext, Worker } from 'playwright';
import { poll } from '../poll.ts';
import type { Launched } from './launch.ts';
import { closeTarget, listTargets, type Target } from './targets.ts';

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
   * The running worker; waits for one, and wakes none. Playwright's object outlives a stop (the target's id does too)
   * and is of use again once the worker runs: evaluating in it meanwhile never ends.
   */
  async worker(): Promise<Worker> {
    return poll('a running background', async () => {
      const target = await this.#find();
      return target && this.#context.serviceWorkers().find((worker) => worker.url() === target.url);
    });
  }

  /** Stops the worker, as the browser does with an idle one, and waits until it is gone. */
  async stop(): Promise<void> {
    await poll('the end of the background', async () => {
      const target = await this.#find();
      // Each time: one that is only just starting is not stopped by it.
      if (target) await closeTarget(this.#port, target.id);
      return !target;
    });
  }
}
