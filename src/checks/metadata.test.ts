import { base64url } from 'jose';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  callback,
  client,
  evidence,
  issuer,
  makeKey,
  response,
  saidBy,
  sign,
} from '../fixture.ts';

let key: SigningKey;
let jwt: string;
beforeAll(async () => {
  key = await makeKey();
  jwt = await sign(key);
});

const jwe = `${base64url.encode('{"alg":"RSA-OAEP","enc":"A256GCM"}')}.AA.AA.AA.AA`;
const answered = (how: string, metadata: object, changes: Partial<Evidence> = {}) => {
  const responses = { plain: 'code=1', signed: `response=${jwt}`, encrypted: `response=${jwe}` };
  const query = Object.entries(responses).find(([name]) => name === how)?.[1] ?? '';
  return evidence(response(`${callback}?${query}`), [key.jwk], changes, { issuer, ...metadata });
};

test.each([
  [issuer, 'pass as-registered'],
  [`${issuer}/`, 'fail other as-registered'],
])('metadata that names %s: %s', async (named, said) => {
  expect(await saidBy('metadata-issuer', answered('signed', { issuer: named }))).toBe(said);
});

test('metadata that was refused for its issuer is a failure, and other trouble with it is none', async () => {
  const asked = (problem: 'issuer-mismatch' | 'network') => {
    const given = evidence(response(`${callback}?response=${jwt}`), null);
    const lookups = given.lookups.map((one) => {
      const { metadata } = one.record;
      return { ...one, record: { ...one.record, metadata: metadata && { ...metadata, problem } } };
    });
    return { ...given, lookups };
  };
  expect(await saidBy('metadata-issuer', asked('issuer-mismatch'))).toBe('fail other as-registered');
  expect(await saidBy('metadata-issuer', asked('network'))).toBe('skip no-metadata as-registered');
});

test.each<[string, object, string]>([
  ['offers JWT responses and says how', { authorization_signing_alg_values_supported: [] }, 'pass'],
  [
    'offers JWT responses and does not say how',
    { authorization_signing_alg_values_supported: undefined },
    'warn no-list',
  ],
  ['offers none', { response_modes_supported: ['query'] }, 'nothing'],
  ['offers another JWT', { response_modes_supported: ['notjwt'] }, 'nothing'],
])('metadata that %s: %s', async (_what, metadata, said) => {
  expect(await saidBy('jwt-modes-without-signing-algs', answered('plain', metadata))).toBe(said);
  expect(await saidBy('jwt-modes-without-signing-algs', answered('signed', metadata))).toBe('nothing');
});

test.each([
  ['signed', ['RS256'], 'pass'],
  ['signed', ['RS256', 'none'], 'fail none'],
  ['plain', ['RS256', 'none'], 'warn none-unused'],
  ['plain', ['RS256'], 'nothing'],
])('a %s response of a server that signs with %j: %s', async (how, algs, said) => {
  const given = answered(how, { authorization_signing_alg_values_supported: algs });
  expect(await saidBy('none-advertised', given)).toBe(said);
});

test.each([
  [['RSA-OAEP'], ['A256GCM'], 'pass'],
  [['RSA-OAEP'], undefined, 'warn no-enc'],
  [undefined, ['A256GCM'], 'warn no-alg'],
  [undefined, undefined, 'nothing'],
])('encryption offered with alg %j and enc %j: %s', async (alg, enc, said) => {
  const metadata = {
    authorization_encryption_alg_values_supported: alg,
    authorization_encryption_enc_values_supported: enc,
  };
  expect(await saidBy('encryption-lists-incomplete', answered('signed', metadata))).toBe(said);
});

test.each<[string, Partial<Client>, string]>([
  ['signed', { authorization_encrypted_response_enc: 'A256GCM' }, 'fail no-alg as-registered'],
  ['plain', { authorization_encrypted_response_enc: 'A256GCM' }, 'nothing'],
  [
    'signed',
    {
      authorization_encrypted_response_enc: 'A256GCM',
      authorization_encrypted_response_alg: 'RSA-OAEP',
    },
    'pass as-registered',
  ],
  ['signed', {}, 'nothing'],
])('a %s response to a client registered with %j: %s', async (how, registered, said) => {
  const given = answered(how, {}, { client: { ...client, ...registered } });
  expect(await saidBy('enc-without-alg', given)).toBe(said);
});

test('a client cannot be registered for unsigned responses', () => {
  const registered = (authorization_signed_response_alg: string) =>
    v.safeParse(Client, { ...client, authorization_signed_response_alg }).success;
  expect([registered('RS256'), registered('none'), registered('None')]).toEqual([true, false, false]);
});

test.each([
  ['encrypted', 'au-cdr', ['RSA-OAEP', 'RSA-OAEP-256'], ['A256GCM', 'A128CBC-HS256'], 'pass'],
  ['encrypted', 'au-cdr', ['RSA-OAEP'], ['A128CBC-HS256'], 'pass'],
  ['signed', 'au-cdr', ['RSA-OAEP-256', 'ECDH-ES'], ['A256GCM'], 'pass'],
  ['encrypted', 'au-cdr', ['ECDH-ES'], ['A256GCM', 'A128CBC-HS256'], 'fail incomplete'],
  ['encrypted', 'au-cdr', ['RSA-OAEP'], ['A128GCM'], 'fail incomplete'],
  ['signed', 'au-cdr', ['RSA-OAEP', 'RSA-OAEP-256'], ['A256CBC-HS512'], 'warn incomplete-unused'],
  ['signed', 'au-cdr', [], [], 'nothing'],
  ['encrypted', 'fapi1-advanced', ['RSA-OAEP'], ['A256GCM'], 'nothing'],
] as const)('a %s response by %s of a server with %j and %j: %s', async (how, profile, alg, enc, said) => {
  const metadata = {
    authorization_encryption_alg_values_supported: alg,
    authorization_encryption_enc_values_supported: enc,
  };
  expect(await saidBy('cdr-encryption-minimum', answered(how, metadata, { profile }))).toBe(said);
});
