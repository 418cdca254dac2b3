import { parseUrl } from '../host.ts';
import type { ReachRule } from '../issuer/reach.ts';
import type { FetchProblem } from '../records.ts';
import { valueText } from './values.ts';

/** A document that was asked for in vain. */
export interface FailedFetch {
  readonly url: string;
  /** The HTTP status, the issuer found, or the rule that forbade the fetch. */
  readonly detail: string | null;
}

/**
 * Why a document could not be had, in one sentence without full stop.
 *
 * @param issuer the issuer as the user registered it
 */
export function fetchSentence(problem: FetchProblem, { url, detail }: FailedFetch, issuer: string): string {
  const at = shown(url);
  switch (problem) {
    case 'no-access':
      return `The browser has not granted access to ${originOf(url)}`;
    case 'not-allowed':
      return reachSentence(detail ?? '', url);
    case 'not-arranged':
      return `Nothing was sent to ${at}: the extension's background did not answer`;
    case 'network':
      return `${at} could not be reached`;
    case 'timeout':
      return `${at} did not answer within ten seconds`;
    case 'redirect':
      return `${at} redirects; metadata and keys are only read from where they are said to be`;
    case 'status':
      return detail === null ? `${at} answered with an error` : `${at} answered with status ${shown(detail)}`;
    case 'too-large':
      return `${at} answered with more than 1 MB, which is not read`;
    case 'not-json':
      return `${at} answered with something that is not JSON`;
    case 'not-metadata':
      return `${at} answered with JSON that is not the metadata of an issuer`;
    case 'issuer-mismatch':
      return `The metadata at ${at} names the issuer ${shown(detail ?? '')}, not ${shown(issuer)}`;
    case 'no-jwks-uri':
      return `The metadata at ${at} names no jwks_uri`;
    case 'not-jwks':
      return `${at} answered with JSON that is not a JWKS`;
  }
}

/** What the user can do about it, in one sentence without full stop; null where only the server's team can act. */
export function fetchTodo(problem: FetchProblem, { url, detail }: FailedFetch): string | null {
  switch (problem) {
    case 'no-access':
      return `Allow access to ${originOf(url)}, then retry`;
    case 'not-allowed':
      return detail === 'http-without-switch' ? tlsTodo : null;
    case 'not-arranged':
      return 'Retry; if that does not help, save what you need and switch the extension off and on again, which forgets what was captured';
    case 'network':
    case 'timeout':
      return 'Check that the server runs and can be reached from this browser, then retry';
    case 'status':
      return 'Retry once the server answers';
    case 'issuer-mismatch':
      return 'If this is the issuer you mean, register it exactly as its metadata writes it';
    case 'no-jwks-uri':
      return 'Enter a JWKS URL in the registration, or paste the JWKS there';
    default:
      return null;
  }
}

const tlsTodo =
  'If this is a test network, switch on "test network without TLS" in the registration, then retry';

const reachSentences: Readonly<Record<ReachRule, (at: string) => string>> = {
  'not-a-url': (at) => `${at} is not a URL`,
  scheme: (at) => `${at} is not a web address: only https and http can be asked`,
  userinfo: (at) => `${at} contains a user name or password and is not asked`,
  loopback: (at) => `${at} is on this machine, but the issuer is not, so it is not asked`,
  http: (at) => `${at} is http, but the issuer is https, so it is not asked`,
  'http-without-switch': (at) => `${at} is http, which is asked only on a test network without TLS`,
};

/** Why a URL may not be asked, in one sentence without full stop. Any other text than a rule gets a general one. */
export function reachSentence(rule: string, url: string): string {
  return isRule(rule) ? reachSentences[rule](shown(url)) : `${shown(url)} may not be asked`;
}

function isRule(text: string): text is ReachRule {
  return Object.hasOwn(reachSentences, text);
}

function originOf(url: string): string {
  return parseUrl(url)?.origin ?? shown(url);
}

/** URLs and issuers may come out of metadata: nothing in them is to hide. */
function shown(text: string): string {
  return valueText({ kind: 'text', value: text });
}
