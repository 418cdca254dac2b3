import type { FamilyExplanations } from '../shapes.ts';

const farAsSeen = 'Only requests to origins with access are seen here.';

export const leaksExplanations: FamilyExplanations = {
  'redirect-status': {
    why: 'After 303 a browser asks the application with GET, whatever it had sent to the server. After 307 and 308 it sends the same form once more.',
    act: 'server',
    todo: 'Redirect with 303 See Other.',
    codes: {
      'credentials-resent': {
        why: 'The server answered a form with more in it than an authorization request, most likely the login form, with 307 or 308: the browser then sent that form, password included, to the application.',
      },
      'not-303': {
        why: 'Only after 303 must every browser drop what was posted. Browsers of today do so after 302 too.',
      },
    },
  },
  'form-post-cache': {
    why: 'The page holds the response. It is meant to be used once: neither browser nor proxy may store it.',
    act: 'server',
    todo: 'Send Cache-Control: no-store with the page.',
  },
  'answering-origin': {
    why: 'The response was sent by another server than the one the client asks. A login host of its own is common; an unknown one may be a mix-up.',
    act: 'tester',
    todo: 'See whether the origin belongs to the issuer.',
  },
  'referrer-leak': {
    why: `The Referer of a request told another origin what only the client may know: whoever reads it can try to use the code or token. ${farAsSeen}`,
    act: 'application',
    todo: 'Send Referrer-Policy: no-referrer with the callback page, and redirect on to a URL without the response before anything is loaded.',
    codes: {
      state: {
        why: `The Referer of a request told another origin the state. It protects nothing any more once a response has used it up, if the client does not accept it twice. ${farAsSeen}`,
      },
    },
  },
  'no-referrer-policy': {
    why: `What the callback page loads from elsewhere may learn its URL, and a script from elsewhere can read everything in it. ${farAsSeen}`,
    act: 'application',
    todo: 'Load nothing from other origins on the callback page, send Referrer-Policy: no-referrer, and redirect on.',
    codes: {
      'leaky-policy': {
        why: 'Under this policy the browser tells every origin the whole URL of the callback, and the response with it.',
      },
      'no-policy': {
        why: 'Without a policy it is up to the browser how much of the URL other origins learn; those of today tell them the origin only. A meta element in the page, which is not seen here, may hold one.',
      },
    },
  },
  'url-residue': {
    why: 'A response that stays in the address stays in the history too, and goes along with every copied or shared link.',
    act: 'application',
    todo: 'Use form_post, redirect on, or replace the address with history.replaceState.',
  },
  forwarded: {
    why: `A URL at another origin carried what only the client may know: its owner can try to use the code or token. An open redirector, a page that redirects on with its query, or analytics do this. ${farAsSeen}`,
    act: 'application',
    todo: 'Find what sends the callback URL on, and have it leave out the response.',
    codes: {
      state: {
        why: `A URL at another origin carried the state. It protects nothing any more once a response has used it up, if the client does not accept it twice. ${farAsSeen}`,
      },
    },
  },
  'slow-redeem': {
    why: 'Codes must be short-lived: ten minutes at most are recommended, and FAPI 2.0 allows one. Measured is the time from the response to the token request that the page itself sent.',
    act: 'application',
    todo: 'Redeem the code as soon as it comes.',
  },
};
