import type { FlowStep, Party } from '../flow.ts';
import type { Protection, ProtectionName } from '../protection.ts';
import { findingTitle } from './titles.ts';

/** What the parties of a login are called. */
export const partyLabels: Readonly<Record<Party, string>> = {
  application: 'Application',
  browser: 'Browser',
  server: 'Authorization server',
};

const stepLabels: Readonly<Record<FlowStep['what'], string>> = {
  push: 'Pushes the request',
  start: 'Sends the browser to the server',
  request: 'Authorization request',
  answer: 'Login, and the response',
  response: 'Authorization response',
  redeem: 'Redeems the code',
};

/** What happens in a step. */
export function stepLabel({ what }: FlowStep): string {
  return stepLabels[what];
}

/** What a response can be protected from, as a question that its finding answers. */
export const protectionLabels: Readonly<Record<ProtectionName, string>> = {
  integrity: 'Integrity',
  confidentiality: 'Confidentiality',
  source: 'Source',
  audience: 'Audience',
  'mix-up': 'Mix-up of issuers',
  forgery: 'Cross-site request forgery',
  injection: 'Injection of a stolen code',
  replay: 'Replay',
};

const nothing: Readonly<Record<ProtectionName, string>> = {
  integrity: 'No signature: whoever carries the response can change it',
  confidentiality: 'Not encrypted: whoever sees the response can read it',
  source: 'Nothing says which issuer it comes from',
  audience: 'Nothing says which client it is for',
  'mix-up': 'Nothing tells issuers apart',
  forgery: 'Nothing ties it to this browser',
  injection: 'Nothing ties the code to this login',
  replay: 'Nothing limits how often, and how long, it can be sent',
};

/** What is said of a protection: the finding that tells, or that there is none. */
export function protectionSentence({ name, finding }: Protection): string {
  return finding ? findingTitle(finding) : nothing[name];
}
