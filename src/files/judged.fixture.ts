import { type Inspection, inspect } from '../inspect.ts';
import { type Flow, evidenceOf } from '../mutations/flow.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';

/** Who exports, in tests, and when. */
export const about = { version: '0.1.0', exportedAt: Date.UTC(2026, 10, 24) };

/** The recorded response whose name begins like this. */
export function flowNamed(beginning: string): Flow {
  const flow = recorded.find(({ name }) => name.startsWith(beginning));
  if (!flow) throw new Error(`no response ${beginning} was recorded`);
  return flow;
}

/** What is found of a recorded response. */
export async function judged(flow: Flow): Promise<Inspection> {
  return await inspect(await evidenceOf(flow), flow.secrets);
}
