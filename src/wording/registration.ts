import type { CallbackProblem } from '../callback.ts';
import type { IssuerProblem } from '../issuer/metadata.ts';

const callbackSentences: Readonly<Record<CallbackProblem, string>> = {
  empty: 'Enter the callback URL, such as https://app.example.com/callback.',
  'not-a-url': 'This is not a URL. Write it whole, such as https://app.example.com/callback.',
  scheme: 'Only https and http callbacks can be watched. Write a URL that begins with https:// or http://.',
  fragment: 'A callback URL has no fragment. Leave out "#" and what follows it.',
  userinfo: 'A callback URL has no user name and no password. Leave out what stands before "@".',
  'wildcard-scheme':
    'The scheme takes no "*". Write https:// or http://, and add a second URL if you need both.',
  'wildcard-port': 'The port takes no "*". Write one URL for each port.',
  'wildcard-query':
    'The query takes no "*". Leave the query out: the callback is recognised by its host and path.',
  'wildcard-domain':
    'The last two labels of the host take no "*". Use it further left, such as https://pr-*.example.com/callback.',
  'wildcard-double':
    'Write a single "*". It stands for part of one host label or of one path segment, such as /pr-*/callback.',
};

/** What is wrong with a callback URL as typed, and how to write it right. */
export function callbackSentence(problem: CallbackProblem): string {
  return callbackSentences[problem];
}

const issuerSentences: Readonly<Record<IssuerProblem, string>> = {
  empty: 'Enter the issuer, such as https://id.example.com.',
  'not-a-url': 'This is not a URL. Write the issuer whole, such as https://id.example.com.',
  scheme: 'An issuer is a web address. Write a URL that begins with https://.',
  query: 'An issuer has no query. Leave out "?" and what follows it.',
  fragment: 'An issuer has no fragment. Leave out "#" and what follows it.',
  userinfo: 'An issuer has no user name and no password. Leave out what stands before "@".',
};

/** What is wrong with an issuer as typed, and how to write it right. */
export function issuerSentence(problem: IssuerProblem): string {
  return issuerSentences[problem];
}
