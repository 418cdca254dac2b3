import { expect, test } from 'vitest';
import type { Suggestion } from '../../src/notice/suggestions.ts';
import { accessSentence, judgedSentence, protectionSentence, seenSentence } from './noticed-words.ts';

const distant: Suggestion = {
  id: '1',
  at: 0,
  callback: 'https://app.example.com/cb',
  client_id: 'abc',
  issuer: 'https://id.example.com',
  issuerFrom: 'response',
  authorization_endpoint: 'https://id.example.com/authorize',
  response_mode: 'query.jwt',
  algorithms: {},
  judgedAs: null,
};
const local = {
  ...distant,
  callback: 'http://localhost:3000/cb',
  issuer: 'http://127.0.0.1:4000',
  authorization_endpoint: 'http://127.0.0.1:4000/auth',
};

test('all that the browser will ask for is said before it is asked', () => {
  expect(accessSentence(distant, distant.issuer)).toBe(
    'Asks for access to https://app.example.com and https://id.example.com.',
  );
  expect(accessSentence(distant, 'https://typed.example.com')).toBe(
    'Asks for access to https://app.example.com, https://id.example.com and https://typed.example.com.',
  );
});

test('what is on this machine takes no access', () => {
  expect(accessSentence(local, local.issuer)).toBe('Asks for no access: all of this is on this machine.');
  expect(accessSentence({ ...local, callback: distant.callback }, local.issuer)).toBe(
    'Asks for access to https://app.example.com.',
  );
});

test('an issuer to which only the response leads takes a click of its own, and it is said', () => {
  const issuer = 'https://elsewhere.example.com';
  expect(accessSentence({ ...distant, issuer }, issuer)).toBe(
    'Asks for access to https://app.example.com and https://id.example.com. Access to https://elsewhere.example.com, for its keys, takes a click of its own once a response has come back.',
  );
  expect(accessSentence({ ...local, issuer }, issuer)).toBe(
    'Access to https://elsewhere.example.com, for its keys, takes a click of its own once a response has come back.',
  );
});

test('a text that is no issuer is asked for nowhere', () => {
  expect(accessSentence(local, 'nonsense')).toBe('Asks for no access: all of this is on this machine.');
});

test('the algorithms that are taken over are named', () => {
  expect(protectionSentence({ algorithms: {} })).toBe('');
  expect(
    protectionSentence({
      algorithms: {
        authorization_encrypted_response_alg: 'RSA-OAEP-256',
        authorization_encrypted_response_enc: 'A256GCM',
        id_token_signed_response_alg: 'ES256',
      },
    }),
  ).toBe('encrypted with RSA-OAEP-256, A256GCM; ID token signed with ES256');
});

test('what became of a response is said as it is: not judged, or judged as that of another client', () => {
  const shared = { ...distant, judgedAs: 'other' };
  expect([distant, shared, { ...shared, response_mode: null }].map(seenSentence)).toEqual([
    'A login came back that is not watched',
    'A login came back of a client that is not registered',
    'A login has started of a client that is not registered',
  ]);
  expect(judgedSentence(distant)).toBe('It was not judged. Watch the callback, and the next one is.');
  expect(judgedSentence(shared)).toContain('judged as a response to other');
  expect(judgedSentence({ ...shared, response_mode: null })).toBe('');
});
