import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

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
    },
    skipped: 'Completeness not judged',
  },
  'string-claims': {
    pass: 'Response parameters are strings',
    codes: { type: 'Response parameters that must be strings are not' },
    skipped: 'Types not judged',
  },
  'error-known': {
    pass: 'Error code is a well-known one',
    codes: { unknown: 'Error code is not a well-known one' },
    skipped: 'Error code not judged',
  },
};

export const parameterExplanations: FamilyExplanations = {
  'state-echo': {
    why: 'By state the application recognises its own login. Another value means another login, or a response that was slipped in (CSRF).',
    act: 'server',
    todo: 'Return state exactly as it was sent, byte for byte. If the server does, find out who replaced the response.',
    codes: {
      missing: {
        why: 'By state the application recognises its own login. A server that got one must return it, with errors too.',
        todo: 'Return state exactly as it was sent.',
      },
      'missing-on-error': {
        why: 'The server could not read the request object that held state, so it may not know it.',
        todo: 'Return state where it can be read; have the application send a request object that the server accepts.',
      },
    },
  },
  'state-unsolicited': {
    why: 'The request had no state, so this one belongs to another login, or was slipped in.',
    act: 'server',
    todo: 'Return state only where the request had one. If another login was running, repeat the test with one at a time.',
  },
  'code-xor-error': {
    why: 'A response either grants something or reports an error. With both at once one client goes on and another stops.',
    act: 'server',
    todo: 'Send either error, or code and tokens.',
    codes: {
      type: {
        why: 'A code, a token and an error are strings. Anything else is of no use to the application.',
        todo: 'Write code, access_token, id_token and error as JSON strings.',
      },
      neither: {
        why: 'A response either grants something or reports an error. With neither the application can only guess.',
        todo: 'Send code or tokens on success, error otherwise.',
      },
    },
  },
  'params-by-type': {
    why: 'The response_type says what the application needs. Where a part is missing the login cannot be completed.',
    act: 'server',
    todo: 'Return everything that the response_type names: code, access_token, id_token.',
    codes: {
      unexpected: {
        why: 'The response contains more than was asked for. A token that nobody asked for is seen in the browser for nothing.',
        todo: 'Return only what the response_type names.',
      },
    },
  },
  'string-claims': {
    why: 'Inside the JWT these parameters are JSON strings. Clients that get a number, a list or null instead fail in ways of their own.',
    act: 'server',
    todo: 'Write these claims as JSON strings.',
  },
  'error-known': {
    why: 'The error code is none of OAuth or OpenID Connect that is known here. An application may treat it as any other failure.',
    act: 'server',
    todo: 'Use an error code of the specifications where one fits, and document the others.',
  },
};
