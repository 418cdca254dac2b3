import { expect, test } from 'vitest';
import { wantedSecret } from './wanted-secret.ts';

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
