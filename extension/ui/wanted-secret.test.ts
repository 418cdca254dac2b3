import { expect, test } from 'vitest';
import { readCompact } from '../../src/jose/compact.ts';
import { openingField, wantedSecret } from './wanted-secret.ts';

const nothing = { choice: null, ephemeral: null };
const none = { named: [], fitting: [], broken: [], hmac: null };

test('what opens a response is asked for where nothing that could was given', () => {
  const missing = (needs: 'key' | 'secret') =>
    wantedSecret({ decryption: { ...nothing, state: 'no-key', needs }, signature: null });
  expect(missing('key')).toBe('decryption_keys');
  expect(missing('secret')).toBe('client_secret');
});

test('the client secret is asked for where a signature takes it', () => {
  expect(wantedSecret({ decryption: null, signature: { state: 'needs-secret', ...none } })).toBe(
    'client_secret',
  );
});

test('nothing is asked for where a wrong key was given, or none is needed', () => {
  const failed = { ...nothing, state: 'failed', cause: 'no-key-opens' } as const;
  expect(wantedSecret({ decryption: failed, signature: null })).toBeNull();
  expect(wantedSecret({ decryption: null, signature: { state: 'verified', ...none } })).toBeNull();
});

test.each([
  ['dir', 'client_secret'],
  ['A256GCMKW', 'client_secret'],
  ['RSA-OAEP-256', 'decryption_keys'],
  ['ECDH-ES+A128KW', 'decryption_keys'],
])('what opens %s is typed into %s', (alg, field) => {
  const header = Buffer.from(JSON.stringify({ alg, enc: 'A128GCM' })).toString('base64url');
  const jwe = readCompact(`${header}....`);
  expect(openingField({ jwe: jwe.form === 'jwe' ? jwe : null })).toBe(field);
});
