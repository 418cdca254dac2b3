import { poll } from '../poll.ts';

/** What work passes through, piece by piece, and what can be closed for a while. */
export class Gate {
  #opening: Promise<void> = Promise.resolve();
  #walking = 0;

  /** Does a piece of work, once the gate is open. */
  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#opening;
    this.#walking += 1;
    try {
      return await work();
    } finally {
      this.#walking -= 1;
    }
  }

  /** Does something while no piece of work is under way, whatever else waits in the middle of something. */
  async whileClosed(work: () => Promise<void>): Promise<void> {
    let open = (): void => undefined;
    this.#opening = new Promise((resolve) => (open = resolve));
    try {
      await poll('nobody under way', () => this.#walking === 0, 60_000);
      await work();
    } finally {
      open();
    }
  }
}
