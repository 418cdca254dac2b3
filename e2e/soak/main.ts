import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../browsers/launch.ts';
import { watchAllTabs } from '../panel-parts.ts';
import { startSession } from '../session.ts';
import { buildFor } from '../setup/build.ts';
import { PROVIDERS } from '../setup/install.ts';
import { type SoakTally, isWhole, soak } from './soak.ts';

/**
 * Logs in many times in every browser that there is, and says what became of the responses, on screen and in
 * `out/soak.md`. Returns the exit status: 0 where none was lost.
 *
 * @param given `--logins 2000 --places 20 --stop-within 3000 --seed 1`, as by default, and `--browser firefox` for one
 */
export async function runSoak(given: string[]): Promise<number> {
  const { values } = parseArgs({
    args: given,
    options: {
      logins: { type: 'string', default: '2000' },
      places: { type: 'string', default: '20' },
      'stop-within': { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
      browser: { type: 'string' },
    },
  });
  const options = {
    logins: Number(values.logins),
    places: Number(values.places),
    stopWithin: Number(values['stop-within']),
    seed: Number(values.seed),
  };
  const rows: string[] = [];
  let isWell = true;
  for (const { browser: name, provide } of PROVIDERS) {
    if (values.browser !== undefined && values.browser !== name) continue;
    const executablePath = await provide();
    if (executablePath === undefined) {
      console.log(`Nothing is tried in ${name}, which is not there.`);
      continue;
    }
    const { status, output } = await buildFor(name);
    if (status !== 0) {
      console.error(`The build failed:\n${output}`);
      return 1;
    }
    const session = await startSession(launchBrowser({ executablePath }, name));
    try {
      const tally = await soak(session, await watchAllTabs(session.browser), options);
      isWell &&= isWhole(tally);
      rows.push(rowOf(name, tally));
      console.log(rows.at(-1));
      if (tally.astray.length > 0) console.log(`Astray: ${tally.astray.join(' ')}`);
    } finally {
      await session.close();
    }
  }
  await mkdir('out', { recursive: true });
  await writeFile('out/soak.md', `${head}\n${rows.join('\n')}\n`);
  return rows.length > 0 && isWell ? 0 : 1;
}

const head = `| browser | sent | kept | dropped | background stopped | without their own request | seconds |
| --- | --- | --- | --- | --- | --- | --- |`;

function rowOf(name: string, { sent, kept, dropped, stops, astray, seconds }: SoakTally): string {
  return `| ${[name, sent, kept, dropped, stops, astray.length, seconds].join(' | ')} |`;
}
