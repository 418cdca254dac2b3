import { expect, test } from 'vitest';
import { client } from '../../src/fixture.ts';
import { emptyFields } from './fields.ts';
import { changedSecrets, describeHeld, missingSecrets } from './held.ts';

const held = {
  secrets: {
    client: 'c1',
    issuer: 'https://id.example.com',
    revision: 's1',
    keys: '{"kty":"EC"}',
    client_secret: 'hunter2',
  },
  remembered: false,
};

test('what is typed replaces what is held, and the rest stays', () => {
  expect(changedSecrets({ ...emptyFields, client_secret: ' new ' }, held, false)).toEqual({
    keys: '{"kty":"EC"}',
    client_secret: ' new ',
  });
  expect(changedSecrets({ ...emptyFields, decryption_keys: ' {"kty":"RSA"}\n' }, held, false)).toEqual({
    keys: '{"kty":"RSA"}',
    client_secret: 'hunter2',
  });
});

test('signing keys are kept beside the rest, which they leave as it is', () => {
  const typed = { ...emptyFields, signing_keys: ' {"kty":"OKP"} ' };
  const kept = { ...held.secrets, signing_keys: '{"kty":"OKP"}' };
  expect(changedSecrets(typed, held, false)).toEqual({
    keys: '{"kty":"EC"}',
    signing_keys: '{"kty":"OKP"}',
    client_secret: 'hunter2',
  });
  expect(
    changedSecrets({ ...emptyFields, client_secret: 'new' }, { ...held, secrets: kept }, false),
  ).toMatchObject({
    signing_keys: '{"kty":"OKP"}',
  });
});

test('a form in which nothing is typed changes no secret', () => {
  expect(changedSecrets(emptyFields, held, false)).toBeNull();
  expect(changedSecrets(emptyFields, null, false)).toBeNull();
  expect(changedSecrets({ ...emptyFields, remember: true }, null, false)).toBeNull();
});

test('what is held moves to the disk, or away from it, without being typed again', () => {
  const same = { keys: held.secrets.keys, client_secret: 'hunter2' };
  expect(changedSecrets({ ...emptyFields, remember: true }, held, false)).toEqual(same);
  expect(changedSecrets(emptyFields, { ...held, remembered: true }, true)).toEqual(same);
});

test('what moved elsewhere since the form was opened stays there', () => {
  expect(changedSecrets(emptyFields, { ...held, remembered: true }, false)).toBeNull();
  expect(changedSecrets({ ...emptyFields, remember: true }, held, true)).toBeNull();
});

test('what is held is named without being shown', () => {
  const number = 'A'.repeat(43);
  const key = { kty: 'EC', crv: 'P-256', x: number, y: number, d: number };
  const keys = JSON.stringify({ keys: [{ ...key, kid: 'enc-1' }, key] });
  expect(describeHeld({ keys, client_secret: 'hunter2' })).toBe(
    'decryption keys P-256 enc-1, P-256 without kid and client secret',
  );
  expect(describeHeld({ keys: '', client_secret: 'x' })).toBe('client secret');
  expect(describeHeld({ keys: '', signing_keys: JSON.stringify(key), client_secret: '' })).toBe(
    'signing key P-256 without kid',
  );
});

test.each([
  [{ authorization_signed_response_alg: 'HS256' }, 'HS256 is verified with the client secret'],
  [{ authorization_encrypted_response_alg: 'A256GCMKW' }, 'A256GCMKW takes the client secret to decrypt'],
  [{ authorization_encrypted_response_alg: 'dir' }, 'dir takes the client secret to decrypt'],
  [{ authorization_encrypted_response_alg: 'ECDH-ES+A128KW' }, 'no decryption key was given'],
] as const)('%o without the secrets that it takes is remarked upon', (registered, words) => {
  const one = { ...client, ...registered };
  expect(missingSecrets(one, null).join()).toContain(words);
  expect(missingSecrets(one, held)).toEqual([]);
});

test('a client that is signed for with a public key and not encrypted needs none', () => {
  expect(missingSecrets(client, null)).toEqual([]);
});
