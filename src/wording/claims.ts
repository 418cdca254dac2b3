import type { FamilyExplanations, FamilyTitles } from './shapes.ts';

export const claimTitles: FamilyTitles = {
  'iss-present': {
    pass: 'Names its issuer',
    codes: { missing: 'Names no issuer', type: 'Issuer is not a string' },
    skipped: 'Issuer not judged',
  },
  'iss-match': {
    pass: 'Issued by the expected issuer',
    codes: {
      'mix-up': 'Issued by another issuer that is registered here (mix-up)',
      slash: 'Issuer differs by a slash at the end',
      spelling: 'Issuer is spelled differently, by case, port or slash',
      other: 'Issued by another issuer',
    },
    skipped: 'Issuer not judged',
  },
  'iss-form': {
    pass: 'Issuer is an https URL without query and fragment',
    codes: {
      'not-a-url': 'Issuer is not a web address',
      'query-or-fragment': 'Issuer has a query or a fragment',
      'http-loopback': 'Issuer is an http URL on this machine',
      http: 'Issuer is an http URL',
    },
    skipped: 'Issuer form not judged',
  },
  'aud-present': {
    pass: 'Names its audience',
    codes: { missing: 'Names no audience', type: 'Audience is neither a string nor a list of strings' },
    skipped: 'Audience not judged',
  },
  'aud-match': {
    pass: 'Addressed to this client',
    codes: { other: 'Addressed to another client' },
    skipped: 'Audience not judged',
  },
  'aud-extra': {
    pass: 'Addressed to this client only',
    codes: { further: 'Addressed to further audiences too' },
    skipped: 'Audience not judged',
  },
  'exp-present': {
    pass: 'Says when it expires',
    codes: { missing: 'Has no expiry', type: 'Expiry is not a number' },
    skipped: 'Expiry not judged',
  },
  'exp-valid': {
    pass: 'Not expired on arrival',
    codes: {
      expired: 'Expired on arrival',
      'within-leeway': 'Expired on arrival, within the leeway',
      'own-clock': "Expired by this computer's clock, not by the issuer's",
      'issuer-clock': "Expired by the issuer's clock, not by this computer's",
    },
    skipped: 'Expiry not judged',
  },
  'exp-max': {
    pass: 'Lives no longer than recommended',
    codes: { long: 'Lives longer than ten minutes' },
    skipped: 'Lifetime not judged',
  },
  'exp-min': {
    pass: 'Valid for long enough to be read',
    codes: { short: 'Expires within ten seconds of arrival' },
    skipped: 'Time left not judged',
  },
  'exp-absurd': {
    pass: 'Expires within 50 years',
    codes: { milliseconds: 'Expiry lies over 50 years ahead, as milliseconds would' },
    skipped: 'Expiry not judged',
  },
  iat: {
    pass: 'Issued at a plausible time',
    codes: {
      type: 'Time of issue is not a number',
      future: 'Issued in the future',
      old: 'Issued more than a day ago',
      'own-clock': "Time of issue is wrong by this computer's clock alone",
      'issuer-clock': "Time of issue is wrong by the issuer's clock alone",
    },
    skipped: 'Time of issue not judged',
  },
  'iat-before-exp': {
    pass: 'Issued before it expires',
    codes: { after: 'Issued after it expires' },
    skipped: 'Order of times not judged',
  },
  nbf: {
    pass: 'Valid already on arrival',
    codes: {
      type: 'Start of validity is not a number',
      future: 'Not valid yet on arrival',
      'own-clock': "Not valid yet by this computer's clock, though by the issuer's",
      'issuer-clock': "Not valid yet by the issuer's clock, though by this computer's",
    },
    skipped: 'Start of validity not judged',
  },
  jti: {
    pass: 'Carries an identifier of its own',
    codes: { present: 'Carries an identifier of its own', type: 'Identifier is not a string' },
    skipped: 'Identifier not judged',
  },
  'session-state': {
    pass: 'Carries the state of the session',
    codes: { present: 'Carries session_state, an extension that JARM allows' },
    skipped: 'Session state not judged',
  },
  'misplaced-claims': {
    pass: 'No claims of an ID token',
    codes: { present: 'Contains claims that belong into an ID token' },
    skipped: 'Other claims not judged',
  },
  'unknown-claims': {
    pass: 'No claims that are unknown here',
    codes: {
      unknown: 'Contains claims that are unknown here',
      many: 'Contains many claims that are unknown here',
    },
    skipped: 'Other claims not judged',
  },
};

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
