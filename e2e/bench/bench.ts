import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { launchBrowser } from '../browsers/launch.ts';
import { buildFor } from '../setup/build.ts';
import { PROVIDERS } from '../setup/install.ts';
import { measureInspect } from './inspect.ts';
import { type Measured, tableOf } from './measured.ts';

/**
 * Measures in every browser that there is, prints a table for each and writes all of it to `out/bench.md` and
 * `out/bench.json`. Returns the exit status.
 */
export async function bench(): Promise<number> {
  const results: Record<string, readonly Measured[]> = {};
  for (const { browser: name, variable, provide } of PROVIDERS) {
    const executablePath = await provide();
    if (executablePath === undefined) {
      console.log(`Nothing is measured in ${name}, which is not there; ${variable} could name one.`);
      continue;
    }
    const { status, output } = await buildFor(name);
    if (status !== 0) {
      console.error(`The build failed:\n${output}`);
      return 1;
    }
    const browser = await launchBrowser({ executablePath }, name);
    try {
      const measured = await measureInspect(browser);
      results[name] = measured;
      console.log(`\n${title(name)}\n\n${tableOf(measured)}`);
    } finally {
      await browser.close();
    }
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}`;
  const tables = Object.entries(results).map(
    ([name, measured]) => `## ${title(name)}\n\n${tableOf(measured)}\n`,
  );
  await mkdir('out', { recursive: true });
  await writeFile('out/bench.json', `${JSON.stringify({ machine, results }, null, 2)}\n`);
  await writeFile('out/bench.md', `Measured on ${machine}.\n\n${tables.join('\n')}`);
  return Object.keys(results).length > 0 ? 0 : 1;
}

const title = (browser: string) => `Judging a response, in ${browser}`;
