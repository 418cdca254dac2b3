import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { SCRATCH, temporaryFolder } from './browsers/folders.ts';
import { poll } from './poll.ts';

/** Makes the folder for whatever the tests of one run leave behind, which goes when all are over. */
export default async function makeScratch(): Promise<() => Promise<void>> {
  const { path, remove } = await temporaryFolder('run');
  process.env[SCRATCH] = path;
  return async () => {
    // A browser that was kept for the next spec ends after its worker, and writes down what it knows before it does.
    await poll('the end of the browsers', async () => {
      await remove();
      await pause(500);
      return !existsSync(path);
    });
  };
}
