import { expect, test } from 'vitest';
import { emptyFields } from './fields.ts';
import { foldOf, foldSummary } from './folds.ts';

const held = {
  secrets: {
    client: 'c1',
    issuer: 'https://id.example.com',
    revision: 's1',
    keys: '{"kty":"EC"}',
    client_secret: '',
  },
  remembered: false,
};

test('a closed fold says what every client begins with', () => {
  expect(foldSummary('more', emptyFields, null)).toBe('OAuth 2.0');
  expect(foldSummary('secrets', emptyFields, null)).toBe('not encrypted');
});

test('a closed fold names what differs, and no secret', () => {
  const fields = {
    ...emptyFields,
    profile: 'au-cdr',
    token_endpoint_auth_method: 'private_key_jwt',
    id_token_signed_response_alg: 'PS256',
    leeway: ' 10 ',
    watch_for_leaks: true,
    authorization_encrypted_response_alg: 'dir',
    authorization_encrypted_response_enc: 'A256GCM',
    client_secret: 'hunter2',
  } as const;
  expect(foldSummary('more', fields, null)).toBe(
    'Australian CDR, private_key_jwt, ID tokens PS256, leeway 10 s, watched for leaks',
  );
  expect(foldSummary('secrets', fields, held)).toBe(
    'dir, A256GCM, decryption key given, client secret given',
  );
});

test('a field that is always shown is in no fold', () => {
  expect(foldOf('issuer')).toBeUndefined();
  expect(foldOf('callback-0')).toBeUndefined();
  expect(foldOf('leeway')).toBe('more');
});
