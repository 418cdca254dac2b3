import type { FamilyExplanations } from '../shapes.ts';

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
      'not-none': {
        why: 'With response_type none the application wants the consent to be recorded and nothing to be returned. A code or token is seen in the browser for nothing.',
        todo: 'Return state only.',
      },
    },
  },
  'string-claims': {
    why: 'Inside the JWT these parameters are JSON strings. Clients that get a number, a list or null instead fail in ways of their own.',
    act: 'server',
    todo: 'Write these claims as JSON strings.',
  },
  'code-strength': {
    why: 'Whoever guesses a code can take the login over. It must hold at least 128 bits that are chosen at random, and a text of this length cannot.',
    act: 'server',
    todo: 'Make codes of 22 random base64url characters or more.',
  },
  'front-channel-token': {
    why: 'An access token in the response can be read from the address, the history and whatever sees them, and one can be slipped in.',
    act: 'application',
    todo: 'Use response_type code with PKCE, so that the access token is fetched from the token endpoint.',
  },
  'front-channel-refresh-token': {
    why: 'A refresh token gives access for a long time, and the browser is no place for it. The authorization endpoint must not return one.',
    act: 'server',
    todo: 'Return refresh tokens from the token endpoint only.',
  },
  'expires-in': {
    why: 'expires_in is a number of seconds. A client that cannot read it does not know when the access token ends.',
    act: 'server',
    todo: 'Write expires_in in digits; as a claim of the JWT as a JSON number.',
  },
  scope: {
    why: 'The response says which scope was granted. It need not be what was asked for, but the application must know what it can do.',
    act: 'server',
    todo: 'Write scope as names of printable ASCII with one space between them.',
  },
  'error-form': {
    why: 'Only printable ASCII without double quote and backslash is allowed, and error_uri must be a URI. Other characters get lost or do harm where the error is shown or logged.',
    act: 'server',
    todo: 'Write error_description in plain ASCII on one line, and show translations elsewhere.',
  },
  'error-channel': {
    why: 'An application waits for the answer the way it asked for. It may miss an error that comes another way, and the user sees nothing.',
    act: 'server',
    todo: 'Send errors by the same response_mode as successes.',
  },
  'error-known': {
    why: 'The error code is none of OAuth or OpenID Connect that is known here. An application may treat it as any other failure.',
    act: 'server',
    todo: 'Use an error code of the specifications where one fits, and document the others.',
  },
};
