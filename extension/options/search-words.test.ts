import { expect, test } from 'vitest';
import type { NotDiscovered } from '../issuer.ts';
import { nextStep, suggestionSentence } from './search-words.ts';

const url = 'https://id.example.com/.well-known/openid-configuration';
const missing: NotDiscovered['tried'] = [{ url, problem: 'status', detail: '404' }];
const at = (issuer: string, suggestion: NotDiscovered['suggestion'], tried = missing) =>
  suggestionSentence({ issuer, tried, suggestion });

test('an endpoint that was typed as issuer is called by its name', () => {
  expect(
    at('https://id.example.com/token', { issuer: 'https://id.example.com', typedIs: 'token_endpoint' }),
  ).toBe('This is the token_endpoint of https://id.example.com.');
});

test('the address of the metadata that was typed as issuer is recognised', () => {
  expect(at(url, { issuer: 'https://id.example.com', typedIs: null })).toBe(
    'This is where the metadata of https://id.example.com is.',
  );
});

test('metadata that names another issuer is not passed over', () => {
  const tried: NotDiscovered['tried'] = [
    { url, problem: 'issuer-mismatch', detail: 'https://id.example.com' },
  ];
  expect(at('https://id.example.com/', { issuer: 'https://id.example.com', typedIs: null }, tried)).toContain(
    'The metadata found there is that of https://id.example.com',
  );
});

test('where nothing is suggested it says what to do', () => {
  expect(nextStep(missing)).toContain('JWKS URL or a pasted JWKS');
  expect(nextStep([{ url, problem: 'no-access', detail: null }])).toContain('allow access');
  expect(nextStep([{ url, problem: 'network', detail: null }])).toContain('Check the host');
});
