import type { SkipCode } from '../checks/check.ts';
import { claimTitles } from './titles/claims.ts';
import { deliveryTitles } from './titles/delivery.ts';
import { encryptionTitles } from './titles/encryption.ts';
import { envelopeTitles } from './titles/envelope.ts';
import { flowTitles } from './titles/flow.ts';
import { issuerTitles } from './titles/issuer.ts';
import { idTokenTitles } from './titles/id-token.ts';
import { requestTitles } from './titles/request.ts';
import { historyTitles } from './titles/history.ts';
import { leaksTitles } from './titles/leaks.ts';
import { metadataTitles } from './titles/metadata.ts';
import { parameterTitles } from './titles/parameters.ts';
import type { CheckTitles, Titled } from './shapes.ts';
import { signatureTitles } from './titles/signature.ts';

// A map: names come out of stored records, and `constructor` is no check.
const titles = new Map<string, CheckTitles>(
  Object.entries({
    ...envelopeTitles,
    ...signatureTitles,
    ...encryptionTitles,
    ...claimTitles,
    ...issuerTitles,
    ...deliveryTitles,
    ...parameterTitles,
    ...flowTitles,
    ...metadataTitles,
    ...leaksTitles,
    ...historyTitles,
    ...requestTitles,
    ...idTokenTitles,
  }),
);

const skipReasons: Readonly<Record<SkipCode, string>> = {
  'request-not-seen': 'the request was not seen',
  'endpoint-unknown': 'the authorization endpoint is not known',
  'no-access': 'no access to the authorization endpoint',
  'request-object': 'the request object cannot be read',
  'pushed-request': 'the request was sent by request_uri',
  encrypted: 'the response is encrypted',
  'keys-pending': 'the issuer is still being asked',
  'no-keys': "the issuer's keys could not be fetched",
  'no-metadata': "the issuer's metadata is not known",
  'not-signed': 'there is no signature',
  unreadable: 'the JWT cannot be read',
  cut: 'it is too long to be kept whole',
  'needs-secret': 'it takes the client secret',
  'not-watched': 'the client is not watched for leaks',
  'not-seen': 'this browser did not see it',
  'history-pending': 'earlier responses are awaited',
  'not-registered': 'the registration does not say',
  pasted: 'it was pasted',
  'pasted-keys': 'no keys come with what is pasted',
};

const unsupportedReasons: Readonly<Record<string, string>> = {
  algorithm: 'its algorithm cannot be computed here',
};

/**
 * What a finding is called, such as "Addressed to another client". Never throws: a check or a code that is not known,
 * as an older or newer version may have stored it, gets its own name.
 */
export function findingTitle(finding: Titled): string {
  const own = titles.get(finding.check);
  const { outcome, code } = finding;
  if (outcome === 'skip' || outcome === 'unsupported')
    return `${own?.skipped ?? `${finding.check} not judged`}: ${missingReason(finding)}`;
  if (outcome === 'pass') return own?.pass ?? finding.check;
  return entry(own?.codes, code) ?? (code === undefined ? finding.check : `${finding.check}: ${code}`);
}

/** Why a check was skipped or cannot be computed, as it stands behind a colon: "the issuer's keys could not be fetched". */
export function missingReason({ check, outcome, code }: Titled): string {
  if (outcome === 'unsupported') return entry(unsupportedReasons, code) ?? 'this cannot be computed here';
  const own = titles.get(check)?.reasons;
  return entry(own, code) ?? entry(skipReasons, code) ?? code ?? 'the reason is not known';
}

function entry(words: Readonly<Record<string, string>> | undefined, code: string | undefined) {
  return words && code !== undefined && Object.hasOwn(words, code) ? words[code] : undefined;
}

/** Every way in which a check can fail, warn or be worth a note, by its code. */
export function codesOf(check: string): string[] {
  return Object.keys(titles.get(check)?.codes ?? {});
}
