import type { FamilyExplanations } from '../shapes.ts';

/** Where the outcome hangs on whose clock is asked. */
const clocksDiffer = {
  why: "The issuer's clock and this computer's differ, and this rule is broken by one of them only. Which of the two is wrong cannot be told here, so the response is not held against the server.",
  act: 'tester',
  todo: 'Compare the clock of this computer with a time server, set it and log in again. If it was right, tell the team of the server that theirs is not.',
} as const;
/** For what is wrong by one of the two clocks only. */
export const byOneClock = { 'own-clock': clocksDiffer, 'issuer-clock': clocksDiffer };

const asNumber = 'Write the claim as a JSON number: seconds since 1970, not a string and not a date.';

export const claimExplanations: FamilyExplanations = {
  'iss-present': {
    why: 'The issuer in the JWT tells the client which server has answered. Without it one server can answer in the place of another (mix-up).',
    act: 'server',
    todo: "Write the server's issuer into iss, as a string. An error response needs it too.",
  },
  'iss-match': {
    why: 'The response names another issuer than the one the login was started with. The client must refuse it: it may come from another server (mix-up).',
    act: 'server',
    todo: 'Write the same issuer into iss as into the metadata. If the registered issuer is the wrong one, correct the registration.',
    codes: {
      'mix-up': {
        why: 'The login was started with one registered issuer, and another registered one has answered. That is what a mix-up attack looks like: the code of one server is about to be sent to the other.',
        todo: 'Find out who sent the browser here. If two registrations were confused in the test, correct them.',
      },
      slash: {
        why: 'Issuers are compared character by character, so that one slash more or less makes another issuer. The client must refuse the response.',
        act: 'registration',
        todo: "Compare iss, issuer in the server's metadata and the registered issuer, and write all three alike.",
      },
      spelling: {
        why: 'Issuers are compared character by character: another case, an explicit port 443 or a slash makes another issuer. The client must refuse the response.',
        act: 'registration',
        todo: "Compare iss, issuer in the server's metadata and the registered issuer, and write all three alike.",
      },
    },
  },
  'iss-form': {
    why: 'An issuer is an https URL without query and fragment. Clients derive the place of the metadata from it.',
    act: 'server',
    todo: "Use the issuer of the server's metadata, an https URL without query and fragment.",
    codes: {
      http: {
        why: 'An issuer is an https URL. Over http anyone on the way can answer in the place of the server.',
        todo: 'Serve the issuer over https and name it so.',
      },
      'http-loopback': {
        why: 'On this machine http does for tests. Elsewhere an issuer must be an https URL.',
      },
    },
  },
  'aud-present': {
    why: 'The audience tells the client that the response is meant for it. Without it a response to one client could be given to another.',
    act: 'server',
    todo: 'Write the client_id of the request into aud. An error response needs it too.',
    codes: { type: { todo: 'Write aud as a string, or as a list of strings that is not empty.' } },
  },
  'aud-match': {
    why: 'aud must be the client_id of the request, or a list that contains it, in the same case. The client must refuse a response that is addressed to another.',
    act: 'server',
    todo: 'Write the client_id of the request into aud. If the registered client_id is the wrong one, correct the registration.',
  },
  'aud-extra': {
    why: 'The response is meant for one client. Some libraries refuse it where further audiences are named.',
    act: 'server',
    todo: 'Write nothing but the client_id of the request into aud.',
  },
  'exp-present': {
    why: 'Without an expiry a response that was once recorded can be used for ever.',
    act: 'server',
    todo: 'Write the expiry into exp, at most ten minutes ahead. An error response needs it too.',
    codes: { type: { why: 'A client cannot tell whether the response is still valid.', todo: asNumber } },
  },
  'exp-valid': {
    why: 'The response was expired when it arrived, even with the leeway that the clocks are given. The client must refuse it.',
    act: 'server',
    todo: "Check the server's clock, and how long the response lives. Where the login page itself waits, sign the response when it is sent.",
    codes: {
      ...byOneClock,
      'within-leeway': {
        why: 'Counted to the second the response was expired when it arrived. Clients that allow the clocks to differ accept it, others do not.',
      },
    },
  },
  'exp-max': {
    why: 'JARM recommends a lifetime of ten minutes at most. The longer a response lives, the longer a stolen one can be used.',
    act: 'server',
    todo: 'Set exp to at most ten minutes after the response is made.',
  },
  'exp-min': {
    why: 'With a few seconds left the response expires on a slow network, or by a clock that differs a little.',
    act: 'server',
    todo: 'Give responses a minute or more, and make them when they are sent.',
  },
  'exp-absurd': {
    why: 'exp counts seconds since 1970. A time that far ahead is most often milliseconds, and then the response never expires.',
    act: 'server',
    todo: 'Write exp in seconds.',
  },
  iat: {
    why: 'The time of issue is not plausible for a response that has just been made. Clients that look at it may refuse the response.',
    act: 'server',
    todo: "Check the server's clock, and that the response is made anew for each request.",
    codes: {
      ...byOneClock,
      type: { why: 'The time of issue must be a number. Strict libraries refuse the JWT.', todo: asNumber },
      future: { todo: "Set the server's clock." },
    },
  },
  'iat-before-exp': {
    why: 'A JWT that was issued after its own expiry was never valid. One of the two times is wrong.',
    act: 'server',
    todo: 'Set exp to iat and the lifetime, both in seconds since 1970.',
  },
  nbf: {
    why: 'The response says that it must not be accepted before a later time. Clients that keep to it refuse the response.',
    act: 'server',
    todo: "Set the server's clock, or leave nbf out: JARM does not need it.",
    codes: {
      ...byOneClock,
      type: {
        why: 'The start of validity must be a number. Strict libraries refuse the JWT.',
        todo: asNumber,
      },
    },
  },
  jti: {
    why: 'By its jti a client can tell that it has seen a response before. JARM does not need it.',
    act: 'server',
    todo: 'Write jti as a string, or leave it out.',
  },
  'session-state': {
    why: 'With session_state the application can watch whether the user is still logged in (OpenID Connect Session Management).',
    act: 'server',
    todo: 'Leave it out where no client watches the session.',
  },
  'misplaced-claims': {
    why: 'The JWT around a response says who answers, not who logged in. A client that takes it for an ID token could be misled.',
    act: 'server',
    todo: 'Leave these claims to the ID token.',
  },
  'unknown-claims': {
    why: 'JARM allows further claims in the JWT, and clients should ignore those they do not know. They make the response longer.',
    act: 'server',
    todo: 'Leave out what no client reads.',
  },
};
