import type { FamilyTitles } from '../shapes.ts';

export const requestTitles: FamilyTitles = {
  'jar-precedence': {
    pass: 'Nothing beside the request object contradicts it',
    codes: {
      both: 'The request has both request and request_uri',
      'client-missing': 'The request has no client_id outside the request object',
      'client-differs': 'The client_id outside the request object is not the one inside',
      nested: 'The request object holds another one',
      conflict: 'Parameters outside the request object contradict it',
      'client-outside-only': 'The request object has no client_id',
      ignored: 'Parameters outside the request object count for nothing',
    },
    skipped: 'Precedence not judged',
  },
  'jar-object': {
    pass: 'The request object is in order',
    codes: {
      'no-jwt': 'The request object is no JWT',
      unreadable: 'The request object cannot be read',
      expired: 'The request object had expired when it was sent',
      'not-yet': 'The request object was not valid yet when it was sent',
      unsigned: 'The request object is not signed',
      'no-aud': 'The request object does not say whom it is for',
      'other-aud': 'The request object is for another server',
      'other-iss': 'The request object is not issued by the client',
      'no-exp': 'The request object never expires',
      'no-nbf': 'The request object does not say since when it is valid',
      long: 'The request object is valid for more than an hour',
      old: 'The request object was made more than an hour before',
    },
    skipped: 'Request object not judged',
  },
  'csrf-binding': {
    pass: 'The request is bound to the browser that sent it',
    codes: {
      none: 'The request has neither state, nonce nor code_challenge',
      'pkce-unadvertised': 'Only PKCE binds the request, and metadata does not name it',
    },
    skipped: 'Binding not judged',
  },
  pkce: {
    pass: 'The code is protected by PKCE',
    codes: {
      public: 'A public client asked for a code without PKCE',
      missing: 'Asked for a code without PKCE',
      'missing-pushed': 'Asked for a code without PKCE in a pushed request',
      'nonce-instead': 'Asked for a code without PKCE, with a nonce instead',
    },
    skipped: 'PKCE not judged',
  },
  'pkce-plain': {
    pass: 'PKCE uses S256',
    codes: {
      absent: 'PKCE names no method, which means plain',
      plain: 'PKCE uses the method plain',
      unknown: 'PKCE uses a method that no specification knows',
    },
    skipped: 'PKCE method not judged',
  },
  'pkce-form': {
    pass: 'The code_challenge has the right form',
    codes: {
      'no-sha256': 'The code_challenge is no SHA-256 hash',
      'no-verifier': 'The code_challenge does not have the form of a verifier',
    },
    skipped: 'PKCE challenge not judged',
  },
  'par-only': {
    pass: 'The pushed request has nothing beside it',
    codes: {
      'not-pushed': 'The request was not pushed',
      further: 'Parameters beside a pushed request count for nothing',
    },
    skipped: 'Pushing not judged',
  },
  'required-par-jar': {
    pass: 'The request travelled the way that the server requires',
    codes: {
      'not-pushed': 'The server requires pushed requests, and this one was not',
      'no-request-object': 'The server requires signed requests, and this one was not',
      unsigned: 'The server requires signed requests, and this one was not',
      profile: 'The profile requires signed requests, and this one was not',
    },
    skipped: 'Way of the request not judged',
  },
  'mode-advertised': {
    pass: 'The response_mode is one that the server offers',
    codes: {
      'not-in-list': 'The response_mode is not among those that the server offers',
      'not-in-default': 'The response_mode is not named in the metadata',
    },
    skipped: 'Offered modes not judged',
  },
  'type-advertised': {
    pass: 'The response_type is one that the server offers',
    codes: { 'not-in-list': 'The response_type is not among those that the server offers' },
    skipped: 'Offered types not judged',
  },
  'profile-type': {
    pass: 'The profile allows this response_type',
    codes: {
      type: 'The profile does not allow this response_type',
      mode: 'The profile asks for response_mode jwt',
      'mode-by-name': 'The profile asks for response_mode jwt, by that name',
    },
    skipped: 'Type of response not judged',
  },
};
