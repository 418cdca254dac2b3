import type { FamilyTitles } from '../shapes.ts';

export const parameterTitles: FamilyTitles = {
  'state-echo': {
    pass: 'State came back unchanged',
    codes: {
      differs: 'State is not the one that was sent',
      missing: 'State did not come back',
      'missing-on-error': 'State did not come back with the error',
    },
    skipped: 'State not judged',
  },
  'state-unsolicited': {
    pass: 'No state sent, none came back',
    codes: { unsolicited: 'State came back, though none was sent' },
    skipped: 'State not judged',
  },
  'code-xor-error': {
    pass: 'Either a success or an error',
    codes: {
      type: 'Success or error is not a string',
      both: 'Success and error at once',
      neither: 'Neither a success nor an error',
    },
    skipped: 'Success or error not judged',
  },
  'params-by-type': {
    pass: 'Contains what the response_type asks for',
    codes: {
      missing: 'Lacks what the response_type asks for',
      unexpected: 'Contains more than the response_type asks for',
      'not-none': 'Contains what response_type none asks not to get',
    },
    skipped: 'Completeness not judged',
  },
  'string-claims': {
    pass: 'Response parameters are strings',
    codes: { type: 'Response parameters that must be strings are not' },
    skipped: 'Types not judged',
  },
  'code-strength': {
    pass: 'Code is long enough not to be guessed',
    codes: { short: 'Code is short enough to be guessed' },
    skipped: 'Code strength not judged',
  },
  'front-channel-token': {
    pass: 'No access token in the response',
    codes: { returned: 'Access token came through the browser' },
    skipped: 'Access token not looked for',
  },
  'front-channel-refresh-token': {
    pass: 'No refresh token in the response',
    codes: { returned: 'Refresh token came through the browser' },
    skipped: 'Refresh token not looked for',
  },
  'expires-in': {
    pass: 'Lifetime of the access token is a number',
    codes: {
      'not-a-number': 'Lifetime of the access token is not a JSON number',
      'not-digits': 'Lifetime of the access token is not made of digits',
    },
    skipped: 'Token lifetime not judged',
  },
  scope: {
    pass: 'Scope is the one that was asked for',
    codes: {
      form: 'Scope is not a list of names with one space between',
      more: 'Scope is wider than what was asked for',
      less: 'Scope is narrower than what was asked for',
    },
    skipped: 'Scope not compared',
  },
  'error-form': {
    pass: 'Error is written in the characters allowed',
    codes: { characters: 'Error contains characters that are not allowed' },
    skipped: 'Error not judged',
  },
  'error-channel': {
    pass: 'Error came the way that was asked for',
    codes: { 'other-channel': 'Error came another way than was asked for' },
    skipped: 'Way of the error not judged',
  },
  'error-known': {
    pass: 'Error code is a well-known one',
    codes: { unknown: 'Error code is not a well-known one' },
    skipped: 'Error code not judged',
  },
};
