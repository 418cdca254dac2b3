import type { FamilyTitles } from '../shapes.ts';

const madeAgain = 'The same request was sent before';

export const historyTitles: FamilyTitles = {
  'jarm-replay': {
    pass: 'JWT was not seen before',
    codes: {
      replayed: 'JWT was seen before, in another login',
      'seen-again': 'JWT was loaded again in the same tab',
    },
    skipped: 'Replay not judged',
  },
  'code-reuse': {
    pass: 'Code was not seen before',
    codes: { reused: 'Code was seen before, in another response' },
    skipped: 'Code not compared',
  },
  'state-reuse': {
    pass: 'State was not answered before',
    codes: { 'answered-before': 'State was answered before' },
    skipped: 'State not compared',
  },
  'state-quality': {
    pass: 'State is new and long enough not to be guessed',
    codes: {
      constant: 'State is the same as in an earlier login',
      'same-request': `${madeAgain}, with the same state`,
      short: 'State is short enough to be guessed',
    },
    skipped: 'State not judged',
  },
  'nonce-reuse': {
    pass: 'Nonce was not sent before',
    codes: {
      constant: 'Nonce is the same as in an earlier login',
      'same-request': `${madeAgain}, with the same nonce`,
    },
    skipped: 'Nonce not compared',
  },
  'pkce-reuse': {
    pass: 'PKCE challenge was not sent before',
    codes: {
      constant: 'PKCE challenge is the same as in an earlier login',
      'same-request': `${madeAgain}, with the same PKCE challenge`,
    },
    skipped: 'PKCE challenge not compared',
  },
  'par-reuse': {
    pass: 'Pushed request was not used before',
    codes: { reused: 'Pushed request was used before' },
    skipped: 'Pushed request not compared',
  },
};
