import { performance } from 'node:perf_hooks';
import type { BrowserName } from '../browsers/browser.ts';
import { EVERYTHING } from './everything.ts';
import { BUILDS, GATES, type Gate, type Outcome } from './gates.ts';
import { PROVIDERS, provideDisplay } from './install.ts';
import { exitStatus, FAILED, sum, tallyLine, type Tally } from './tally.ts';
import { countTestsIn, runVitest } from './vitest.ts';

/** Gates at a time: they are programs of their own, and small machines have two cores. */
const AT_ONCE = 2;

interface Finished extends Outcome {
  readonly seconds: number;
}

async function time(gate: Gate): Promise<Finished> {
  const start = performance.now();
  const outcome = await gate.check();
  return { ...outcome, seconds: (performance.now() - start) / 1000 };
}

function line(name: string, tally: Tally, seconds: number): string {
  const many = tally.passed + tally.failed + tally.skipped > 1;
  const verdict = many ? tallyLine(tally) : tally.failed > 0 ? 'FAILED' : 'passed';
  return `${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s  ${verdict}`;
}

/** Runs the gates, some at a time, and reports each as soon as those before it are reported. */
async function runGates(gates: readonly Gate[]): Promise<ReadonlyMap<Gate, Tally>> {
  const tallies = new Map<Gate, Tally>();
  const started = new Map<Gate, Promise<Finished>>();
  const busy = new Set<Promise<unknown>>();
  let reported = Promise.resolve();
  for (const gate of gates) {
    while (busy.size >= AT_ONCE) await Promise.race(busy);
    await Promise.all((gate.after ?? []).map((other) => started.get(other)));
    const turn = time(gate);
    started.set(gate, turn);
    const place = turn.finally(() => busy.delete(place));
    busy.add(place);
    reported = reported.then(async () => {
      const finished = await turn;
      console.log(line(gate.name, finished.tally, finished.seconds));
      if (finished.tally.failed > 0) console.log(`${finished.output.trim()}\n`);
      tallies.set(gate, finished.tally);
    });
  }
  await reported;
  return tallies;
}

async function runBrowserTests(inCi: boolean, everything: boolean): Promise<Tally> {
  const missing: Tally[] = [];
  const found: BrowserName[] = [];
  const env: Record<string, string> = {};
  for (const { browser, name, variable, provide } of PROVIDERS) {
    const executablePath = await provide();
    if (executablePath === undefined) {
      const count = inCi ? 1 : await countTestsIn(browser);
      console.log(`tests in ${name}: ${inCi ? 'FAILED' : `${count} skipped`}, for want of a browser`);
      missing.push(inCi ? FAILED : { passed: 0, failed: 0, skipped: count });
    } else {
      found.push(browser);
      env[variable] = executablePath;
    }
  }
  if (found.length === 0) return sum(missing);
  // Where there is one browser alone nothing can be left to the other.
  if (everything || found.length === 1) env[EVERYTHING] = 'yes';
  if (found.includes('chromium')) await provideDisplay();
  const start = performance.now();
  const { tally } = await runVitest(found, { show: true, env });
  console.log(line('tests in browsers', tally, (performance.now() - start) / 1000));
  return sum([tally, ...missing]);
}

const OPTIONS = ['--no-browser', '--everything'];

/**
 * Runs every gate and, unless `--no-browser` is among `args`, the browser tests; with `--everything` each of these in
 * each browser, where otherwise some are dealt out. The last line it prints is `N passed, N failed, N skipped`. Returns
 * the exit status: 1 if anything failed, or in CI was skipped.
 */
export async function runTests(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => !OPTIONS.includes(arg));
  if (unknown.length > 0) {
    console.error(`npm test knows only ${OPTIONS.join(' and ')}, but was given: ${unknown.join(' ')}`);
    return 2;
  }
  const inCi = Boolean(process.env['CI']);
  const tallies = await runGates(GATES);
  const results = [...tallies.values()];
  if (!args.includes('--no-browser')) {
    const isBuilt = BUILDS.every((build) => tallies.get(build)?.failed === 0);
    if (!isBuilt) console.log('browser tests: FAILED, for want of a build');
    results.push(isBuilt ? await runBrowserTests(inCi, args.includes('--everything')) : FAILED);
  }
  const total = sum(results);
  console.log(tallyLine(total));
  return exitStatus(total, inCi);
}
