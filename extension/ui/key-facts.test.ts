import { expect, test } from 'vitest';
import { callback, client, evidence, issuer, makeKey, response, sign } from '../../src/fixture.ts';
import { inspect } from '../../src/inspect.ts';
import { keyFacts, obstacleOf } from './key-facts.ts';

const key = await makeKey('RS256', 'op-1');
const other = await makeKey('ES256', 'op-2');
const signed = response(`${callback}?response=${await sign(key)}`);

async function contextOf(...given: Parameters<typeof evidence>) {
  return (await inspect(evidence(...given))).context;
}

test('says which key verified the signature and where it came from', async () => {
  const facts = keyFacts(await contextOf(signed, [other.jwk, key.jwk]));
  expect(facts.from).toMatchObject({ url: `${issuer}/keys` });
  expect(facts.keys.map(({ kid, type, role }) => [kid, type, role])).toEqual([
    ['op-2', 'EC P-256', null],
    ['op-1', 'RSA', 'verified'],
  ]);
});

test('nothing stands in the way of a full verdict where request and keys are known', async () => {
  expect(obstacleOf(await contextOf(signed, [key.jwk]), false)).toBeNull();
});

test('keys that could not be had are named once, with their reason', async () => {
  const obstacle = obstacleOf(await contextOf(signed, null), false);
  expect(obstacle?.problems.map(({ problem }) => problem)).toContain('network');
  expect(obstacle?.noAccess).toEqual([]);
});

test('an issuer that is being asked is an obstacle too', async () => {
  expect(obstacleOf(await contextOf(signed, [key.jwk]), true)).toMatchObject({
    isAsking: true,
    problems: [],
  });
});

test('each origin without access is asked for once, the authorization endpoint too', async () => {
  const none = { at: 0, document: null, problem: 'no-access', detail: null, clock: null } as const;
  const record = {
    response: signed.id,
    n: 0,
    why: 'arrival',
    at: 0,
    endpointObservable: false,
    metadata: { ...none, url: `${issuer}/.well-known/openid-configuration` },
    keys: { ...none, url: 'https://keys.example.net/jwks' },
  } as const;
  const obstacle = obstacleOf(
    await contextOf(signed, null, { request: null, lookups: [{ record, metadata: null, jwks: null }] }),
    false,
  );
  expect(obstacle?.requestHidden).toBe(true);
  expect(obstacle?.noAccess).toEqual([
    `${issuer}/.well-known/openid-configuration`,
    'https://keys.example.net/jwks',
  ]);
});

test('keys that were pasted in come from the client', async () => {
  const jwks = JSON.stringify({ keys: [key.jwk] });
  const pasted = { ...client, keys: { from: 'jwks', jwks } } as const;
  expect(keyFacts(await contextOf(signed, null, { client: pasted })).from).toBe('pasted');
});
