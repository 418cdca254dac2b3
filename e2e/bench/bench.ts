import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserName, LaunchOptions } from '../browsers/browser.ts';
import { launchBare, launchBrowser } from '../browsers/launch.ts';
import { viewPanel } from '../panel-view.ts';
import { register, registrationOf, startSession } from '../session.ts';
import { buildFor } from '../setup/build.ts';
import { PROVIDERS } from '../setup/install.ts';
import { type Beside, measureBurst } from './burst.ts';
import { measureEye } from './eye.ts';
import { measureHeld } from './held.ts';
import { measureInspect, measureParts } from './inspect.ts';
import { type Effort, type Section, sectionText } from './measured.ts';
import { startPages } from './pages.ts';
import { measureSize } from './size.ts';
import { measureStartup } from './startup.ts';
import { measureTax } from './tax.ts';

const usage = {
  browser: { type: 'string' },
  only: { type: 'string' },
  burst: { type: 'string', default: '1000' },
  minutes: { type: 'string', default: '10' },
  share: { type: 'string', default: '1' },
  beside: { type: 'string' },
  page: { type: 'string' },
  count: { type: 'string' },
  keep: { type: 'boolean', default: false },
} as const;

/**
 * Measures in every browser that there is, prints tables and writes all of it to `out/bench.md` and `out/bench.json`; what
 * measures a part anew leaves the rest there as it was.
 * Returns the exit status.
 *
 * @param given `--browser firefox` for one; `--only size,startup,tax,verdict,eye,held,burst` for some of it;
 *   `--burst 1000,6000` for how many responses (6,000 take four minutes more in each browser); `--minutes 30` to measure
 *   more often and so more exactly than in the ten minutes that both browsers take otherwise; `--share 0.1` for a tenth
 *   of it, to see that it works; `--beside DIR --page URL --count EXPRESSION` to load another unpacked extension in the
 *   same browser, open that page of it and count there what it shows of a burst; `--keep` to write
 *   `docs/performance.md` too
 */
export async function bench(given: string[]): Promise<number> {
  const { values } = parseArgs({ args: given, options: usage });
  const isPart = values.browser !== undefined || values.only !== undefined;
  const results: Results = isPart ? await readResults() : {};
  let isAnyThere = false;
  for (const { browser: name, variable, provide } of PROVIDERS) {
    if (values.browser !== undefined && values.browser !== name) continue;
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
    console.log(`\n## ${name}`);
    let began = Date.now();
    for await (const measured of measure({ executablePath, isMeasured: true }, name, values)) {
      const section = { ...measured, on: today(), took: (Date.now() - began) / 1000 };
      console.log(`\n${sectionText(section)}`);
      results[name] = withSection(results[name], section);
      isAnyThere = true;
      await write(results, values.keep);
      began = Date.now();
    }
  }
  return isAnyThere ? 0 : 1;
}

/** What was measured, by browser. */
type Results = Partial<Record<BrowserName, readonly Section[]>>;

/** What the last run left, for a run that measures a part of it anew; nothing where there was none on this machine. */
async function readResults(): Promise<Results> {
  const text = await readFile('out/bench.json', 'utf8').catch(() => '{}');
  const { machine: where, results = {} } = JSON.parse(text) as { machine?: string; results?: Results };
  return where === machine() ? results : {};
}

/** These sections with one more, or with it in the place of the one that it measures anew. */
function withSection(sections: readonly Section[] = [], section: Section): readonly Section[] {
  const isThere = sections.some(({ title }) => title === section.title);
  return isThere
    ? sections.map((one) => (one.title === section.title ? section : one))
    : [...sections, section];
}

function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${process.platform}`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Writes what is measured so far, so that a run that is cut short leaves something. */
async function write(results: Results, isKept: boolean): Promise<void> {
  const text = Object.entries(results).map(([name, sections]) => [
    `## ${name}`,
    ...sections.map(sectionText),
  ]);
  const took = Object.values(results)
    .flat()
    .reduce((sum, section) => sum + (section.took ?? 0), 0);
  await mkdir('out', { recursive: true });
  await writeFile('out/bench.json', `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
  const report = `${[`Measured on ${machine()}, in ${(took / 60).toFixed(0)} minutes.`, ...text.flat()].join('\n\n')}\n`;
  await writeFile('out/bench.md', report);
  if (isKept) await writeFile('docs/performance.md', `${preface}\n${report}`);
}

type Given = ReturnType<typeof parseArgs<{ options: typeof usage }>>['values'];

/** A browser that is measured alone has all the time. */
function effortOf({ minutes, share, browser }: Given): Effort {
  return { share: Number(share), pace: (Number(minutes) / 10) * (browser === undefined ? 1 : 2) };
}

/** What is measured of one browser, a section at a time. */
async function* measure(options: LaunchOptions, name: BrowserName, given: Given): AsyncGenerator<Section> {
  const effort = effortOf(given);
  const isWanted = (what: string) => given.only?.split(',').includes(what) ?? true;
  if (isWanted('size')) yield await measureSize(name);
  if (isWanted('startup')) yield await measureStartup(options, name, effort);
  if (isWanted('tax')) yield await measureTax(options, name, effort);
  if (!['verdict', 'eye', 'held', 'burst'].some(isWanted)) return;

  const besides = given.beside === undefined ? [] : [resolve(given.beside)];
  const session = await startSession(launchBrowser({ ...options, beside: besides }, name));
  const { browser, site } = session;
  const client = site.client('RS256');
  const pages = await startPages(site.issuer, client.client_id);
  const bare = await launchBare(options, name);
  try {
    const target = { ...registrationOf(site, client), id: 'burst', revision: 'burst-1' };
    await register(browser, [{ ...target, callbacks: [pages.callback] }]);
    if (isWanted('verdict'))
      yield {
        title: 'Verdict: inspect() with all checks, beside bare jose, and where its time goes',
        measured: await measureInspect(browser),
        facts: [],
        parts: await measureParts(browser),
      };
    const page = await browser.open();
    const panel = viewPanel((await browser.openPanel(page)).panel);
    if (isWanted('eye')) yield await measureEye(session, page, panel, effort);
    if (isWanted('held')) yield await measureHeld(session, page, panel, effort);
    if (isWanted('burst')) {
      const counts = (given.burst ?? '').split(',').map((count) => Math.round(Number(count) * effort.share));
      const beside = await openBeside(session.browser.context.newPage(), given);
      yield await measureBurst(session, panel, pages, await bare.context.newPage(), counts, beside);
    }
  } finally {
    await bare.close();
    await pages.close();
    await session.close();
  }
}

/** The page of the other extension, in a tab. */
async function openBeside(
  opening: Promise<Beside['page']>,
  { page: path, count }: Given,
): Promise<Beside | undefined> {
  const page = await opening;
  if (path === undefined || count === undefined) return undefined;
  await page.goto(path);
  return { page, count };
}

const preface = `# What it costs

\`npm run bench\` measures what the extension costs, each time beside something else in the same run, in both browsers
within ten minutes; \`npm run bench -- --minutes 30 --keep\` takes longer, is more exact, and writes this page. Times
are medians with the value that 95 of 100 stay below. A ratio is the median of the pairs, with the interval that holds
the true median in 95 of 100 such runs. Machines differ, and the same one from hour to hour: compare ratios.

Where a goal is missed:

- **Tax.** Whoever may see requests has every request of every page led past it by the browser, whether or not it listens:
  the column "empty" is an extension that has the same permissions, listens for navigations and does nothing with them.
  The background itself is not woken.
- **Verdict.** An RS256 signature is verified in 0.02 ms, which is less than it takes to read the response (0.02) and to
  make all checks (0.03); \`jose\` reads the JWT and checks a few claims. Where cryptography takes longer, as in
  decryption, the checks hardly show.
- **Flat.** It is measured once the browser has done what thousands of responses within seconds leave to be done, above
  all to collect garbage. Chance decides which of a few logins are the slowest: it takes hundreds to say what their p95
  is, and the interval tells how exactly it is known. The first dozen logins, with few held or many, are slower than those
  behind them and not counted (in the tables below all but one or two are). "Few" are up to some seventy, which fill the
  window. Into a list that is nearly empty a login is shown sooner, by what it takes to draw a full one: of 27 logins each
  the median with 2,000 held was 1.38 times that in Firefox (57 and 79 ms), 1.11 times in Chromium. From 100 held on it
  stays about the same. Half a second after one login in 200 the full store is given room: who logs in at that moment
  waits.
- **Panel opening.** A good part of it is what an empty page takes, as the line below it says: in Firefox more than the
  goal. Then, in Chromium, the files are loaded (about 15 ms), the keys of the store and the newest responses are read
  (about 35), and the rows are drawn (about 35). To name the files to the browser beforehand, or to ask for the keys
  before the scripts are there, changes nothing.
- **Idle.** In ten seconds in which nothing happens no script of the panel runs, and nothing is laid out (0.0 ms, as
  Chromium counts them). Where its work is more than some milliseconds V8 gave memory back meanwhile, as a trace shows: it
  does so once, some seconds after the panel was used.
- **Size.** The background judges, for its badge; without the judge it would be 42 kB, and start no faster (35 ms beside
  36 ms, within what one run differs from the next). A service worker cannot load it later. Of the package, 32 kB are the
  list of public suffixes and as much is prose.
`;
