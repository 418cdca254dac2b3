import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  evidence,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

const { client_id } = client;
const sent = arrived / 1000 - 4;
const object = { ...goodRequest, iss: client_id, aud: issuer, nbf: sent - 5, exp: sent + 295 };

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey();
  jwt = await sign(key);
});

const answered = (parameters: Readonly<Record<string, string>>, changes: Partial<Evidence> = {}) =>
  evidence(response(`${callback}?response=${jwt}`), [key.jwk], {
    request: request(parameters),
    ...changes,
  });
const jar = async (claims: object, beside: Readonly<Record<string, string>> = { client_id }) =>
  answered({ ...beside, request: await sign(key, claims) });
const withoutState = { ...object, state: '' };

describe('beside a request object', () => {
  test.each<[string, object, Readonly<Record<string, string>>, string, string]>([
    ['stands the same client_id alone', object, { client_id }, 'pass', 'pass'],
    ['stands everything once more', object, goodRequest, 'pass', 'pass'],
    ['stands no client_id', object, {}, 'fail client-missing', 'fail client-missing'],
    ['stands another client_id', object, { client_id: 'x' }, 'fail client-differs', 'fail client-differs'],
    [
      'stands the only client_id',
      { ...object, client_id: '' },
      { client_id },
      'warn client-outside-only',
      'warn client-outside-only',
    ],
    ['stands another state', object, { client_id, state: 'x' }, 'warn conflict', 'warn conflict'],
    ['stands the only state', withoutState, { client_id, state: 'x' }, 'warn ignored', 'pass'],
    ['stands another by reference', object, { client_id, request_uri: 'urn:x' }, 'fail both', 'fail both'],
    [
      'stands nothing, but inside another',
      { ...object, request: 'x' },
      { client_id },
      'fail nested',
      'fail nested',
    ],
  ])('%s', async (_what, claims, beside, byRfc, byOidc) => {
    const given = await jar(claims, beside);
    expect(await saidBy('jar-precedence', given)).toBe(byRfc);
    expect(await saidBy('jar-precedence', { ...given, profile: 'oidc' })).toBe(byOidc);
  });

  test('nothing is claimed where it is encrypted, or where there is none', async () => {
    const encrypted = `${base64url.encode('{"alg":"RSA-OAEP","enc":"A128GCM"}')}.AA.AA.AA.AA`;
    const given = answered({ client_id, request: encrypted });
    expect(await saidBy('jar-precedence', given)).toBe('skip request-object');
    expect(await saidBy('jar-object', given)).toBe('skip request-object');
    expect(await saidBy('jar-precedence', answered(goodRequest))).toBe('nothing');
    expect(await saidBy('jar-object', answered(goodRequest))).toBe('nothing');
  });

  test('a pushed request needs its client_id', async () => {
    expect(await saidBy('jar-precedence', answered({ request_uri: 'urn:x' }))).toBe('fail client-missing');
    expect(await saidBy('jar-precedence', answered({ client_id, request_uri: 'urn:x' }))).toBe('pass');
  });
});

describe('a request object', () => {
  test.each<[string, object, string]>([
    ['in order', {}, 'pass'],
    ['for several servers', { aud: ['https://other.example', issuer] }, 'pass'],
    ['that had expired', { exp: sent - 61 }, 'fail expired'],
    ['that expires within the leeway', { exp: sent - 59 }, 'pass'],
    ['that is not valid yet', { nbf: sent + 61 }, 'fail not-yet'],
    ['for nobody', { aud: undefined }, 'warn no-aud'],
    ['for another server', { aud: `${issuer}/` }, 'warn other-aud'],
    ['of somebody else', { iss: 'x' }, 'warn other-iss'],
    ['without end', { exp: undefined }, 'info no-exp'],
    ['without beginning', { nbf: undefined }, 'info no-nbf'],
    ['that lives for an hour', { nbf: sent, exp: sent + 3600 }, 'pass'],
    ['that lives for more than an hour', { nbf: sent, exp: sent + 3601 }, 'info long'],
    ['that is more than an hour old', { nbf: sent - 3601, exp: sent - 1 }, 'info old'],
  ])('%s', async (_what, claims, said) => {
    expect(await saidBy('jar-object', await jar({ ...object, ...claims }))).toBe(said);
  });

  test.each([
    ['no JWT', 'nope', 'fail no-jwt'],
    ['of unreadable claims', 'e30.!.AA', 'fail unreadable'],
    ['of an unreadable header', 'bm9wZQ.e30.AA', 'fail unreadable'],
    [
      'not signed',
      `${base64url.encode('{"alg":"none"}')}.${base64url.encode(JSON.stringify(object))}.`,
      'warn unsigned',
    ],
  ])('%s', async (_what, text, said) => {
    expect(await saidBy('jar-object', answered({ client_id, request: text }))).toBe(said);
  });

  test("that expired by this computer's wrong clock alone had not expired", async () => {
    const given = await jar({ ...object, exp: sent - 300 });
    expect(await saidBy('jar-object', given)).toBe('fail expired');
    // The issuer's clock is ten minutes behind.
    const sample = { url: issuer, sent: arrived, received: arrived + 20, date: arrived - 600_000, age: 0 };
    const lookups = given.lookups.map((one) => {
      const { keys } = one.record;
      return { ...one, record: { ...one.record, keys: keys && { ...keys, clock: sample } } };
    });
    expect(await saidBy('jar-object', { ...given, lookups })).not.toContain('expired');
  });
});
