import type { Finding, Outcome } from '../checks/check.ts';
import { inspect } from '../inspect.ts';
import { type Flow, evidenceOf, flows } from './flow.fixture.ts';
import type { Mutation } from './mutation.fixture.ts';
import { mutations } from './mutations.fixture.ts';

/** What was found of one response, in plain OAuth. */
interface Result {
  readonly flow: Flow;
  readonly findings: readonly Finding[];
}

/** Every recorded response. */
export const recorded = await flows();

async function judge(flow: Flow): Promise<Result> {
  return { flow, findings: (await inspect(await evidenceOf(flow), flow.secrets)).findings };
}

const made = new Map<Mutation, Promise<readonly Result[]>>();

/** What is found of every recorded response that a fault is made in; it is made once, whoever asks. */
export function resultsOf(mutation: Mutation): Promise<readonly Result[]> {
  const before = made.get(mutation);
  if (before) return before;
  const broken = recorded.filter((flow) => flow.isUsual && (mutation.in?.(flow) ?? true));
  const results = Promise.all(broken.map(async (flow) => await judge(mutation.apply(flow))));
  made.set(mutation, results);
  return results;
}

/** How bad a result is at its worst: some codes are less of a fault in one response than in another. */
const severity: readonly Outcome[] = ['fail', 'warn', 'info'];

/** What is found of the recorded responses and of every fault in them, at its worst: outcomes by check and code. */
export async function worstOutcomes(): Promise<ReadonlyMap<string, Outcome>> {
  const worst = new Map<string, Outcome>();
  const note = ({ findings }: Result) => {
    for (const { check, code, outcome } of findings) {
      const known = worst.get(`${check} ${code}`);
      const isWorse = !known || severity.indexOf(outcome) < severity.indexOf(known);
      if (severity.includes(outcome) && isWorse) worst.set(`${check} ${code}`, outcome);
    }
  };
  for (const flow of recorded) note(await judge(flow));
  for (const mutation of mutations.flatMap(([, list]) => list)) (await resultsOf(mutation)).forEach(note);
  return worst;
}
