import { expect, test } from 'vitest';
import {
  askSentence,
  grantedSentence,
  lossSentence,
  missingSentence,
  proposalSentence,
  wildcardSentences,
} from './access-words.ts';
import { emptyFields } from './fields.ts';
import type { Need } from '../../src/needs.ts';
import { discoverNeeds } from './form-needs.ts';

const app: Need = {
  pattern: 'https://app.example.com/*',
  place: 'https://app.example.com',
  onThisMachine: false,
  reasons: ['responses'],
};
const id: Need = {
  pattern: 'https://id.example.com/*',
  place: 'https://id.example.com',
  onThisMachine: false,
  reasons: ['metadata', 'keys'],
};

test('before the click it says what will be asked for and why', () => {
  expect(askSentence('Discover', [app, id], [app, id])).toBe(
    'Discover asks for access to https://app.example.com (to see responses) and https://id.example.com (to read its metadata and keys).',
  );
});

test('what is granted or on this machine is not asked for', () => {
  expect(askSentence('Discover', [], [app])).toBe(
    'Discover asks for nothing new: access to https://app.example.com is granted.',
  );
  const local = discoverNeeds({ ...emptyFields, callbacks: ['http://localhost:8080/cb'] });
  expect(askSentence('Discover', [], local)).toBe(
    'Discover asks for no access: http://localhost is on this machine.',
  );
});

test('a wildcard callback says that the browser grants the whole domain', () => {
  expect(
    wildcardSentences({ callbacks: ['https://pr-*.example.com/callback', 'https://a.example/*/cb'] }),
  ).toEqual([
    'For https://pr-*.example.com/callback the browser can only grant all of https://*.example.com/*, so that is what will be asked for. What is watched stays https://pr-*.example.com/callback.',
  ]);
});

test('refused access is said with what is lost', () => {
  expect(missingSentence(app)).toBe(
    'Responses at https://app.example.com cannot be seen: access was refused.',
  );
  expect(lossSentence(app)).toBe('Without it no response is judged.');
  expect(missingSentence({ ...id, reasons: ['responses', 'metadata', 'keys', 'requests'] })).toBe(
    'Responses and authorization requests at https://id.example.com cannot be seen, metadata and keys there cannot be read: access was refused.',
  );
});

test('access to an origin that only the metadata named may never have been asked for', () => {
  expect(missingSentence({ ...id, reasons: ['keys'] })).toBe(
    'Keys at https://id.example.com cannot be read: access is not granted.',
  );
});

test('granted access says what it is good for', () => {
  expect(grantedSentence(id)).toBe('Metadata and keys at https://id.example.com can be read.');
});

test('a proposed origin is shown with the member of the metadata that named it', () => {
  expect(proposalSentence({ ...id, reasons: ['keys', 'requests'] })).toBe(
    'The metadata places its jwks_uri and authorization_endpoint at https://id.example.com. Access is needed to read the keys and to see authorization requests.',
  );
});
