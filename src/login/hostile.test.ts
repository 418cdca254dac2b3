import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { callback, client, evidence, issuer, makeKey, response, sign } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { Metadata } from '../issuer/metadata.ts';
import type { Field } from '../records.ts';
import { freshLength, freshValues } from './fresh.ts';
import { planOf, usualType } from './plan.ts';
import type { LoginProblemCode } from './problem.ts';
import { pushedLogin } from './push.ts';
import { startLogin } from './start.ts';
import { readTokenAnswer } from './token-answer.ts';

const key = await makeKey();
const { context } = await inspect(
  evidence(response(`${callback}?response=${await sign(key)}`), [key.jwk], {}),
);
const signing_keys = JSON.stringify(
  await crypto.subtle
    .generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
    .then(async ({ privateKey }) => await crypto.subtle.exportKey('jwk', privateKey)),
);
const secrets = { client: 'c1', issuer, revision: '1', keys: '', client_secret: 's', signing_keys };
const fresh = freshValues(new Uint8Array(freshLength));
const text = fc.string({ unit: 'grapheme' });
const names = ['access_token', 'id_token', 'request_uri', 'error', 'expires_in', '__proto__'];
const body = fc.oneof(
  text,
  fc.json(),
  fc.dictionary(fc.constantFrom(...names), fc.jsonValue()).map((one) => JSON.stringify(one)),
);
const answer = fc.record({ status: fc.constantFrom(200, 201, 302, 400, 500), body });

test('whatever a server answers, it is read', async () => {
  const check = fc.asyncProperty(answer, async (given) => {
    const pushed = pushedLogin({ sent: [], endpoint: `${issuer}/authorize` }, given);
    if ('url' in pushed) expect(new URL(pushed.url).origin).toBe(issuer);
    const read = await readTokenAnswer(context, null, given, Date.now());
    if ('members' in read) expect(read.idToken?.verdict.kind).not.toBe('valid');
  });
  await fc.assert(check, { numRuns: 300 });
});

test('whatever metadata say and a user types, nothing is thrown, and nothing goes to another scheme', async () => {
  const url = fc.oneof(
    text,
    fc.webUrl(),
    fc.constantFrom('javascript:1', 'https://', 'http://127.0.0.1/', `${issuer}/x`),
  );
  const document = fc.record({
    issuer: fc.constant(issuer),
    authorization_endpoint: url,
    pushed_authorization_request_endpoint: url,
    response_modes_supported: fc.array(text),
    response_types_supported: fc.array(text),
  });
  const options = fc.record({
    response_type: text,
    response_mode: text,
    scope: text,
    further: fc.array(fc.tuple(text, text) as fc.Arbitrary<Field>),
    via: fc.constantFrom('parameters', 'request', 'pushed', 'pushed-request'),
    inSpiteOf: fc.subarray<LoginProblemCode>(['mode-unlisted', 'type-unlisted', 'token-in-query']),
  });
  const { authorization_endpoint: _, ...own } = client;
  const check = fc.asyncProperty(document, options, async (given, options) => {
    const metadata = v.parse(Metadata, given);
    const login = await startLogin({ client: own, metadata, secrets, options }, fresh, 1);
    const sent =
      'problems' in login ? [] : [login.url, login.push?.url].filter((one) => typeof one === 'string');
    for (const one of sent) expect(new URL(one).protocol).toBe('https:');
    planOf(metadata, own, { ...options, response_type: usualType(metadata) });
  });
  await fc.assert(check, { numRuns: 200 });
});
