import type { FamilyExplanations } from '../shapes.ts';

export const flowExplanations: FamilyExplanations = {
  solicited: {
    why: 'A response that answers no request may have been slipped in (CSRF). None was seen in this tab, or in the one that opened it, within the hour before.',
    act: 'tester',
    todo: 'Log in again from the start, in this tab. If the request again is not seen, check the authorization endpoint in the registration; if there is none, report that the application accepts what it did not ask for.',
  },
  'client-on-callback': {
    why: 'Several registered clients share this callback, so the response was judged for the one that the request named by client_id.',
    act: 'registration',
    todo: 'Give each client a callback of its own.',
    codes: {
      'by-endpoint': {
        why: 'Several registered clients share this callback, so the response was judged for the one whose server the request went to.',
      },
      first: {
        why: 'Several registered clients share this callback, and no request says which one is meant. The response was judged for the first of them.',
        todo: 'Give each client a callback of its own, or allow access to the authorization endpoint.',
      },
    },
  },
  'no-mixup-defence': {
    why: 'Several issuers answer at this callback, and nothing in the response says which of them it comes from. A client of several issuers needs a defence against mix-up: iss, a JWT response, an ID token, or a callback for each issuer.',
    act: 'application',
    todo: 'Give each issuer a callback of its own, or use issuers whose responses carry iss.',
  },
};
