import { expect, test } from 'vitest';
import { type CallbackProblem, isCallback, parseCallback } from '../callback.ts';
import { type IssuerProblem, issuerProblem } from '../issuer/metadata.ts';
import { callbackSentence, issuerSentence } from './registration.ts';

const callbacks: Readonly<Record<CallbackProblem, string>> = {
  empty: ' ',
  'not-a-url': 'app.example.com/callback',
  scheme: 'ftp://app.example.com/callback',
  fragment: 'https://app.example.com/callback#top',
  userinfo: 'https://me@app.example.com/callback',
  'wildcard-scheme': '*://app.example.com/callback',
  'wildcard-port': 'https://app.example.com:*/callback',
  'wildcard-query': 'https://app.example.com/callback?pr=*',
  'wildcard-domain': 'https://*.example/callback',
  'wildcard-double': 'https://app.example.com/**/callback',
};

test.each(Object.keys(callbacks).filter((key): key is CallbackProblem => key in callbacks))(
  'a callback that is wrong by %s is answered with how to write it right',
  (problem) => {
    expect(callbackSentence(problem)).toMatch(/^[A-Z].*\.$/);
    expect(callbackSentence(problem)).toMatch(/Enter|Write|Leave out|Leave the|Use/);
  },
);

test.each(Object.entries(callbacks))(
  'the example for %s is really refused for that reason',
  (problem, typed) => {
    expect(parseCallback(typed)).toBe(problem);
  },
);

test('the callbacks that the sentences propose are accepted', () => {
  for (const problem of ['empty', 'not-a-url', 'wildcard-domain'] as const) {
    const [proposed = ''] = /https:\/\/\S+[^.\s]/.exec(callbackSentence(problem)) ?? [];
    expect(isCallback(parseCallback(proposed)), proposed).toBe(true);
  }
});

const issuers: Readonly<Record<IssuerProblem, string>> = {
  empty: '',
  'not-a-url': 'id.example.com',
  scheme: 'ftp://id.example.com',
  query: 'https://id.example.com?tenant=1',
  fragment: 'https://id.example.com#top',
  userinfo: 'https://me@id.example.com',
};

test.each(Object.entries(issuers))('an issuer that is wrong by %s is answered', (_, typed) => {
  const problem = issuerProblem(typed);
  expect(problem && issuerSentence(problem)).toMatch(/^[A-Z].*\.$/);
});

test('each problem of an issuer has a sentence of its own', () => {
  const said = Object.values(issuers).map((typed) => {
    const problem = issuerProblem(typed);
    return problem && issuerSentence(problem);
  });
  expect(new Set(said).size).toBe(said.length);
});
