import type { Family, Outcome } from '../../src/checks/check.ts';
import type { SkipCode } from '../../src/checks/check.ts';
import type { PairedBy } from '../../src/exchange.ts';
import type { LookupRecord } from '../../src/records.ts';

/** What the families of findings are called. */
export const familyLabels: Readonly<Record<Family, string>> = {
  envelope: 'Envelope',
  signature: 'Signature',
  encryption: 'Encryption',
  claims: 'Claims',
  issuer: 'Issuer',
  delivery: 'Delivery',
  parameters: 'Parameters',
  'id-token': 'ID token',
  request: 'Request',
  flow: 'Flow',
  history: 'Earlier responses',
  leaks: 'Leaks',
  metadata: 'Metadata and registration',
};

/** What a screen reader hears before a finding. */
export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  fail: 'Failed',
  warn: 'Warning',
  pass: 'Passed',
  info: 'Note',
  skip: 'Not checked',
  unsupported: 'Not supported by this browser',
};

/** How a request was tied to its response. */
export const pairedByLabels: Readonly<Record<PairedBy, string>> = {
  'redirect-chain': 'It led to this response in one chain of redirects.',
  frame: 'It is the newest unanswered request in the same tab and frame.',
  opener: 'It is the newest unanswered request in the tab that opened this one.',
};

/** Why the issuer was asked. */
export const lookupLabels: Readonly<Record<LookupRecord['why'], string>> = {
  arrival: 'when the response arrived',
  rotation: 'once more, because no key fitted: it may have been rotated',
  retry: 'again, on request',
};

/** Why no authorization request is known. */
export function noRequestLabel(code: SkipCode): string {
  switch (code) {
    case 'endpoint-unknown':
      return 'The authorization endpoint of this client is not known, so its requests cannot be seen.';
    case 'no-access':
      return 'The extension has no access to the authorization endpoint, so requests to it cannot be seen.';
    case 'keys-pending':
      return 'The issuer is being asked. Until then it is not known whether a request could have been seen.';
    default:
      return (
        'No authorization request that this response could answer was seen in this tab or its opener ' +
        'within an hour before. The login may have started elsewhere, or nobody asked for this response.'
      );
  }
}
