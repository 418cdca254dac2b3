import { describe, expect, test } from 'vitest';
import { client, evidence, request, response } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import {
  coreExamples,
  exampleCallback,
  exampleIssued,
  exampleIssuer,
  exampleKey,
  exampleRequest,
} from '../read/core-examples.fixture.ts';
import type { Evidence } from '../evidence.ts';

/** What is wrong or missing, in one line a check. */
async function judged(given: Evidence): Promise<string[]> {
  const { findings } = await inspect(given);
  return findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
}

describe('the examples of OpenID Connect Core', () => {
  test.each(coreExamples)('$section ($type) is without a fault', async ({ type, parameters }) => {
    const at = (exampleIssued + 5) * 1000;
    const fields = { ...parameters, state: exampleRequest.state };
    const seen = response(`${exampleCallback}#${new URLSearchParams(fields).toString()}`, { at });
    const given = evidence(seen, [exampleKey], {
      client: { ...client, issuer: exampleIssuer, callbacks: [exampleCallback] },
      request: request({ ...exampleRequest, response_type: type }, { at: at - 4000 }),
    });
    expect(await judged(given)).toEqual([]);
    expect((await inspect(given)).verdict.kind).toBe('unsigned');
  });
});
