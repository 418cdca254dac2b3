import type { Outcome } from '../checks/check.ts';
import { inspect } from '../inspect.ts';
import { type Flow, asked, evidenceOf, flows } from '../mutations/flow.fixture.ts';
import { memberOf } from '../mutations/mutation.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';

/** How bad a result is at its worst: some codes are less of a fault in one response than in another. */
const severity: readonly Outcome[] = ['fail', 'warn', 'info'];

/** Responses that are of one kind give the same results when they are broken. */
function kindOf(flow: Flow): string {
  const parts = [flow.jwt, flow.jwe, flow.idToken].map((part) => part !== null);
  const isError = memberOf(flow, 'error') !== undefined;
  return JSON.stringify([parts, isError, flow.jwt?.header['alg'], asked(flow, 'response_type')]);
}

/** What each check says of the recorded responses and of every mutation, in plain OAuth: outcomes by check and code. */
export async function raised(): Promise<ReadonlyMap<string, Outcome>> {
  const worst = new Map<string, Outcome>();
  const note = async (flow: Flow) => {
    const { findings } = await inspect(await evidenceOf(flow), flow.secrets);
    for (const { check, code, outcome } of findings) {
      const known = worst.get(`${check} ${code}`);
      const isWorse = !known || severity.indexOf(outcome) < severity.indexOf(known);
      if (severity.includes(outcome) && isWorse) worst.set(`${check} ${code}`, outcome);
    }
  };
  const recorded = await flows();
  for (const flow of recorded) await note(flow);
  const usual = [...new Map(recorded.filter(({ isUsual }) => isUsual).map((flow) => [kindOf(flow), flow]))];
  for (const mutation of mutations.flatMap(([, list]) => list))
    for (const [, flow] of usual) if (mutation.in?.(flow) ?? true) await note(mutation.apply(flow));
  return worst;
}
