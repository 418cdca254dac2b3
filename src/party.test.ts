import { expect, test } from 'vitest';
import { client } from './fixture.ts';
import { isAmong, partiesOf } from './party.ts';

const registered = {
  ...client,
  callbacks: [
    'https://app.example.com/cb',
    'https://*.preview.example.com/cb',
    'https://spa.example.com:8443/cb',
  ],
  authorization_endpoint: 'https://login.example.com/authorize',
};
const parties = partiesOf([registered], 'http://pr-7.preview.example.com/cb');

test.each([
  ['https://app.example.com/home', true],
  ['https://id.example.com/token', true],
  ['https://login.example.com/', true],
  ['https://spa.example.com:8443/', true],
  ['http://pr-7.preview.example.com/next', true],
  ['https://pr-7.preview.example.com/next', true],
  ['https://pr-8.preview.example.com/', false],
  ['https://spa.example.com/', false],
  ['https://tracker.example/', false],
])('%s takes part in the login: %s', (url, takesPart) => {
  expect(isAmong(parties, new URL(url))).toBe(takesPart);
});
