import { describe, expect, test } from 'vitest';
import {
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  sign,
} from './fixture.ts';
import { flowOf } from './flow.ts';
import { inspect } from './inspect.ts';
import { protectionsOf } from './protection.ts';

const key = await makeKey();
const stranger = await makeKey('RS256', 'op-9');
const signed = async (by = key, claims: object = goodClaims) =>
  evidence(response(`${callback}?response=${await sign(by, claims)}`), [key.jwk], {
    request: request({ ...goodRequest, code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' }),
  });

describe('the steps of a login', () => {
  test('are drawn from the request to the token request, and tell what was seen', async () => {
    const { context } = await inspect(await signed());
    const steps = flowOf(context);
    expect(steps.map(({ from, to, what, isSeen }) => `${from} ${to} ${what} ${isSeen}`)).toEqual([
      'application browser start false',
      'browser server request true',
      'server browser answer false',
      'browser application response true',
      'application server redeem false',
    ]);
    expect(steps[1]).toMatchObject({
      by: 'GET',
      place: client.authorization_endpoint,
      at: expect.any(Number),
    });
    expect(steps[1]?.names).toContain('client_id');
    expect(steps[3]).toMatchObject({ by: 'GET', place: callback, names: ['response'] });
  });

  test('begin with a push where the request was pushed, and end with an error', async () => {
    const seen = response(`${callback}?error=access_denied&state=${goodClaims.state}`);
    const asked = request({
      client_id: client.client_id,
      request_uri: 'urn:ietf:params:oauth:request_uri:1',
    });
    const { context } = await inspect(evidence(seen, [key.jwk], { request: asked }));
    expect(flowOf(context).map(({ what }) => what)).toEqual([
      'push',
      'start',
      'request',
      'answer',
      'response',
    ]);
  });

  test('of a response that nobody asked for are its own', async () => {
    const { context } = await inspect(
      evidence(response(`${callback}?error=x`), [key.jwk], { request: null }),
    );
    expect(flowOf(context).map(({ what }) => what)).toEqual(['answer', 'response']);
  });
});

describe('what protected a response', () => {
  const held = async (given: Awaited<ReturnType<typeof signed>>) => {
    const { context, findings } = await inspect(given);
    return Object.fromEntries(protectionsOf(context, findings).map(({ name, held }) => [name, held]));
  };

  test('a signed one', async () => {
    expect(await held(await signed())).toEqual({
      integrity: 'pass',
      confidentiality: 'none',
      source: 'pass',
      audience: 'pass',
      'mix-up': 'pass',
      forgery: 'pass',
      injection: 'pass',
      replay: 'pass',
    });
  });

  test('one that a stranger signed for another client', async () => {
    expect(await held(await signed(stranger, { ...goodClaims, aud: 'another' }))).toMatchObject({
      integrity: 'fail',
      audience: 'fail',
      source: 'pass',
    });
  });

  test('a plain one: next to nothing', async () => {
    const plain = evidence(
      response(`${callback}?code=${goodClaims.code}&state=${goodClaims.state}`),
      [key.jwk],
      {
        request: request({ ...goodRequest, response_mode: 'query' }),
      },
    );
    expect(await held(plain)).toMatchObject({
      integrity: 'none',
      confidentiality: 'none',
      audience: 'none',
      replay: 'none',
      forgery: 'pass',
    });
  });
});
