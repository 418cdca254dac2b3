import { effect, signal } from '@preact/signals';
import type { Client } from '../../src/client.ts';
import { inspect } from '../../src/inspect.ts';
import type { Metadata } from '../../src/issuer/metadata.ts';
import { type JudgedAnswer, judgedAnswer } from '../../src/login/grid.ts';
import type { LoginOptions } from '../../src/login/options.ts';
import { type Cell, planOf } from '../../src/login/plan.ts';
import {
  type CellState,
  type Run,
  type Step,
  lost,
  newRun,
  nextStep,
  noted,
  resumed,
  stateOf,
  stopped,
  withAnswers,
} from '../../src/login/run.ts';
import { evidenceOf, judgementName, secretsOf } from '../../src/recordset.ts';
import { secretsFor } from '../../src/secrets.ts';
import { fetchSentence } from '../../src/wording/fetches.ts';
import { keepStarted, openIn, prepare } from './start.ts';
import { exchanges, modesProgress, recordsNow } from './state.ts';

/** A run through all modes, and for whom. It is in this panel alone, and goes with it. */
interface Running {
  readonly client: Client;
  readonly metadata: Metadata;
  readonly run: Run;
}

/** The last run; null before there was one. */
export const modes = signal<Running | null>(null);
/** What is waited for; null where nothing is. */
export const waitsFor = signal<Extract<Step, { do: 'wait' }> | null>(null);
/** Why the run could not go on. */
export const hindrance = signal<string | null>(null);
/** What is told of the exchanges that answered, by their ids. */
export const answers = signal<ReadonlyMap<string, JudgedAnswer>>(new Map());

/** By exchange: what its answer was judged by. */
const judgedBy = new Map<string, string>();
let isStarting = false;
let timer: ReturnType<typeof setTimeout> | undefined;

let isFollowing = false;

/** Begins a run through all modes that the metadata list, in a tab. */
export function runModes(client: Client, metadata: Metadata, base: LoginOptions, tabId: number): void {
  if (!isFollowing) follow();
  isFollowing = true;
  modes.value = { client, metadata, run: newRun(planOf(metadata, client, base), tabId) };
  hindrance.value = null;
  void goOn();
}

/** Stops after the login that is open. */
export function stopModes(): void {
  change(stopped);
}

/** Goes on where it was stopped. */
export function resumeModes(): void {
  hindrance.value = null;
  change(resumed);
  void goOn();
}

/** Follows what comes back, and says in the toolbar how far the run is. */
function follow(): void {
  effect(() => {
    void exchanges.value;
    void goOn();
    void judgeAnswers();
  });
  effect(() => {
    const { run } = modes.value ?? {};
    modesProgress.value = run ? { ended: endedOf(run), all: run.plan.cells.length } : null;
  });
}

/** How many logins of a run have their end. */
export function endedOf(run: Run): number {
  return run.plan.cells.filter((cell) => !['waiting', 'open'].includes(stateOf(run, cell).state)).length;
}

function change(to: (run: Run) => Run): void {
  const { value } = modes;
  if (value) modes.value = { ...value, run: to(value.run) };
}

/** Does what is to be done next, until something has to be waited for. */
async function goOn(): Promise<void> {
  if (isStarting) return;
  clearTimeout(timer);
  for (;;) {
    const running = modes.peek();
    if (!running) return;
    const run = withAnswers(running.run, exchanges.peek() ?? []);
    if (run !== running.run) modes.value = { ...running, run };
    const step = nextStep(run, Date.now());
    waitsFor.value = step.do === 'wait' ? step : null;
    if (step.do === 'nothing') return;
    if (step.do === 'wait') {
      if (step.until !== null) timer = setTimeout(() => void goOn(), Math.max(0, step.until - Date.now()));
      return;
    }
    if (step.do === 'give-up') change((now) => lost(now, step.cell));
    else {
      isStarting = true;
      await startCell(running, step.cell).finally(() => (isStarting = false));
    }
  }
}

async function startCell({ client, metadata, run }: Running, cell: Cell): Promise<void> {
  const become = (state: CellState) => change((now) => noted(now, cell, state));
  const secrets = secretsFor(client, recordsNow()?.secrets ?? new Map());
  const started = await prepare({ client, metadata, secrets, options: cell.options });
  if ('problems' in started) return become({ state: 'unsent', problems: started.problems });
  if ('refused' in started) return become({ state: 'refused', error: started.refused });
  if ('unsent' in started) {
    const { unsent, endpoint } = started;
    hindrance.value = fetchSentence(unsent.problem, { url: endpoint, detail: unsent.detail }, client.issuer);
    return change(stopped);
  }
  try {
    await keepStarted(started, { client, options: cell.options }, run.tabId);
    become({ state: 'open', url: new URL(started.url).href, at: Date.now() });
    await openIn(run.tabId, started.url);
  } catch {
    hindrance.value =
      'The login could not be written down, as the room that the browser gives the extension is used up: clear the list, then resume';
    change(stopped);
  }
  return undefined;
}

/** Judges what answered, anew with everything that is learnt of it. */
async function judgeAnswers(): Promise<void> {
  const set = recordsNow();
  const running = modes.peek();
  if (!set || !running) return;
  const { run } = running;
  for (const cell of run.plan.cells) {
    const state = stateOf(run, cell);
    const exchange = state.state === 'answered' && exchanges.peek()?.find(({ id }) => id === state.exchange);
    if (!exchange) continue;
    const by = judgementName(set, exchange);
    if (judgedBy.get(exchange.id) === by) continue;
    judgedBy.set(exchange.id, by);
    const inspection = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
    answers.value = new Map([...answers.peek(), [exchange.id, judgedAnswer(inspection)]]);
  }
}
