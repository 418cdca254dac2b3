import type { FamilyExplanations } from '../shapes.ts';

const sentAgain =
  'This request is, to the letter, one that was sent before. Either its page was loaded again, or the application made these values once for all.';
const startAnew =
  'Log in again from the start, without going back. If the request is the same again, report it to the team of the application.';

export const historyExplanations: FamilyExplanations = {
  'jarm-replay': {
    why: 'A response is made for one login. This JWT came before, in another login or tab, at the time shown: somebody has recorded it and sends it again, or the server has answered two requests with one response.',
    act: 'server',
    todo: 'Make a new response for each request. If somebody did send it again, check that the application refused it.',
    codes: {
      'seen-again': {
        why: 'The same tab has loaded this response more than once, by a reload, by going back, or because the callback leads on to another one. The application must not use the code in it twice.',
        act: 'application',
        todo: 'Lead on from the callback to a page without the response, so that a reload does not send it again.',
      },
    },
  },
  'code-reuse': {
    why: 'A code is good for one use. It came before in another response, at the time shown: somebody has put a stolen code into this one, or the server gives out a code twice.',
    act: 'server',
    todo: 'Make a new code for each response. If somebody did put it there, check that the application refused it.',
  },
  'state-reuse': {
    why: 'A request gets one response. This state was answered before, at the time shown. A client should forget a state that it has used, so that a second response to it is refused.',
    act: 'application',
    todo: 'Check that the application refused the second response, and that it makes a new state for each request.',
  },
  'state-quality': {
    why: 'state protects the login against forged responses only as long as nobody can know it.',
    act: 'application',
    todo: 'Make a new state for each request, of 16 random bytes or more.',
    codes: {
      constant: {
        why: 'Another login, at the time shown, sent the same state. Whoever has seen one login can forge the response to the next.',
      },
      'same-request': { why: sentAgain, act: 'tester', todo: startAnew },
      short: {
        why: 'A text of this length and alphabet holds fewer than 128 bits, if it was chosen at random at all. Fewer than that can be guessed.',
      },
    },
  },
  'nonce-reuse': {
    why: 'A nonce ties the ID token to one login. Another login, at the time shown, sent the same one, so that an ID token that was stolen there is good here.',
    act: 'application',
    todo: 'Make a new nonce for each request.',
    codes: { 'same-request': { why: sentAgain, act: 'tester', todo: startAnew } },
  },
  'pkce-reuse': {
    why: 'A PKCE challenge must be made for one login. Another login, at the time shown, sent the same one, so that a code that was stolen there can be redeemed here.',
    act: 'application',
    todo: 'Make a new code_verifier, and its challenge, for each request.',
    codes: { 'same-request': { why: sentAgain, act: 'tester', todo: startAnew } },
  },
  'par-reuse': {
    why: 'The request_uri of a pushed request is good for one login. This one was answered before, at the time shown. A server may allow that where a page was loaded again, an application must not rely on it.',
    act: 'application',
    todo: 'Push each request anew. A server that accepts a request_uri twice should not.',
  },
};
