import { expect, test } from 'vitest';
import { optionsFragment, readOptionsFragment } from './options-address.ts';

test('what leads to a field is read as that field again, whatever the client is called', () => {
  const place = { field: 'client_secret', client: 'a/b #%ü' } as const;
  expect(readOptionsFragment(optionsFragment(place))).toEqual(place);
});

test.each(['', '#', '#issuer/c1', '#constructor/c1', '#client_secret%2Fc1'])(
  '%s leads nowhere',
  (fragment) => {
    expect(readOptionsFragment(fragment)).toBeNull();
  },
);

test('a fragment that cannot be decoded is taken as it is', () => {
  expect(readOptionsFragment('#decryption_keys/%E0%A4%A')).toEqual({
    field: 'decryption_keys',
    client: '%E0%A4%A',
  });
});
