import type { FamilyTitles } from '../shapes.ts';

export const leaksTitles: FamilyTitles = {
  'redirect-status': {
    pass: 'Redirected with 303 See Other',
    codes: {
      'credentials-resent': 'The redirect sent the login form on to the application',
      'method-kept': 'Redirected with a status that keeps the method',
      'not-303': 'Redirected, but not with 303 See Other',
    },
    skipped: 'Redirect not judged',
  },
  'form-post-cache': {
    pass: 'The page with the form may not be stored',
    codes: {
      missing: 'The page with the form has no Cache-Control',
      storable: 'The page with the form may be stored',
    },
    skipped: 'Form page not judged',
  },
  'answering-origin': {
    pass: "Came from the authorization endpoint's origin",
    codes: { other: 'Came from another origin than the authorization endpoint' },
    skipped: 'Origin not judged',
  },
  'referrer-leak': {
    pass: 'No leak in a Referer was seen',
    codes: {
      credentials: 'Credentials leaked to another origin in a Referer',
      state: 'The state leaked to another origin in a Referer',
    },
    skipped: 'Referer not judged',
  },
  'no-referrer-policy': {
    pass: 'The callback page was seen to tell others nothing',
    codes: {
      'third-party': 'The callback page loads from other origins',
      'leaky-policy': 'The callback page lets its whole URL out as Referer',
      'no-policy': 'The callback page has no Referrer-Policy header',
    },
    skipped: 'Callback page not judged',
  },
  'url-residue': {
    pass: 'Nothing of the response was seen to stay in the address',
    codes: { 'in-address': 'The response stays in the address bar' },
    skipped: 'Address not judged',
  },
  forwarded: {
    pass: 'Nothing of the response was seen in a URL elsewhere',
    codes: {
      credentials: 'Credentials went to another origin in a URL',
      state: 'The state went to another origin in a URL',
    },
    skipped: 'Other URLs not judged',
  },
  'slow-redeem': {
    pass: 'The code was redeemed within a minute',
    codes: {
      'after-a-minute': 'The code was redeemed after more than a minute',
      'after-ten-minutes': 'The code was redeemed after more than ten minutes',
    },
    skipped: 'Age of the code not judged',
  },
};
