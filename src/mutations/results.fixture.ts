import { expect } from 'vitest';
import type { Finding, Outcome } from '../checks/check.ts';
import { inspect } from '../inspect.ts';
import type { Verdict } from '../verdict.ts';
import { type Flow, evidenceOf, flows } from './flow.fixture.ts';
import type { Mutation } from './mutation.fixture.ts';
import { mutations } from './mutations.fixture.ts';

/** What was found of one response, in plain OAuth. */
interface Result {
  readonly flow: Flow;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
}

/** Every recorded response. */
export const recorded = await flows();

async function judge(flow: Flow): Promise<Result> {
  const { findings, verdict } = await inspect(await evidenceOf(flow), flow.secrets);
  return { flow, findings, verdict };
}

const unbroken = new Map<Flow, Promise<Result>>();

/** What is found of a response as it was recorded; it is made once, whoever asks. */
export function resultAsRecorded(flow: Flow): Promise<Result> {
  const result = unbroken.get(flow) ?? judge(flow);
  unbroken.set(flow, result);
  return result;
}

/** Every recorded response that a fault is made in. */
export function fitting(mutation: Mutation): readonly Flow[] {
  return recorded.filter((flow) => flow.isUsual && (mutation.in?.(flow) ?? true));
}

/** Those in which it is made every time: some, or all where it fits no other. */
function fittingEveryday(mutation: Mutation): readonly Flow[] {
  const all = fitting(mutation);
  const some = all.filter(({ isEveryday }) => isEveryday);
  return some.length > 0 ? some : all;
}

async function breakEach(broken: readonly Flow[], mutation: Mutation): Promise<readonly Result[]> {
  return await Promise.all(broken.map(async (flow) => await judge(mutation.apply(flow))));
}

const made = new Map<Mutation, Promise<readonly Result[]>>();

/** What is found of the recorded responses that a fault is made in every time; it is made once, whoever asks. */
export function resultsOf(mutation: Mutation): Promise<readonly Result[]> {
  const results = made.get(mutation) ?? breakEach(fittingEveryday(mutation), mutation);
  made.set(mutation, results);
  return results;
}

/** What is found of every recorded response that a fault is made in. */
export async function allResultsOf(mutation: Mutation): Promise<readonly Result[]> {
  return await breakEach(fitting(mutation), mutation);
}

/** What is warned of as it is: tokens that the request itself asked for. */
export const asRecorded = ({ request }: Flow): string[] =>
  new Map(request).get('response_type')?.split(' ').includes('token')
    ? ['warn front-channel-token returned']
    : [];

/** What fails or warns. */
export const wrongAmong = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);

/** Expects that a fault raised what it must and nothing else, in each of the responses that it was made in. */
export function expectExactly({ raises }: Mutation, results: readonly Result[]): void {
  expect(results.length).toBeGreaterThan(0);
  const expected = (flow: Flow) => {
    const raised = typeof raises === 'function' ? raises(flow) : raises;
    return [...new Set([...asRecorded(flow), ...raised])].toSorted();
  };
  const byName = (one: (result: Result) => readonly string[]) =>
    Object.fromEntries(results.map((result) => [result.flow.name, one(result)]));
  expect(byName(({ findings }) => wrongAmong(findings).toSorted())).toEqual(
    byName(({ flow }) => expected(flow)),
  );
}

/** How bad a result is at its worst: some codes are less of a fault in one response than in another. */
const severity: readonly Outcome[] = ['fail', 'warn', 'info'];

let worst: Promise<ReadonlyMap<string, Outcome>> | undefined;

/**
 * What is found of the recorded responses and of every fault in them, at its worst: outcomes by check and code. It is
 * made once, whoever asks.
 */
export function worstOutcomes(): Promise<ReadonlyMap<string, Outcome>> {
  worst ??= worstOf(resultsOf);
  return worst;
}

/** The same of whatever is found of each fault. */
export async function worstOf(
  results: (mutation: Mutation) => Promise<readonly Result[]>,
): Promise<ReadonlyMap<string, Outcome>> {
  const worst = new Map<string, Outcome>();
  const note = ({ findings }: Result) => {
    for (const { check, code, outcome } of findings) {
      const known = worst.get(`${check} ${code}`);
      const isWorse = !known || severity.indexOf(outcome) < severity.indexOf(known);
      if (severity.includes(outcome) && isWorse) worst.set(`${check} ${code}`, outcome);
    }
  };
  for (const flow of recorded) note(await resultAsRecorded(flow));
  for (const mutation of mutations.flatMap(([, list]) => list)) (await results(mutation)).forEach(note);
  return worst;
}
