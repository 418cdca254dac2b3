import type { FamilyTitles } from '../shapes.ts';

export const deliveryTitles: FamilyTitles = {
  'jarm-downgrade': {
    pass: 'Asked for a JWT, got one',
    codes: {
      plain: 'Asked for a JWT, came in the clear',
      empty: 'Asked for a JWT, the parameter response came empty',
      'plain-error': 'Asked for a JWT, the error came in the clear',
    },
    skipped: 'Need of a JWT not judged',
  },
  'unrequested-jarm': {
    pass: 'Asked for no JWT, got none',
    codes: { jwt: 'Came as a JWT that was not asked for' },
    skipped: 'Need of a JWT not judged',
  },
  'delivery-mode-match': {
    pass: 'Came the way that response_mode asks for',
    codes: {
      'other-channel': 'Came another way than response_mode asks for',
      'unknown-mode': 'Asked for a response_mode that no specification here knows',
    },
    skipped: 'Way of delivery not judged',
  },
  'default-mode': {
    pass: 'Came the default way of its response_type',
    codes: { 'other-channel': 'Came another way than the default of its response_type' },
    skipped: 'Way of delivery not judged',
  },
  'jwt-shortcut': {
    pass: 'Came the way that response_mode jwt stands for',
    codes: {
      'other-channel': 'Came another way than response_mode jwt stands for',
      'undefined-for-none': 'Came in the fragment, where response_type none is unusual',
    },
    skipped: 'Way of delivery not judged',
  },
  'query-jwt-token': {
    pass: 'A JWT with tokens in the query is encrypted',
    codes: {
      'not-encrypted': 'A JWT for tokens came in the query without encryption',
      error: 'An error came in the query, where tokens would need encryption',
    },
    skipped: 'Encryption not judged',
  },
  'non-jarm-jwt-mode': {
    pass: 'Asked for a response_mode of JARM',
    codes: { 'other-rules': 'Asked for a response_mode that has rules of its own' },
    skipped: 'Mode not judged',
  },
  'redundant-mode': {
    pass: 'Asked for no response_mode that is the default anyway',
    codes: { default: 'Asked for the response_mode that is the default anyway' },
    skipped: 'Mode not judged',
  },
  'response-only': {
    pass: 'No response parameter beside the JWT',
    codes: { outside: 'Response parameters stand outside the JWT' },
    skipped: 'Other parameters not judged',
  },
  'outer-inner-conflict': {
    pass: 'Nothing outside contradicts the JWT',
    codes: { differs: 'Parameters outside the JWT contradict it' },
    skipped: 'Other parameters not judged',
  },
  'extra-unknown': {
    pass: 'No unknown parameter beside the JWT',
    codes: { unknown: 'Unknown parameters stand beside the JWT' },
    skipped: 'Other parameters not judged',
  },
  'mixed-channel': {
    pass: 'Came all in one place',
    codes: { several: 'Spread over query, fragment or form body' },
    skipped: 'Place not judged',
  },
  'token-in-query': {
    pass: 'No token in the query',
    codes: { query: 'Tokens came in the query, where logs and referrers keep them' },
    skipped: 'Tokens not judged',
  },
  'duplicate-param': {
    pass: 'No response parameter is repeated',
    codes: {
      twice: 'Repeats a response parameter',
      'several-channels': 'Carries response twice, each in a place of its own',
    },
    skipped: 'Repetition not judged',
  },
  'empty-param': {
    pass: 'No response parameter is empty',
    codes: { empty: 'Contains an empty response parameter' },
    skipped: 'Empty parameters not judged',
  },
  'redirect-uri-match': {
    pass: 'Landed on the redirect_uri of the request',
    codes: {
      elsewhere: 'Landed elsewhere than on the redirect_uri of the request',
      'loopback-port': 'Landed on another port of this machine than requested',
    },
    skipped: 'Landing place not judged',
  },
  'redirect-query-retained': {
    pass: 'Kept the query of the redirect_uri',
    codes: { lost: 'Lost parts of the query of the redirect_uri' },
    skipped: 'Query not judged',
  },
  'redirect-fragment': {
    pass: 'The redirect_uri of the request has no fragment',
    codes: { fragment: 'The redirect_uri of the request has a fragment' },
    skipped: 'Fragment not judged',
  },
  'redirect-https': {
    pass: 'Callback is an https URL',
    codes: {
      loopback: 'Callback is an http URL on this machine',
      'http-test-network': 'Callback is an http URL: anyone on the network can read it',
      http: 'Callback is an http URL',
    },
    skipped: 'Callback not judged',
  },
  'form-post-shape': {
    pass: 'Posted as a form',
    codes: { 'no-form': 'Posted as something that is no form' },
    skipped: 'Form not judged',
  },
  'url-length': {
    pass: 'URL has an ordinary length',
    codes: { long: 'URL is longer than 2048 characters', 'over-limit': 'URL is longer than 8000 characters' },
    skipped: 'URL length not judged',
  },
};
