import { beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey();
  jwt = await sign(key);
});

const { client_id } = client;
const pushed = request({ client_id, request_uri: 'urn:ietf:params:oauth:request_uri:6esc' });

/** What the checks on the echo of `state` say, and by what it is known. */
async function state(changes: Partial<Evidence>): Promise<string> {
  const given = evidence(response(`${callback}?response=${jwt}`), [key.jwk], changes);
  const { findings } = await inspect(given);
  return findings
    .filter(({ check }) => ['state-echo', 'state-unsolicited'].includes(check))
    .map(({ check, outcome, code = '', certainty }) => `${outcome} ${check} ${code} ${certainty}`)
    .join(', ');
}

describe('what the tester types in', () => {
  test.each<[string, Evidence['request'], string, string]>([
    ['stands in for a pushed request', pushed, goodClaims.state, 'pass state-echo  as-registered'],
    ['and is compared', pushed, 'other', 'fail state-echo differs as-registered'],
    ['as not sent', pushed, '', 'fail state-unsolicited unsolicited as-registered'],
    ['stands in for a request that nobody saw', null, 'other', 'fail state-echo differs as-registered'],
    ['counts for nothing where the request says it', request(), 'other', 'pass state-echo  proven'],
    [
      'counts for nothing where the request says that it was not sent',
      request({ ...goodRequest, state: '' }),
      goodClaims.state,
      'fail state-unsolicited unsolicited proven',
    ],
  ])('%s', async (_what, seen, typed, finding) => {
    expect(await state({ request: seen, typed: { state: typed } })).toBe(finding);
  });
});

test.each<[string, Evidence['request'], string]>([
  ['a pushed request', pushed, 'pushed-request'],
  ['an unreadable request object', request({ client_id, request: 'a.b.c.d.e' }), 'request-object'],
  ['a request that was cut', { ...request(), urlLength: 2_000_000 }, 'cut'],
  ['a request that nobody saw', null, 'request-not-seen'],
])('%s hides what it asked for, and nothing is claimed', async (_what, seen, code) => {
  expect(await state({ request: seen })).toBe(
    `skip state-echo ${code} proven, skip state-unsolicited ${code} proven`,
  );
});
