import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../browsers/launch.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { buildFor } from '../setup/build.ts';
import { PROVIDERS } from '../setup/install.ts';
import { flood, isBounded } from './flood.ts';
import { isSound, isWhole, soak } from './soak.ts';

/**
 * Logs in many times in every browser that there is; fewer times once more, with the background stopped even where an
 * event is in its hands; then floods it with responses. Says what became of them, on screen and in `out/soak.md`.
 * Returns the exit status: 0 where nothing was lost and every bound held.
 *
 * @param given `--logins 2000 --at-work 200 --places 20 --stop-within 3000 --seed 1 --flood 60` (in seconds)
 *   `--minutes 30` (the most that each of the three may take in one browser), as by default, and `--browser firefox` for
 *   one
 */
export async function runSoak(given: string[]): Promise<number> {
  const { values } = parseArgs({
    args: given,
    options: {
      logins: { type: 'string', default: '2000' },
      'at-work': { type: 'string', default: '200' },
      places: { type: 'string', default: '20' },
      'stop-within': { type: 'string', default: '3000' },
      seed: { type: 'string', default: '1' },
      flood: { type: 'string', default: '60' },
      minutes: { type: 'string', default: '30' },
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
  await mkdir('out', { recursive: true });
  const print = async (tally: object) => {
    const row = said(tally);
    rows.push(row);
    console.log(row);
    await writeFile('out/soak.md', `${rows.join('\n')}\n`);
  };
  let isWell = true;
  for (const { browser, provide } of PROVIDERS) {
    if (values.browser !== undefined && values.browser !== browser) continue;
    const executablePath = await provide();
    if (executablePath === undefined) {
      console.log(`Nothing is tried in ${browser}, which is not there.`);
      continue;
    }
    const { status, output } = await buildFor(browser);
    if (status !== 0) {
      console.error(`The build failed:\n${output}`);
      return 1;
    }
    const run = <Tally>(work: (session: Session, panel: PanelView) => Promise<Tally>) =>
      within(Number(values.minutes), () => startSession(launchBrowser({ executablePath }, browser)), work);
    const logins = await run((session, panel) => soak(session, panel, options));
    await print({ browser, ...logins, astray: logins.astray.length });
    const fewer = { ...options, logins: Number(values['at-work']), atWork: true };
    const atWork = await run((session, panel) => soak(session, panel, fewer));
    const lost = atWork.sent - atWork.kept - atWork.dropped;
    await print({ browser, 'stopped at work': true, ...atWork, astray: atWork.astray.length, lost });
    const flooded = await run((session, panel) => flood(session, panel, Number(values.flood)));
    await print({ browser, ...flooded });
    isWell &&= isWhole(logins, options) && isSound(atWork, fewer) && isBounded(flooded);
  }
  return rows.length > 0 && isWell ? 0 : 1;
}

async function within<Tally>(
  minutes: number,
  start: () => Promise<Session>,
  work: (session: Session, panel: PanelView) => Promise<Tally>,
): Promise<Tally> {
  const session = await start();
  const over = new AbortController();
  const tooLong = pause(minutes * 60_000, undefined, { signal: over.signal }).then(() => {
    throw new Error(`not over within ${minutes} minutes`);
  });
  try {
    return await Promise.race([work(session, await watchAllTabs(session.browser)), tooLong]);
  } finally {
    tooLong.catch(() => undefined);
    over.abort();
    await session.close();
  }
}

/** One line of names and values. */
function said(tally: object): string {
  return `- ${Object.entries(tally)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}`;
}
